extension Duration {
  /// The time in milliseconds, rounded up: a time to live must not become 0 on its way.
  var redisMilliseconds: Int {
    let (seconds, attoseconds) = components
    let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1000)
    guard !overflow else { return seconds < 0 ? .min : .max }
    let (quotient, rest) = attoseconds.quotientAndRemainder(dividingBy: 1_000_000_000_000_000)
    let part = Int(quotient) + (rest > 0 ? 1 : 0)
    let (sum, overflows) = Int(whole).addingReportingOverflow(part)
    return overflows ? (part < 0 ? .min : .max) : sum
  }

  /// A time as an argument in seconds where that is exact, and else in milliseconds.
  func arguments(seconds: RedisBytes, milliseconds: RedisBytes) -> [RedisBytes] {
    components.attoseconds == 0
      ? [seconds, RedisBytes(Int(components.seconds))]
      : [milliseconds, RedisBytes(redisMilliseconds)]
  }

  /// The time in seconds, with three decimals unless it is whole, as blocking commands take it.
  var redisTimeout: RedisBytes {
    let milliseconds = redisMilliseconds
    let (seconds, rest) = milliseconds.quotientAndRemainder(dividingBy: 1000)
    guard rest != 0 else { return RedisBytes(seconds) }
    let sign = milliseconds < 0 ? "-" : ""
    let digits = String(rest.magnitude + 1000).dropFirst()
    return "\(sign)\(seconds.magnitude).\(digits)"
  }
}
