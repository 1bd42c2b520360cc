import XCTest

/// Expects `actual` to equal `expected`, and says both when it does not.
///
/// - Parameter situation: When or for what this holds: "at t = 100 s", "after the second read".
/// - Returns: Whether it held, so that a loop can stop at its first failure.
@discardableResult
public func expect<Value: Equatable>(
  _ actual: Value,
  is expected: Value,
  _ situation: String = "",
  file: StaticString = #filePath,
  line: UInt = #line
) -> Bool {
  actual == expected
    || mismatch(
      expected: describe(expected),
      actual: describe(actual),
      situation,
      file: file,
      line: line
    )
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
  abs(actual - expected) <= tolerance
    || mismatch(
      expected: "\(expected), give or take \(tolerance)",
      actual: "\(actual)",
      situation,
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
  actual <= bound
    || mismatch(
      expected: "at most \(describe(bound))",
      actual: describe(actual),
      situation,
      file: file,
      line: line
    )
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

private func mismatch(
  expected: String,
  actual: String,
  _ situation: String,
  file: StaticString,
  line: UInt
) -> Bool {
  let when = situation.isEmpty ? "" : "\nwhen      \(situation)"
  XCTFail("expected  \(expected)\nactual    \(actual)\(when)", file: file, line: line)
  return false
}
