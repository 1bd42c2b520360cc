import XCTest

/// Expects `actual` to equal `expected`, and ends the check when it does not.
///
/// The failure is told as ``expect(_:is:_:file:line:)`` tells it; what is thrown adds nothing to it.
/// It stands where the rest of a check would make no sense, and in loops, which end at the first
/// failure.
public func require<Value: Equatable>(
  _ actual: Value,
  is expected: Value,
  _ situation: String = "",
  file: StaticString = #filePath,
  line: UInt = #line
) throws {
  guard let problem = Mismatch(actual, is: expected, situation) else { return }
  try endCheck(problem.message, file: file, line: line)
}

/// Requires a number to lie within `tolerance` of another.
public func require(
  _ actual: Double,
  isNear expected: Double,
  within tolerance: Double,
  _ situation: String = "",
  file: StaticString = #filePath,
  line: UInt = #line
) throws {
  guard let problem = Mismatch(actual, isNear: expected, within: tolerance, situation) else {
    return
  }
  try endCheck(problem.message, file: file, line: line)
}

/// Requires a count or a cost not to exceed a bound.
public func require<Value: Comparable>(
  _ actual: Value,
  isAtMost bound: Value,
  _ situation: String = "",
  file: StaticString = #filePath,
  line: UInt = #line
) throws {
  guard let problem = Mismatch(actual, isAtMost: bound, situation) else { return }
  try endCheck(problem.message, file: file, line: line)
}

/// Requires something that has no better form than a sentence.
///
/// - Parameter promise: What should hold, as the contract says it.
public func require(
  _ holds: Bool,
  _ promise: String,
  file: StaticString = #filePath,
  line: UInt = #line
) throws {
  if !holds { try endCheck("expected  \(promise)", file: file, line: line) }
}

/// The value that has to be there for the check to go on.
///
/// - Parameter promise: What should be there: "the entry of tea".
public func require<Value>(
  _ value: Value?,
  _ promise: String,
  file: StaticString = #filePath,
  line: UInt = #line
) throws -> Value {
  guard let value else {
    try endCheck("expected  \(promise)\nactual    nil", file: file, line: line)
  }
  return value
}

/// Records the failure and ends the check.
///
/// While random steps are replayed it only ends the replay; ``requireAgreement`` tells the failure.
///
/// Only an error of `XCTUnwrap` ends a check without being reported as a second failure. It puts
/// words of its own before the message, which `Reporter` takes away.
func endCheck(_ message: String, file: StaticString, line: UInt) throws -> Never {
  if Difference.isLookedFor { throw Difference(message: message, file: file, line: line) }
  try XCTUnwrap(nil as Never?, message, file: file, line: line)
}
