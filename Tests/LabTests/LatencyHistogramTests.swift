import Lab
import XCTest

final class LatencyHistogramTests: XCTestCase {
  /// Seeded latencies of three kinds, over eight powers of ten.
  private func latencies(seed: UInt64) -> [Duration] {
    var random = SplitMix64(seed: seed)
    return (0..<10_000).map { n in
      switch n % 3 {
      case 0: random.exponential(mean: .milliseconds(8))
      case 1: .nanoseconds(Int.random(in: 0...1000, using: &random))
      default: .milliseconds(150) + random.exponential(mean: .seconds(3))
      }
    }
  }

  private func histogram(of latencies: some Sequence<Duration>) -> LatencyHistogram {
    latencies.reduce(into: LatencyHistogram()) { $0.record($1) }
  }

  /// Compares with the error that the histogram states: 1/256 of the exact value, or a nanosecond.
  private func assertClose(
    _ actual: Duration,
    _ exact: Duration,
    _ message: String,
    file: StaticString = #filePath,
    line: UInt = #line
  ) {
    let error = max(actual - exact, exact - actual)
    XCTAssertLessThanOrEqual(
      error,
      max(exact / 256, .nanoseconds(1)),
      "\(message): \(actual) for \(exact)",
      file: file,
      line: line
    )
  }

  func testQuantilesAreWithinTheirErrorOfTheExactOnes() throws {
    for seed in 1...3 as ClosedRange<UInt64> {
      let all = latencies(seed: seed)
      let sorted = all.sorted()
      let histogram = histogram(of: all)
      for percent in [0, 0.01, 1, 5, 10, 25, 33.3, 50, 66.7, 75, 90, 95, 99, 99.9, 99.99, 100] {
        let rank = max(1, Int((percent * 100).rounded(.up)))
        let exact = sorted[rank - 1]
        let actual = try XCTUnwrap(histogram.percentile(percent))
        assertClose(actual, exact, "p\(percent), seed \(seed)")
      }
    }
  }

  func testCountMeanLeastAndGreatestAreExact() {
    let all = latencies(seed: 4)
    let histogram = histogram(of: all)
    let total = all.reduce(.zero, +)
    XCTAssertEqual(histogram.count, 10_000)
    XCTAssertEqual(histogram.total, total)
    XCTAssertEqual(histogram.mean, total / 10_000)
    XCTAssertEqual(histogram.min, all.min())
    XCTAssertEqual(histogram.max, all.max())
    XCTAssertEqual(histogram.quantile(0), all.min())
    XCTAssertEqual(histogram.quantile(1), all.max())
  }

  func testLatenciesBelow256NanosecondsAreExact() {
    let histogram = histogram(of: (0..<256).map { .nanoseconds($0) })
    for n in 0..<256 {
      XCTAssertEqual(histogram.quantile(Double(n + 1) / 256), .nanoseconds(n))
    }
  }

  func testEachPowerOfTwoIsWithinItsErrorOnBothSides() throws {
    for power in 0..<62 {
      for offset in [-1, 0, 1] {
        let value = Duration.nanoseconds(1 << power + offset)
        // Neighbours far away keep the least and the greatest from standing in for the bucket.
        let histogram = histogram(of: [.zero, value, .seconds(Int64(1) << 40)])
        let median = try XCTUnwrap(histogram.quantile(0.5))
        assertClose(median, value, "2^\(power) + \(offset) ns")
      }
    }
  }

  func testQuantilesFollowTheNearestRank() {
    let hundred = histogram(of: (1...100).map { .nanoseconds($0) })
    for p in 1...100 { XCTAssertEqual(hundred.percentile(Double(p)), .nanoseconds(p), "p\(p)") }
    XCTAssertEqual(hundred.percentile(99.5), .nanoseconds(100))
    XCTAssertEqual(hundred.percentile(0.5), .nanoseconds(1))
    XCTAssertEqual(
      histogram(of: [.nanoseconds(1), .nanoseconds(9)]).quantile(0.5),
      .nanoseconds(1)
    )
    XCTAssertEqual(histogram(of: [.nanoseconds(5)]).quantile(0.5), .nanoseconds(5))
  }

  func testMergingIsTheSameAsRecordingEverythingInOnePlace() {
    let all = latencies(seed: 5)
    var merged = LatencyHistogram()
    for part in [all[..<3000], all[3000..<3000], all[3000..<3100], all[3100...]] {
      merged.merge(histogram(of: part))
    }
    let whole = histogram(of: all)
    XCTAssertEqual(merged.count, whole.count)
    XCTAssertEqual(merged.total, whole.total)
    XCTAssertEqual(merged.min, whole.min)
    XCTAssertEqual(merged.max, whole.max)
    for p in 0...100 { XCTAssertEqual(merged.percentile(Double(p)), whole.percentile(Double(p))) }
  }

  func testAnEmptyHistogramHasNoFigures() {
    let empty = LatencyHistogram()
    XCTAssertEqual(empty.count, 0)
    XCTAssertNil(empty.mean)
    XCTAssertNil(empty.min)
    XCTAssertNil(empty.max)
    XCTAssertNil(empty.quantile(0.5))
    XCTAssertEqual("\(empty)", "nothing recorded")
  }

  func testALatencyOfCenturiesIsRecordedNotRefused() {
    let histogram = histogram(of: [.zero, .seconds(Int64.max), .seconds(Int64.max)])
    XCTAssertEqual(histogram.max, .seconds(Int64.max))
    XCTAssertEqual(histogram.quantile(0), .zero)
    XCTAssertGreaterThan(histogram.quantile(0.5) ?? .zero, .days(290 * 365))
  }

  func testADescriptionHoldsTheUsualFigures() {
    let histogram = histogram(of: (1...2000).map { .milliseconds($0 <= 1000 ? 2 : 4) })
    XCTAssertEqual(
      "\(histogram)",
      "2,000 operations, mean 3 ms, p50 2.003 ms, p99 4 ms, max 4 ms"
    )
  }
}
