import Lab

/// Which of the keys are requested.
public enum Traffic: Hashable, Sendable {
  /// A few popular keys and many rare ones, in random places.
  case zipf(Double)
  /// Any key as likely as any other.
  case uniform
  /// The keys in the order in which they came in, again and again.
  case inOrder
  /// The same key each time.
  case oneKey

  /// Reads `zipf`, `zipf:0.9`, `uniform`, `in-order` or `one-key`.
  public init?(_ text: String) {
    switch text {
    case "zipf": self = .zipf(1)
    case "uniform": self = .uniform
    case "in-order": self = .inOrder
    case "one-key": self = .oneKey
    default:
      guard text.hasPrefix("zipf:"), let exponent = Double(text.dropFirst(5)),
        (0...100).contains(exponent)
      else { return nil }
      self = .zipf(exponent)
    }
  }

  public static let words = ["zipf", "zipf:0.9", "uniform", "in-order", "one-key"]

  public var name: String {
    switch self {
    case .zipf(let exponent): "zipf \(exponent)"
    case .uniform: "uniform"
    case .inOrder: "in order"
    case .oneKey: "one key"
    }
  }

  func workload(keys: Int) -> Workload {
    switch self {
    case .zipf(let exponent): .zipf(exponent: exponent, keys: keys, order: .scattered)
    case .uniform: .uniform(keys: keys)
    case .inOrder: .loop(keys: keys)
    case .oneKey: .loop(keys: 1)
    }
  }
}
