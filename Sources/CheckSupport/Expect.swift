import XCTest

/// Expects `actual` to equal `expected`, and says both when it does not.
///
/// The check goes on; ``require(_:is:_:file:line:)`` ends it.
///
/// - Parameter situation: When or for what this holds: "at t = 100 s", "after the second read".
/// - Returns: Whether it held.
@discardableResult
public func expect<Value: Equatable>(
  _ actual: Value,
  is expected: Value,
  _ situation: String = "",
  file: StaticString = #filePath,
  line: UInt = #line
) -> Bool {
  held(Mismatch(actual, is: expected, situation), file: file, line: line)
}

/// Expects a number to lie within `tolerance` of another.
@discardableResult
public func expect(
  _ actual: Double,
  isNear expected: Double,
  within tolerance: Double,
  _ situation: String = "",
  file: StaticString = #filePath,
  line: UInt = #line
) -> Bool {
  held(
    Mismatch(actual, isNear: expected, within: tolerance, situation),
    file: file,
    line: line
  )
}

/// Expects a count or a cost not to exceed a bound.
@discardableResult
public func expect<Value: Comparable>(
  _ actual: Value,
  isAtMost bound: Value,
  _ situation: String = "",
  file: StaticString = #filePath,
  line: UInt = #line
) -> Bool {
  held(Mismatch(actual, isAtMost: bound, situation), file: file, line: line)
}

/// Expects something that has no better form than a sentence.
///
/// - Parameter promise: What should hold, as the contract says it.
@discardableResult
public func expect(
  _ holds: Bool,
  _ promise: String,
  file: StaticString = #filePath,
  line: UInt = #line
) -> Bool {
  if !holds { XCTFail("expected  \(promise)", file: file, line: line) }
  return holds
}

private func held(_ problem: Mismatch?, file: StaticString, line: UInt) -> Bool {
  if let problem { XCTFail(problem.message, file: file, line: line) }
  return problem == nil
}
