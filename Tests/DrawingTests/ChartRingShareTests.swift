import Drawing
import Lab
import XCTest

final class ChartRingShareTests: XCTestCase {
  func testANodeOwnsTheCircleUpToEachOfItsPoints() {
    let ring = RingChart(
      title: "",
      nodes: [.init("a", at: [0.1, 0.6]), .init("b", at: [0.35]), .init("c", at: [])]
    )
    XCTAssertEqual(ring.shares[0], 0.75, accuracy: 1e-12)
    XCTAssertEqual(ring.shares[1], 0.25, accuracy: 1e-12)
    XCTAssertEqual(ring.shares[2], 0)
    let owners = [0.05, 0.1, 0.11, 0.35, 0.36, 0.6, 0.61, 0.99, 1.2, -0.5].map {
      ring.owner(of: $0)
    }
    XCTAssertEqual(owners, [0, 0, 1, 1, 0, 0, 0, 0, 1, 0])
    XCTAssertNil(RingChart(title: "", nodes: []).owner(of: 0.5))
  }

  func testSharesAreWhatOwnersSay() {
    var random = SplitMix64(seed: 9)
    let nodes = (0..<7).map { node in
      RingChart.Node("n\(node)", at: (0..<(node + 1)).map { _ in random.unit() })
    }
    let ring = RingChart(title: "", nodes: nodes)
    XCTAssertEqual(ring.shares.reduce(0, +), 1, accuracy: 1e-9)
    var counts = Array(repeating: 0, count: nodes.count)
    let samples = 20_000
    for sample in 0..<samples {
      guard let owner = ring.owner(of: Double(sample) / Double(samples)) else {
        return XCTFail("every position has an owner")
      }
      counts[owner] += 1
    }
    for (count, share) in zip(counts, ring.shares) {
      XCTAssertEqual(Double(count) / Double(samples), share, accuracy: 0.002)
    }
  }
}
