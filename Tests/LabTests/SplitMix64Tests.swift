import Lab
import XCTest

final class SplitMix64Tests: XCTestCase {
  func testTheSequenceIsThePublishedOne() {
    var random = SplitMix64(seed: 1_234_567)
    XCTAssertEqual(
      (0..<5).map { _ in random.next() },
      [
        6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
        4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
      ]
    )
  }

  func testACopyGivesTheSameNumbers() {
    var random = SplitMix64(seed: 3)
    _ = random.next()
    var copy = random
    XCTAssertEqual((0..<100).map { _ in random.next() }, (0..<100).map { _ in copy.next() })
  }

  func testTheUnitIsUniformFromZeroToOne() {
    var random = SplitMix64(seed: 11)
    var tenths = Array(repeating: 0, count: 10)
    for _ in 0..<100_000 {
      let number = random.unit()
      XCTAssertTrue((0..<1).contains(number), "\(number)")
      tenths[Int(number * 10)] += 1
    }
    // 10,000 each are expected, with a standard deviation of 95.
    for (tenth, count) in tenths.enumerated() {
      XCTAssertEqual(Double(count), 10_000, accuracy: 400, "from \(tenth) tenths")
    }
  }

  func testAChanceComesAsOftenAsItsProbabilitySays() {
    for (p, seed) in [(0.0, 1), (0.05, 2), (0.5, 3), (0.9, 4), (1.0, 5)] as [(Double, UInt64)] {
      var random = SplitMix64(seed: seed)
      let hits = (0..<100_000).count { _ in random.chance(p) }
      let deviation = (p * (1 - p) * 100_000).squareRoot()
      XCTAssertEqual(Double(hits), p * 100_000, accuracy: 4 * deviation, "p = \(p), seed \(seed)")
    }
  }

  func testExponentialWaitsHaveTheirMeanAndShape() {
    var random = SplitMix64(seed: 21)
    let waits = (0..<100_000).map { _ in random.exponential(mean: 3.0) }
    XCTAssertTrue(waits.allSatisfy { $0 >= 0 && $0.isFinite })
    XCTAssertEqual(waits.reduce(0, +) / 100_000, 3, accuracy: 0.04)
    // A wait exceeds k means with probability e^-k.
    for (k, share) in [(1.0, 0.36788), (2.0, 0.13534), (4.0, 0.018316)] {
      let longer = waits.count { $0 > 3 * k }
      XCTAssertEqual(Double(longer) / 100_000, share, accuracy: 0.007, "beyond \(k) means")
    }
    XCTAssertEqual(random.exponential(mean: 0.0), 0)
  }

  func testTheLeastUnitIsZeroAndItsWaitIsFinite() {
    // This seed's first step arrives at state 0, and the mix of 0 is 0.
    var random = SplitMix64(seed: 0 &- 0x9E37_79B9_7F4A_7C15)
    var copy = random
    XCTAssertEqual(random.unit(), 0)
    XCTAssertEqual(copy.exponential(mean: 3.0), 0)
  }

  func testAnExponentialDurationIsTheSameWaitInSeconds() {
    var a = SplitMix64(seed: 8)
    var b = SplitMix64(seed: 8)
    for _ in 0..<100 {
      XCTAssertEqual(
        a.exponential(mean: .seconds(2)).seconds,
        b.exponential(mean: 2.0),
        accuracy: 1e-9
      )
    }
  }

  func testAForkGivesOtherNumbersThanItsParent() {
    var parent = SplitMix64(seed: 5)
    var child = parent.fork()
    var sibling = parent.fork()
    let numbers = Set(
      (0..<1000).flatMap { _ in [parent.next(), child.next(), sibling.next()] }
    )
    XCTAssertEqual(numbers.count, 3000)
  }

  func testAForkIsNotChangedByWhatItsParentDrawsLater() {
    var a = SplitMix64(seed: 5)
    var b = SplitMix64(seed: 5)
    var childOfA = a.fork()
    var childOfB = b.fork()
    for _ in 0..<10 { _ = b.next() }
    XCTAssertEqual((0..<50).map { _ in childOfA.next() }, (0..<50).map { _ in childOfB.next() })
  }

  func testMixingKeepsNumbersApart() {
    XCTAssertEqual(Set((0..<10_000).map(SplitMix64.mix)).count, 10_000)
    // The first step of the published sequence, by hand.
    XCTAssertEqual(
      SplitMix64.mix(1_234_567 &+ 0x9E37_79B9_7F4A_7C15),
      6_457_827_717_110_365_317
    )
  }
}
