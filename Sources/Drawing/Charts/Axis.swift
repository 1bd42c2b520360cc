/// What one axis of a chart measures.
public struct Axis: Hashable, Sendable {
  public var label: String
  public var format: ValueFormat
  /// What the axis covers at least; figures beyond it widen it.
  public var range: ClosedRange<Double>?

  public init(
    _ label: String,
    format: ValueFormat = .number,
    range: ClosedRange<Double>? = nil
  ) {
    self.label = label
    self.format = format
    self.range = range
  }

  /// The label with its unit: "time (ms)".
  var caption: String {
    guard case .unit(let unit) = format else { return label }
    return label.isEmpty ? unit : "\(label) (\(unit))"
  }

  /// What to draw so that all `values` lie inside.
  ///
  /// - Parameter fromZero: whether values well above zero should still be seen from zero.
  func span(of values: [Double], fromZero: Bool) -> ClosedRange<Double> {
    let ends = range.map { [$0.lowerBound, $0.upperBound] } ?? []
    let all = (values + ends).compactMap(drawable)
    var low = all.min() ?? 0
    var high = all.max() ?? 1
    if fromZero, range == nil {
      if low > 0, low <= 0.6 * high || low == high { low = 0 }
      if high < 0, high >= 0.6 * low || low == high { high = 0 }
    }
    // Values closer than this would need ticks with more digits than a Double has.
    let least = max(abs(low), abs(high)) * 1e-9
    if high - low <= least {
      let room = max(abs(high) / 5, low == 0 ? 1 : 1e-290)
      return fromZero && low == 0 ? 0...1 : (low - room)...(high + room)
    }
    return low...high
  }
}

/// A figure that can be placed on an axis: finite, and not so large that sums overflow.
func drawable(_ value: Double) -> Double? {
  guard value.isFinite else { return nil }
  if abs(value) < 1e-280 { return 0 }
  return min(max(value, -1e300), 1e300)
}

/// The format of figures at ticks, bars and points.
public enum ValueFormat: Hashable, Sendable {
  /// As many digits as the figures need side by side.
  case number
  /// A fixed number of digits after the point.
  case decimals(Int)
  /// A ratio of 1 as "100 %".
  case percent
  /// A number with a unit, such as "ms".
  case unit(String)

  /// The labels of figures that are shown side by side.
  ///
  /// Where one is a thousand times another, each has its own number of digits; otherwise all have
  /// the same.
  func labels(for values: [Double]) -> [String] {
    let sizes = values.filter { $0.isFinite && $0 != 0 }.map(abs)
    let isWide = (sizes.max() ?? 1) / (sizes.min() ?? 1) >= 1_000
    let shared = Self.digits(for: sizes)
    return values.map { value in
      let digits = isWide ? Self.digits(of: value) : shared
      return switch self {
      case .percent where value.isFinite:
        abs(value) < 1e12 ? Drawing.percent(value) : scientific(value * 100) + " %"
      case .decimals(let digits): Self.number(value, digits: min(max(digits, 0), 12))
      case .unit(let unit) where value.isFinite:
        "\(Self.number(value, digits: digits)) \(unit)"
      default: Self.number(value, digits: digits)
      }
    }
  }

  /// As many digits after the point as leave three or four in all.
  private static func digits(for sizes: [Double]) -> Int {
    let sizes = sizes.filter(\.isFinite)
    if sizes.allSatisfy({ $0 == $0.rounded() }) { return 0 }
    return switch sizes.max() ?? 0 {
    case 1_000...: 0
    case 100...: 1
    case 1...: 2
    case 0.01...: 3
    default: 6
    }
  }

  /// As many digits after the point as the figure needs by itself, without zeros at the end.
  private static func digits(of value: Double) -> Int {
    let most = digits(for: [abs(value)])
    guard most > 0, abs(value) < 1e15 else { return most }
    return most - fixed(value, most).reversed().prefix { $0 == "0" }.count
  }

  private static func number(_ value: Double, digits: Int) -> String {
    guard value.isFinite else { return value.isNaN ? "no number" : value < 0 ? "-∞" : "∞" }
    let isTiny = value != 0 && abs(value) < 1e-6 && digits > 0
    guard abs(value) < 1e15, !isTiny else { return scientific(value) }
    let text = fixed(value, digits)
    let pieces = text.split(separator: ".", maxSplits: 1)
    guard let whole = pieces.first, let number = Int(whole), abs(number) >= 1_000 else {
      return text
    }
    return grouped(number) + (pieces.count == 2 ? ".\(pieces[1])" : "")
  }
}

/// Three digits and a power of ten: "1.25e18".
private func scientific(_ value: Double) -> String {
  guard value.isFinite, value != 0 else { return value == 0 ? "0" : value < 0 ? "-∞" : "∞" }
  var exponent = 0
  var digits = abs(value)
  while digits >= 9.995 { (digits, exponent) = (digits / 10, exponent + 1) }
  while digits < 0.9995 { (digits, exponent) = (digits * 10, exponent - 1) }
  return "\(value < 0 ? "-" : "")\(fixed(digits, 2))e\(exponent)"
}
