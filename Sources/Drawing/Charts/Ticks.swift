#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Round numbers along an axis: multiples of 1, 2 or 5 times a power of ten.
///
/// A tick is kept as a whole number of its power of ten, so its label has no rounding errors.
struct Ticks: Hashable, Sendable {
  /// The ticks in units of ten to the power of `exponent`.
  let units: [Int]
  let exponent: Int

  /// The ticks of the step that makes about `count` of them and covers `range`.
  init(covering range: ClosedRange<Double>, about count: Int) {
    let raw = (range.upperBound - range.lowerBound) / Double(max(count, 1))
    var exponent = Int(log10(raw).rounded(.down))
    let fraction = raw / pow(10, Double(exponent))
    var multiple = [1, 2, 5].first { fraction <= Double($0) * (1 + 1e-9) } ?? 10
    if multiple == 10 { (multiple, exponent) = (1, exponent + 1) }
    let step = Self.value(of: multiple, exponent: exponent)
    let first = Int((range.lowerBound / step + 1e-9).rounded(.down))
    let last = Int((range.upperBound / step - 1e-9).rounded(.up))
    self.exponent = exponent
    units = (first...max(first + 1, last)).map { $0 * multiple }
  }

  /// The most ticks, up to `most`, that fit; two at least.
  init(covering range: ClosedRange<Double>, most: Int, where fits: (Ticks) -> Bool) {
    var ticks = Ticks(covering: range, about: most)
    for count in stride(from: most - 1, to: 0, by: -1) where !fits(ticks) {
      ticks = Ticks(covering: range, about: count)
    }
    self = ticks
  }

  var values: [Double] { units.map { Self.value(of: $0, exponent: exponent) } }
  var low: Double { Self.value(of: units.first ?? 0, exponent: exponent) }
  var high: Double { Self.value(of: units.last ?? 1, exponent: exponent) }

  /// How far along the axis a value lies, from 0 to 1.
  func position(of value: Double) -> Double {
    min(max((value - low) / (high - low), 0), 1)
  }

  private static func value(of unit: Int, exponent: Int) -> Double {
    exponent >= 0
      ? Double(unit) * pow(10, Double(exponent)) : Double(unit) / pow(10, Double(-exponent))
  }
}

extension Ticks {
  func labels(_ format: ValueFormat) -> [String] {
    if case .percent = format {
      return units.map { Self.decimal($0, exponent: exponent + 2) + " %" }
    }
    let largest = max(abs(low), abs(high))
    switch largest {
    case 1e15..., ..<1e-3: return units.map { Self.scientific($0, exponent: exponent) }
    case 1e12...: return units.map { Self.decimal($0, exponent: exponent - 12, suffix: "T") }
    case 1e9...: return units.map { Self.decimal($0, exponent: exponent - 9, suffix: "G") }
    case 1e6...: return units.map { Self.decimal($0, exponent: exponent - 6, suffix: "M") }
    default: return units.map { Self.decimal($0, exponent: exponent) }
    }
  }

  private static func decimal(_ unit: Int, exponent: Int, suffix: String = "") -> String {
    if unit == 0 { return "0" }
    guard exponent < 0 else {
      return exponent <= 4
        ? grouped((0..<exponent).reduce(unit) { value, _ in value * 10 }) + suffix
        : scientific(unit, exponent: exponent)
    }
    let digits = String(unit.magnitude)
    let padded = String(repeating: "0", count: max(0, 1 - exponent - digits.count)) + digits
    let whole = Int(padded.dropLast(-exponent)) ?? 0
    return "\(unit < 0 ? "-" : "")\(grouped(whole)).\(padded.suffix(-exponent))\(suffix)"
  }

  private static func scientific(_ unit: Int, exponent: Int) -> String {
    if unit == 0 { return "0" }
    var digits = String(unit.magnitude)[...]
    let power = exponent + digits.count - 1
    while digits.count > 1, digits.last == "0" { digits.removeLast() }
    let rest = digits.dropFirst()
    return "\(unit < 0 ? "-" : "")\(digits.prefix(1))\(rest.isEmpty ? "" : ".\(rest)")e\(power)"
  }
}
