extension Duration {
  public static func minutes(_ n: some BinaryInteger) -> Duration { .seconds(60) * n }
  public static func minutes(_ n: Double) -> Duration { .seconds(n * 60) }

  public static func hours(_ n: some BinaryInteger) -> Duration { .seconds(3600) * n }
  public static func hours(_ n: Double) -> Duration { .seconds(n * 3600) }

  public static func days(_ n: some BinaryInteger) -> Duration { .seconds(86400) * n }
  public static func days(_ n: Double) -> Duration { .seconds(n * 86400) }

  /// The duration as a number of seconds.
  public var seconds: Double {
    let (whole, attoseconds) = components
    return Double(whole) + Double(attoseconds) * 1e-18
  }

  /// The duration for a reader: "1.5 ms", "100 s", "0 s", "2 h 30 min".
  ///
  /// Below 1000 s it is one number under 1000 with up to three digits after the point; from there on
  /// it is days, hours, minutes and seconds, without those that are 0.
  public var readable: String {
    let (whole, attoseconds) = components
    let magnitude = (Int128(whole) * 1_000_000_000_000_000_000 + Int128(attoseconds)).magnitude
    let sign = self < .zero ? "-" : ""
    for (symbol, thousandth) in Self.units {
      let thousandths = (magnitude + thousandth / 2) / thousandth
      if thousandths == 0 { return "0 s" }
      if thousandths < 1_000_000 { return "\(sign)\(Self.decimal(thousandths)) \(symbol)" }
    }
    return sign + Self.compound((magnitude + 500_000_000_000_000) / 1_000_000_000_000_000)
  }

  /// From the smallest unit, each with its thousandth in attoseconds.
  ///
  /// Rounding comes before the choice of the unit, so 999.9999 ms is "1 s" and not "1000 ms".
  private static var units: [(symbol: String, thousandth: UInt128)] {
    [
      ("ns", 1_000_000), ("µs", 1_000_000_000), ("ms", 1_000_000_000_000),
      ("s", 1_000_000_000_000_000),
    ]
  }

  private static func compound(_ milliseconds: UInt128) -> String {
    var parts: [String] = []
    var rest = milliseconds
    for (symbol, size): (String, UInt128) in [("d", 86_400_000), ("h", 3_600_000), ("min", 60_000)]
    {
      let (count, remainder) = rest.quotientAndRemainder(dividingBy: size)
      if count > 0 { parts.append("\(count) \(symbol)") }
      rest = remainder
    }
    if rest > 0 { parts.append("\(decimal(rest)) s") }
    return parts.joined(separator: " ")
  }

  /// A number of thousandths as a decimal without zeros at its end: 1500 is "1.5".
  private static func decimal(_ thousandths: UInt128) -> String {
    let (whole, fraction) = thousandths.quotientAndRemainder(dividingBy: 1000)
    if fraction == 0 { return "\(whole)" }
    var digits = String(String(fraction + 1000).dropFirst())
    while digits.hasSuffix("0") { digits.removeLast() }
    return "\(whole).\(digits)"
  }
}
