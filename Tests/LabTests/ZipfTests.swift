import Lab
import XCTest

final class ZipfTests: XCTestCase {
  func testEveryRankComesUpAsOftenAsTheFormulaSays() {
    let exponents = [0, 0.3, 0.9, 1, 1.000000001, 1.2, 2, 5]
    for (keys, samples) in [(1, 100), (2, 100_000), (10, 200_000), (50, 400_000)] {
      for (index, exponent) in exponents.enumerated() {
        let zipf = Zipf(exponent: exponent, keys: keys)
        var random = SplitMix64(seed: UInt64(100 * keys + index))
        var counts = Array(repeating: 0, count: keys)
        for _ in 0..<samples { counts[zipf.rank(using: &random)] += 1 }
        let expected = Self.probabilities(exponent: exponent, keys: keys)
        let bins = Self.bins(of: counts, expected: expected, samples: Double(samples))
        let statistic = bins.reduce(0) { $0 + ($1.seen - $1.due) * ($1.seen - $1.due) / $1.due }
        // A right sampler stays below this in 9,999 of 10,000 seeds (Wilson and Hilferty).
        let freedom = Double(max(bins.count - 1, 1))
        let spread = 2 / (9 * freedom)
        let root = 1 - spread + 3.719 * spread.squareRoot()
        XCTAssertLessThan(
          statistic,
          freedom * root * root * root,
          "exponent \(exponent), \(keys) keys, \(bins.count) bins"
        )
      }
    }
  }

  func testTheHeadOfAMillionKeysHasItsShare() {
    let (keys, samples) = (1_000_000, 300_000)
    for exponent in [0, 0.9, 1, 1.2] {
      let zipf = Zipf(exponent: exponent, keys: keys)
      let expected = Self.probabilities(exponent: exponent, keys: keys)
      var random = SplitMix64(seed: 11)
      var counts: [Int: Int] = [:]
      for _ in 0..<samples { counts[zipf.rank(using: &random), default: 0] += 1 }
      for limit in [1, 2, 10, 100, 1_000, 10_000, 100_000, 500_000] {
        let share = expected[..<limit].reduce(0, +)
        let seen = Double(counts.reduce(0) { $0 + ($1.key < limit ? $1.value : 0) })
        let deviation = (share * (1 - share) * Double(samples)).squareRoot()
        XCTAssertEqual(
          seen,
          share * Double(samples),
          accuracy: 4 * deviation + 1,
          "first \(limit) ranks at exponent \(exponent)"
        )
      }
    }
  }

  func testItTakesTheSameFewBytesForAnyNumberOfKeys() {
    XCTAssertLessThanOrEqual(MemoryLayout<Zipf>.size, 64)
    var random = SplitMix64(seed: 1)
    let zipf = Zipf(exponent: 0.5, keys: 1_000_000_000_000)
    let ranks = (0..<1_000).map { _ in zipf.rank(using: &random) }
    XCTAssertTrue(ranks.allSatisfy { (0..<1_000_000_000_000).contains($0) })
    // A quarter of the keys holds half of the requests when the exponent is one half.
    XCTAssertEqual(Double(ranks.count { $0 < 250_000_000_000 }), 500, accuracy: 64)
  }

  func testItDrawsLittleMoreThanOneNumberForEachRank() {
    for exponent in [0, 0.5, 1, 1.5, 3] {
      for keys in [3, 100, 1_000_000] {
        var counter = CountingGenerator()
        let zipf = Zipf(exponent: exponent, keys: keys)
        for _ in 0..<20_000 { _ = zipf.rank(using: &counter) }
        XCTAssertLessThan(counter.draws, 26_000, "exponent \(exponent), \(keys) keys")
      }
    }
  }

  private struct CountingGenerator: RandomNumberGenerator {
    var random = SplitMix64(seed: 3)
    var draws = 0
    mutating func next() -> UInt64 {
      draws += 1
      return random.next()
    }
  }

  private static func probabilities(exponent: Double, keys: Int) -> [Double] {
    let weights = (1...keys).map { 1 / pow(Double($0), exponent) }
    let total = weights.reversed().reduce(0, +)
    return weights.map { $0 / total }
  }

  /// Neighbouring ranks are put together until each bin is due at least ten draws.
  private static func bins(
    of counts: [Int],
    expected: [Double],
    samples: Double
  ) -> [(seen: Double, due: Double)] {
    var bins: [(seen: Double, due: Double)] = []
    for rank in counts.indices {
      let seen = Double(counts[rank])
      let due = expected[rank] * samples
      if let last = bins.last, last.due < 10 || due < 10 {
        bins[bins.count - 1] = (last.seen + seen, last.due + due)
      } else {
        bins.append((seen, due))
      }
    }
    return bins
  }
}
