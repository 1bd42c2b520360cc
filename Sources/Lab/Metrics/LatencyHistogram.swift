/// How long operations took, in constant space however many there were.
///
///     var latencies = LatencyHistogram()
///     latencies.record(.milliseconds(12))
///     latencies.quantile(0.99)  // 99 of 100 took no longer
///
/// A quantile is within 1/256 (0.4 %) of the exact one, or within a nanosecond of it where that is
/// more. Count, mean, minimum and maximum are exact. Each power of two of nanoseconds is divided
/// into 128 buckets of equal width, so a bucket is never wider than 1/128 of the values in it, and
/// a quantile is the middle of its bucket.
public struct LatencyHistogram: Sendable {
  /// Each power of two has 2^7 buckets.
  private static let precision = 7

  /// Grows to the bucket of the greatest latency; even 292 years need no more than 7424.
  private var buckets: [Int] = []
  public private(set) var count = 0
  /// The exact sum of all latencies.
  public private(set) var total = Duration.zero
  /// The least latency, or `nil` before the first.
  public private(set) var min: Duration?
  /// The greatest latency, or `nil` before the first.
  public private(set) var max: Duration?

  public init() {}

  /// The mean latency, or `nil` before the first.
  public var mean: Duration? { count == 0 ? nil : total / count }

  public mutating func record(_ latency: Duration) {
    precondition(latency >= .zero, "a latency cannot be negative, and \(latency.readable) is")
    let bucket = Self.bucket(of: latency)
    reserveBucket(bucket)
    buckets[bucket] += 1
    count += 1
    total += latency
    include(min: latency, max: latency)
  }

  /// The latency that a fraction `q` of all operations did not exceed, or `nil` before the first.
  ///
  /// It is the smallest recorded latency of which that holds (the "nearest rank"), so 0 gives the
  /// least, 1 the greatest, and 0.5 the median.
  public func quantile(_ q: Double) -> Duration? {
    precondition((0...1).contains(q), "a quantile lies between 0 and 1, not at \(q)")
    guard let min, let max else { return nil }
    // 0.07 × 100 is a little more than 7 in binary; without the correction its rank would be 8.
    let exact = q * Double(count) * (1 - 4 * Double.ulpOfOne)
    let rank = Swift.max(1, Int(exact.rounded(.up)))
    if rank == 1 { return min }
    if rank == count { return max }
    var seen = 0
    for (index, size) in buckets.enumerated() {
      seen += size
      if seen >= rank { return Swift.min(Swift.max(Self.middle(ofBucket: index), min), max) }
    }
    return max
  }

  /// The latency that `p` of a hundred operations did not exceed: `percentile(99)` is `quantile(0.99)`.
  public func percentile(_ p: Double) -> Duration? {
    quantile(p / 100)
  }

  /// Adds everything that `other` has recorded.
  public mutating func merge(_ other: LatencyHistogram) {
    guard let least = other.min, let greatest = other.max else { return }
    reserveBucket(other.buckets.count - 1)
    for (index, size) in other.buckets.enumerated() { buckets[index] += size }
    count += other.count
    total += other.total
    include(min: least, max: greatest)
  }

  private mutating func include(min least: Duration, max greatest: Duration) {
    min = Swift.min(min ?? least, least)
    max = Swift.max(max ?? greatest, greatest)
  }

  private mutating func reserveBucket(_ bucket: Int) {
    guard bucket >= buckets.count else { return }
    buckets += Array(repeating: 0, count: bucket + 1 - buckets.count)
  }
}

extension LatencyHistogram {
  /// A latency below 2^8 ns has a bucket of its own; above, its first 8 binary digits choose one.
  private static func bucket(of latency: Duration) -> Int {
    let nanoseconds = wholeNanoseconds(latency)
    let digits = UInt64.bitWidth - nanoseconds.leadingZeroBitCount
    let shift = Swift.max(0, digits - precision - 1)
    return (shift << precision) + Int(nanoseconds >> UInt64(shift))
  }

  private static func middle(ofBucket bucket: Int) -> Duration {
    let shift = Swift.max(0, (bucket >> precision) - 1)
    let least = UInt64(bucket - (shift << precision)) << UInt64(shift)
    let width = UInt64(1) << UInt64(shift)
    return .nanoseconds(Int64(clamping: least + width / 2))
  }

  /// The whole nanoseconds of a latency, up to 292 years.
  private static func wholeNanoseconds(_ latency: Duration) -> UInt64 {
    let (seconds, attoseconds) = latency.components
    let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    let (sum, carry) = product.addingReportingOverflow(attoseconds / 1_000_000_000)
    return overflow || carry ? UInt64(Int64.max) : UInt64(sum)
  }
}

extension LatencyHistogram: CustomStringConvertible {
  public var description: String {
    guard let mean, let p50 = quantile(0.5), let p99 = quantile(0.99), let max else {
      return "nothing recorded"
    }
    return "\(grouped(count)) operations, mean \(mean.readable), "
      + "p50 \(p50.readable), p99 \(p99.readable), max \(max.readable)"
  }
}
