/// A value as a learner would write it: `nil` and `"blue"`, not `Optional("blue")`.
func describe<Value>(_ value: Value) -> String {
  if let optional = value as? any OptionalValue { return optional.description(of: describe) }
  return String(reflecting: value)
}

private protocol OptionalValue {
  func description(of describe: (Any) -> String) -> String
}

extension Optional: OptionalValue {
  fileprivate func description(of describe: (Any) -> String) -> String {
    map { describe($0) } ?? "nil"
  }
}
