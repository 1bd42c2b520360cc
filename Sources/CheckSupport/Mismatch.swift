/// What was expected and what came instead, for ``expect`` and ``require`` alike.
struct Mismatch {
  let message: String

  /// Nil when the two are equal.
  init?<Value: Equatable>(_ actual: Value, is expected: Value, _ situation: String) {
    guard actual != expected else { return nil }
    self.init(expected: describe(expected), actual: describe(actual), situation)
  }

  /// Nil when the number is within `tolerance` of the expected one.
  init?(_ actual: Double, isNear expected: Double, within tolerance: Double, _ situation: String) {
    guard !(abs(actual - expected) <= tolerance) else { return nil }
    self.init(expected: "\(expected), give or take \(tolerance)", actual: "\(actual)", situation)
  }

  /// Nil when the bound is kept.
  init?<Value: Comparable>(_ actual: Value, isAtMost bound: Value, _ situation: String) {
    guard !(actual <= bound) else { return nil }
    self.init(expected: "at most \(describe(bound))", actual: describe(actual), situation)
  }

  private init(expected: String, actual: String, _ situation: String) {
    let when = situation.isEmpty ? "" : "\nwhen      \(situation)"
    message = "expected  \(expected)\nactual    \(actual)\(when)"
  }
}
