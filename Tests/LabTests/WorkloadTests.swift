import Lab
import XCTest

final class WorkloadTests: XCTestCase {
  private let samples: [Workload] = [
    .zipf(exponent: 1, keys: 1_000),
    .zipf(exponent: 0.9, keys: 1_000, order: .scattered),
    .uniform(keys: 50),
    .scan,
    .loop(keys: 7),
    .shifting(.init(hot: 10, keys: 100, share: 0.8, period: 50)),
    .zipfWithScans(exponent: 1, keys: 100, scanShare: 0.3, burst: 5),
  ]

  func testTheSameSeedGivesTheSameStreamAndAnotherSeedAnother() {
    for workload in samples {
      let requests = workload.requests(count: 500, seed: 1)
      XCTAssertEqual(Array(requests), Array(requests), "\(workload.name), walked twice")
      XCTAssertEqual(
        Array(requests),
        Array(workload.requests(count: 500, seed: 1)),
        workload.name
      )
      XCTAssertEqual(
        Array(requests.prefix(200)),
        Array(workload.requests(count: 200, seed: 1)),
        "\(workload.name): a longer stream starts with the shorter one"
      )
      let other = Array(workload.requests(count: 500, seed: 2))
      switch workload {
      case .scan, .loop: XCTAssertEqual(Array(requests), other, workload.name)
      default: XCTAssertNotEqual(Array(requests), other, workload.name)
      }
    }
  }

  func testAStreamOfAnyLengthIsMadeAtOnceAndEndsAfterItsCount() {
    for workload in samples {
      let endless = workload.requests(count: .max, seed: 1)
      XCTAssertEqual(endless.underestimatedCount, .max)
      XCTAssertEqual(endless.lazy.prefix(3).map { $0 }.count, 3, workload.name)
      XCTAssertEqual(workload.requests(count: 41, seed: 1).reduce(0) { n, _ in n + 1 }, 41)
      XCTAssertEqual(Array(workload.requests(count: 0, seed: 1)), [])
    }
  }

  func testKeysStayInsideTheRangeThatTheWorkloadNames() {
    for workload in samples {
      let keys = Array(workload.requests(count: 20_000, seed: 5))
      XCTAssertGreaterThanOrEqual(keys.min() ?? -1, 0, workload.name)
      if let count = workload.keyCount {
        XCTAssertLessThan(keys.max() ?? count, count, workload.name)
      }
    }
  }

  func testAScanNeverRepeatsAndALoopAlwaysDoes() {
    XCTAssertEqual(Array(Workload.scan.requests(count: 5, seed: 9)), [0, 1, 2, 3, 4])
    XCTAssertEqual(
      Array(Workload.loop(keys: 3).requests(count: 7, seed: 9)),
      [0, 1, 2, 0, 1, 2, 0]
    )
  }

  func testUniformKeysAreEquallyLikely() {
    var counts = Array(repeating: 0, count: 20)
    for key in Workload.uniform(keys: 20).requests(count: 100_000, seed: 3) { counts[key] += 1 }
    for (key, count) in counts.enumerated() {
      XCTAssertEqual(Double(count), 5_000, accuracy: 4 * 69, "key \(key)")
    }
  }

  func testZipfByRankHasItsFavouritesFirstAndScatteredElsewhere() {
    let ranked = favourites(of: .zipf(exponent: 1.2, keys: 100_000))
    XCTAssertEqual(Array(ranked.prefix(3)), [0, 1, 2])
    let scattered = favourites(of: .zipf(exponent: 1.2, keys: 100_000, order: .scattered))
    XCTAssertTrue(scattered.prefix(3).allSatisfy { $0 > 100 }, "\(scattered.prefix(3))")
    let scatter = Scatter(count: 100_000, seed: ~7)
    XCTAssertEqual(Array(scattered.prefix(3)), [0, 1, 2].map { scatter[$0] })
  }

  func testAScatterIsOneToOneOnEveryCount() {
    for count in [1, 2, 3, 4, 5, 17, 256, 1_000, 1_025] {
      let scatter = Scatter(count: count, seed: 42)
      XCTAssertEqual((0..<count).map { scatter[$0] }.sorted(), Array(0..<count), "\(count)")
    }
    let large = Scatter(count: 1_000, seed: 42)
    let fixedPoints = (0..<1_000).count { large[$0] == $0 }
    XCTAssertLessThan(fixedPoints, 10, "a shuffle leaves about one number in its place")
  }

  func testTheHotSetTakesItsShareAndMoves() {
    let set = Workload.HotSet(hot: 10, keys: 100, share: 0.8, period: 1_000)
    let keys = Array(Workload.shifting(set).requests(count: 12_000, seed: 4))
    for move in 0..<12 {
      let start = move * 10 % 100
      let stay = keys[(move * 1_000)..<((move + 1) * 1_000)]
      let hot = stay.count { (start..<(start + 10)).contains($0) }
      XCTAssertEqual(Double(hot), 800, accuracy: 4 * 13, "stay \(move), from key \(start)")
    }
  }

  func testAHotSetThatRunsPastTheLastKeyGoesOnWithTheFirst() {
    let set = Workload.HotSet(hot: 4, keys: 6, share: 1, period: 100)
    let keys = Array(Workload.shifting(set).requests(count: 300, seed: 4))
    XCTAssertEqual(Set(keys[..<100]), [0, 1, 2, 3])
    XCTAssertEqual(Set(keys[100..<200]), [4, 5, 0, 1])
    XCTAssertEqual(Set(keys[200...]), [2, 3, 4, 5])
  }

  func testAMixtureKeepsItsWeightsWhateverTheBursts() {
    for burst in [1, 10, 250] {
      let mixed = Workload.mixed([
        .init(.loop(keys: 10), weight: 3), .init(.scan, weight: 1, burst: burst),
      ])
      let keys = Array(mixed.requests(count: 200_000, seed: 8))
      let scanned = Double(keys.count { $0 >= 10 })
      // The runs are independent, so the spread grows with the root of their length.
      let deviation = (200_000 * 0.25 * 0.75 * Double(burst)).squareRoot()
      XCTAssertEqual(scanned, 50_000, accuracy: 4 * deviation, "bursts of \(burst)")
    }
  }

  func testThePartsOfAMixtureNeverShareAKey() {
    let mixed = Workload.mixed([
      .init(.scan, weight: 1), .init(.loop(keys: 4), weight: 1), .init(.scan, weight: 1),
      .init(.loop(keys: 3), weight: 1),
    ])
    XCTAssertNil(mixed.keyCount)
    let keys = Array(mixed.requests(count: 4_000, seed: 8))
    // The loops take 0...3 and 4...6; the scans take every second key from 7 and from 8.
    XCTAssertEqual(Set(keys.filter { $0 < 7 }), Set(0..<7))
    let even = keys.filter { $0 >= 7 && $0 % 2 == 0 }
    let odd = keys.filter { $0 >= 7 && $0 % 2 == 1 }
    XCTAssertEqual(odd, (0..<odd.count).map { 7 + 2 * $0 })
    XCTAssertEqual(even, (0..<even.count).map { 8 + 2 * $0 })
  }

  func testABurstComesInOnePiece() {
    let mixed = Workload.mixed([
      .init(.loop(keys: 2), weight: 1), .init(.scan, weight: 1, burst: 4),
    ])
    let isScan = mixed.requests(count: 4_000, seed: 2).map { $0 >= 2 }
    var length = 0
    for scan in isScan {
      if scan {
        length += 1
      } else {
        XCTAssertEqual(length % 4, 0, "a scan stopped in the middle of its burst")
        length = 0
      }
    }
  }

  private func favourites(of workload: Workload) -> [Int] {
    var counts: [Int: Int] = [:]
    for key in workload.requests(count: 200_000, seed: 7) { counts[key, default: 0] += 1 }
    return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
  }
}
