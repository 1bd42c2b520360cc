import CheckSupport
import Lab
import Week3
import XCTest

final class HashRingTests: XCTestCase {
  func testAnEmptyRingKnowsNoNode() {
    let ring = HashRing()
    expect(ring.node(for: "user:17"), is: nil, "in an empty ring")
    expect(ring.nodes(for: "user:17", count: 2), is: [], "in an empty ring")
    expect(ring.nodes, is: [], "in an empty ring")
  }

  func testASingleNodeHasAllKeys() {
    var ring = HashRing()
    ring.add("cache-a")
    for key in Self.keys.prefix(100) {
      guard expect(ring.node(for: key), is: "cache-a", "for \(key), with one node") else { return }
    }
  }

  func testNodesComeAndGo() {
    var ring = HashRing()
    ring.add("cache-b")
    ring.add("cache-a")
    ring.add("cache-a")
    expect(ring.nodes, is: ["cache-a", "cache-b"], "after cache-b, cache-a and cache-a were added")
    ring.remove("cache-b")
    ring.remove("cache-z")
    expect(ring.nodes, is: ["cache-a"], "after cache-b and an unknown node were removed")
    ring.remove("cache-a")
    expect(ring.node(for: "user:17"), is: nil, "after the last node was removed")
  }

  func testTheSameTextHasTheSamePositionEverywhere() {
    expect(HashRing.position(of: "user:17"), is: Self.position("user:17"))
    expect(HashRing.position(of: "cache-a#0"), is: Self.position("cache-a#0"))
    expect(HashRing.position(of: ""), is: Self.position(""), "for a text without a letter")
  }

  func testTheOrderInWhichNodesCameMakesNoDifference() {
    let ring = Self.ring(["cache-a", "cache-b", "cache-c"])
    let other = Self.ring(["cache-c", "cache-a", "cache-b"])
    for key in Self.keys.prefix(1_000) {
      let situation = "for \(key), in a ring with a, b, c and one with c, a, b"
      guard expect(other.node(for: key), is: ring.node(for: key), situation) else { return }
    }
  }

  func testOnlyKeysOfTheNewNodeMoveWhenItJoins() {
    let before = Self.ring(["cache-a", "cache-b", "cache-c", "cache-d"])
    var after = before
    after.add("cache-e")
    var moved = 0
    for key in Self.keys where after.node(for: key) != before.node(for: key) {
      moved += 1
      let situation = "for \(key), which left its node when cache-e joined"
      guard expect(after.node(for: key), is: "cache-e", situation) else { return }
    }
    expect(Double(moved), isNear: 2_000, within: 400, "keys of 10,000 that moved to the fifth node")
  }

  func testOnlyKeysOfTheOldNodeMoveWhenItLeaves() {
    let before = Self.ring(["cache-a", "cache-b", "cache-c", "cache-d"])
    var after = before
    after.remove("cache-b")
    for key in Self.keys {
      guard let old = before.node(for: key), old != "cache-b" else { continue }
      let situation = "for \(key), when another node than its own left"
      guard expect(after.node(for: key), is: old, situation) else { return }
    }
    after.add("cache-b")
    for key in Self.keys {
      let situation = "for \(key), after cache-b left and came back"
      guard expect(after.node(for: key), is: before.node(for: key), situation) else { return }
    }
  }

  func testAKeyBelongsToTheFirstPointAtOrAfterIt() {
    for points in [1, 2, 7] {
      let names = ["cache-a", "cache-b", "cache-c", "cache-d", "cache-e"]
      let ring = Self.ring(names, points: points)
      for key in Self.keys.prefix(500) {
        let expected = Self.clockwise(from: key, names.map { ($0, points) }).first
        let situation =
          "for \(key) at \(Self.position(key)), in \(names) with \(points) points each"
        guard expect(ring.node(for: key), is: expected, situation) else { return }
      }
    }
  }

  func testPastTheLastPointTheCircleBeginsAgain() {
    let names = ["cache-a", "cache-c", "cache-d"]
    let ring = Self.ring(names, points: 1)
    let points = names.map { (position: Self.position("\($0)#0"), name: $0) }.sorted { $0 < $1 }
    guard let first = points.first, let last = points.last else { return }
    let late = Self.keys.filter { Self.position($0) > last.position }.prefix(20)
    expect(!late.isEmpty, "keys past the last point")
    for key in late {
      let situation = "for \(key), which lies past the last of three points"
      guard expect(ring.node(for: key), is: first.name, situation) else { return }
    }
  }

  func testManyPointsShareTheKeysEvenly() {
    let names = (0..<10).map { "cache-\($0)" }
    let ring = Self.ring(names)
    let counts = Self.counts(ring)
    for name in names {
      let situation = "keys of 10,000 on \(name), one of ten with 160 points each"
      guard expect(Double(counts[name] ?? 0), isNear: 1_000, within: 300, situation) else { return }
    }
  }

  func testTwiceTheWeightIsTwiceTheKeys() {
    var ring = HashRing()
    ring.add("cache-a", weight: 1)
    ring.add("cache-b", weight: 2)
    ring.add("cache-c", weight: 5)
    let counts = Self.counts(ring)
    for (name, share) in [("cache-a", 1_250.0), ("cache-b", 2_500), ("cache-c", 6_250)] {
      let situation = "keys of 10,000 on \(name), with weights 1, 2 and 5"
      guard expect(Double(counts[name] ?? 0), isNear: share, within: share / 4, situation) else {
        return
      }
    }
  }

  func testANewWeightTakesThePlaceOfTheOld() {
    var ring = Self.ring(["cache-b"])
    ring.add("cache-a", weight: 5)
    ring.add("cache-a", weight: 1)
    let plain = Self.ring(["cache-a", "cache-b"])
    for key in Self.keys.prefix(1_000) {
      let situation = "for \(key), after the weight of cache-a went from 5 to 1"
      guard expect(ring.node(for: key), is: plain.node(for: key), situation) else { return }
    }
  }

  func testCopiesBelongToTheNextNodesClockwise() {
    let names = ["cache-a", "cache-b", "cache-c", "cache-d"]
    let ring = Self.ring(names, points: 20)
    for key in Self.keys.prefix(300) {
      for count in [1, 2, 3] {
        let expected = Array(Self.clockwise(from: key, names.map { ($0, 20) }).prefix(count))
        let situation = "the first \(count) nodes for \(key)"
        guard expect(ring.nodes(for: key, count: count), is: expected, situation) else { return }
      }
    }
  }

  func testThereAreNoMoreCopiesThanNodes() {
    let ring = Self.ring(["cache-a", "cache-b"])
    expect(ring.nodes(for: "user:17", count: 5).sorted(), is: ["cache-a", "cache-b"], "5 of 2")
    expect(ring.nodes(for: "user:17", count: 0), is: [], "none")
  }

  func testAKeyGoesToItsSecondNodeWhenTheFirstLeaves() {
    let ring = Self.ring(["cache-a", "cache-b", "cache-c", "cache-d"])
    for key in Self.keys.prefix(500) {
      let order = ring.nodes(for: key, count: 2)
      guard expect(order.count, is: 2, "nodes for \(key)") else { return }
      var smaller = ring
      smaller.remove(order[0])
      let situation = "for \(key), after \(order[0]) left"
      guard expect(smaller.node(for: key), is: order[1], situation) else { return }
    }
  }

  func testALookUpDoesNotGoThroughThePoints() {
    let ring = Self.ring((0..<40).map { "cache-\($0)" }, points: 1_000)
    // A search through all points runs into the time limit.
    for key in Self.keys {
      guard expect(ring.node(for: key) != nil, "a node for \(key)") else { return }
    }
  }

  private static let keys = (0..<10_000).map { "user:\($0)" }

  private static func ring(_ names: [String], points: Int = 160) -> HashRing {
    var ring = HashRing(pointsPerNode: points)
    for name in names { ring.add(name) }
    return ring
  }

  private static func counts(_ ring: HashRing) -> [String: Int] {
    Dictionary(keys.map { (ring.node(for: $0) ?? "no node", 1) }, uniquingKeysWith: +)
  }

  /// The nodes in the order in which one meets them, found by measuring the way to every point.
  private static func clockwise(from key: String, _ nodes: [(name: String, points: Int)])
    -> [String]
  {
    let start = position(key)
    let ways = nodes.map { node in
      let ways = (0..<node.points).map { position("\(node.name)#\($0)") &- start }
      return (way: ways.min() ?? 0, name: node.name)
    }
    return ways.sorted { $0.way < $1.way }.map(\.name)
  }

  private static func position(_ text: String) -> UInt64 {
    var hash = FNV1a()
    hash.update(text)
    return hash.mixed
  }
}
