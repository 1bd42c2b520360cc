extension Workload {
  /// Reads a workload from the short text that the command line takes.
  ///
  ///     zipf               zipf:1.0             zipf:0.9:1000000      exponent, keys
  ///     uniform            uniform:5000                               keys
  ///     loop               loop:1200                                  keys
  ///     scan
  ///     shift              shift:200:10000:5000                       hot keys, keys, period
  ///     mixed              mixed:20                                   percent that is a scan
  ///
  /// What is left out is 10,000 keys, exponent 1, a hot set of a fiftieth of the keys that moves
  /// every 5,000 requests, and 20 % of scans, which come in bursts of 500.
  public init(parsing text: String) throws(WorkloadTextError) {
    var fields = Fields(text)
    switch fields.kind {
    case "zipf":
      let exponent = try fields.number("exponent", in: 0...100, default: 1)
      let keys = try fields.count("number of keys", default: Self.defaultKeys)
      self = .zipf(exponent: exponent, keys: keys)
    case "uniform":
      self = .uniform(keys: try fields.count("number of keys", default: Self.defaultKeys))
    case "loop":
      self = .loop(keys: try fields.count("number of keys", default: Self.defaultKeys))
    case "scan":
      self = .scan
    case "shift":
      let hot = try fields.count("number of hot keys", default: Self.defaultKeys / 50)
      let keys = try fields.count("number of keys", default: max(hot * 50, hot))
      let period = try fields.count("number of requests between moves", default: 5_000)
      guard hot <= keys else { throw .hotSetTooLarge(hot: hot, keys: keys) }
      self = .shifting(HotSet(hot: hot, keys: keys, period: period))
    case "mixed":
      let scan = try fields.number("percentage of scans", in: 0...100, default: 20)
      self = .zipfWithScans(
        exponent: 1,
        keys: Self.defaultKeys,
        scanShare: scan / 100,
        burst: 500
      )
    default:
      throw .unknownKind(fields.kind)
    }
    try fields.finish()
  }

  private static let defaultKeys = 10_000
}

/// Why a text does not describe a workload, and what would be right.
public enum WorkloadTextError: Error, Hashable, Sendable, CustomStringConvertible {
  case unknownKind(String)
  case badNumber(field: String, value: String, expected: String)
  case hotSetTooLarge(hot: Int, keys: Int)
  case tooManyFields(text: String, shortened: String)

  public var description: String {
    switch self {
    case .unknownKind(let kind):
      "there is no workload \"\(kind)\"; write zipf, uniform, scan, loop, shift or mixed"
    case .badNumber(let field, let value, let expected):
      "the \(field) \"\(value)\" is not \(expected)"
    case .hotSetTooLarge(let hot, let keys):
      "\(grouped(hot)) hot keys do not fit into \(grouped(keys)) keys; write at most \(keys)"
    case .tooManyFields(let text, let shortened):
      "\"\(text)\" says more than the workload takes; write \"\(shortened)\""
    }
  }
}

/// The text between the colons, read from left to right.
private struct Fields {
  let kind: String
  private let text: String
  private let values: [Substring]
  private var used = 0

  init(_ text: String) {
    let pieces = text.split(separator: ":", omittingEmptySubsequences: false)
    self.text = text
    kind = pieces.first.map(String.init) ?? ""
    values = Array(pieces.dropFirst())
  }

  mutating func number(
    _ field: String,
    in range: ClosedRange<Double>,
    default standard: Double
  ) throws(WorkloadTextError) -> Double {
    guard let value = next() else { return standard }
    guard let number = Double(value), range.contains(number) else {
      let (low, high) = (Int(range.lowerBound), Int(range.upperBound))
      throw .badNumber(
        field: field,
        value: String(value),
        expected: "a number from \(low) to \(high), such as \(standard)"
      )
    }
    return number
  }

  mutating func count(
    _ field: String,
    default standard: Int
  ) throws(WorkloadTextError) -> Int {
    guard let value = next() else { return standard }
    // Swift's separator for thousands is welcome: 1_000_000.
    guard let number = Int(value.filter { $0 != "_" }), (1...Self.most).contains(number) else {
      throw .badNumber(
        field: field,
        value: String(value),
        expected: "a whole number from 1 to \(grouped(Self.most)), such as \(standard)"
      )
    }
    return number
  }

  func finish() throws(WorkloadTextError) {
    guard used < values.count else { return }
    let shortened = ([kind[...]] + values.prefix(used)).joined(separator: ":")
    throw .tooManyFields(text: text, shortened: shortened)
  }

  /// More keys than any simulation here could count.
  private static let most = 1_000_000_000_000

  private mutating func next() -> Substring? {
    guard used < values.count else { return nil }
    defer { used += 1 }
    return values[used]
  }
}
