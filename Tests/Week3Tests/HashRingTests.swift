import CheckSupport
import Lab
import Week3
import XCTest

final class HashRingTests: XCTestCase {
  // MARK: - Nodes

  func testAnEmptyRingKnowsNoNode() {
    let ring = HashRing()
    expect(ring.node(for: "user:17"), is: nil, "in an empty ring")
    expect(ring.nodes(for: "user:17", count: 2), is: [], "in an empty ring")
    expect(ring.nodes, is: [], "in an empty ring")
  }

  func testASingleNodeHasAllKeys() throws {
    var ring = HashRing()
    ring.add("cache-a")
    for key in Self.keys.prefix(100) {
      try require(ring.node(for: key), is: "cache-a", "for \(key), with one node")
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

  func testTheOrderInWhichNodesCameMakesNoDifference() throws {
    let ring = Self.ring(["cache-a", "cache-b", "cache-c"])
    let other = Self.ring(["cache-c", "cache-a", "cache-b"])
    for key in Self.keys.prefix(1_000) {
      let situation = "for \(key), in a ring with a, b, c and one with c, a, b"
      try require(other.node(for: key), is: ring.node(for: key), situation)
    }
  }

  // MARK: - Points on the circle

  func testTheSameTextHasTheSamePositionEverywhere() {
    expect(HashRing.position(of: "user:17"), is: Self.position("user:17"))
    expect(HashRing.position(of: "cache-a#0"), is: Self.position("cache-a#0"))
    expect(HashRing.position(of: ""), is: Self.position(""), "for an empty text")
  }

  func testOnlyKeysOfTheNewNodeMoveWhenItJoins() throws {
    let before = Self.ring(["cache-a", "cache-b", "cache-c", "cache-d"])
    var after = before
    after.add("cache-e")
    var moved = 0
    for key in Self.keys where after.node(for: key) != before.node(for: key) {
      moved += 1
      let situation = "for \(key), which left its node when cache-e joined"
      try require(after.node(for: key), is: "cache-e", situation)
    }
    expect(Double(moved), isNear: 2_000, within: 400, "keys of 10,000 that moved to the fifth node")
  }

  func testOnlyKeysOfTheOldNodeMoveWhenItLeaves() throws {
    let before = Self.ring(["cache-a", "cache-b", "cache-c", "cache-d"])
    var after = before
    after.remove("cache-b")
    for key in Self.keys where before.node(for: key) != "cache-b" {
      let situation = "for \(key), when a node other than its own left"
      try require(after.node(for: key), is: before.node(for: key), situation)
    }
    after.add("cache-b")
    for key in Self.keys {
      let situation = "for \(key), after cache-b left and came back"
      try require(after.node(for: key), is: before.node(for: key), situation)
    }
  }

  func testAKeyBelongsToTheFirstPointAtOrAfterIt() throws {
    for points in [1, 2, 7] {
      let names = ["cache-a", "cache-b", "cache-c", "cache-d", "cache-e"]
      let ring = Self.ring(names, points: points)
      for key in Self.keys.prefix(500) {
        let expected = Self.clockwise(from: key, names, points: points).first
        let situation =
          "for \(key) at \(Self.position(key)), in \(names) with \(points) points each"
        try require(ring.node(for: key), is: expected, situation)
      }
    }
  }

  func testPastTheLastPointTheCircleBeginsAgain() throws {
    let names = ["cache-a", "cache-c", "cache-d"]
    let ring = Self.ring(names, points: 1)
    let points = names.map { (position: Self.position("\($0)#0"), name: $0) }.sorted { $0 < $1 }
    let first = try require(points.first, "a first point")
    let last = try require(points.last, "a last point")
    let late = Self.keys.filter { Self.position($0) > last.position }.prefix(20)
    try require(!late.isEmpty, "keys past the last point")
    for key in late {
      let situation = "for \(key), which lies past the last of three points"
      try require(ring.node(for: key), is: first.name, situation)
    }
  }

  func testALookUpDoesNotGoThroughThePoints() throws {
    let ring = Self.ring((0..<40).map { "cache-\($0)" }, points: 1_000)
    // A search through all points runs into the time limit.
    for key in Self.keys {
      try require(ring.node(for: key) != nil, "a node for \(key)")
    }
  }

  // MARK: - Balance and weights

  func testManyPointsShareTheKeysEvenly() throws {
    let names = (0..<10).map { "cache-\($0)" }
    let ring = Self.ring(names)
    let counts = Self.counts(ring)
    for name in names {
      let situation = "keys of 10,000 on \(name), one of ten with 160 points each"
      try require(Double(counts[name] ?? 0), isNear: 1_000, within: 300, situation)
    }
  }

  func testTwiceTheWeightIsTwiceTheKeys() throws {
    var ring = HashRing()
    ring.add("cache-a", weight: 1)
    ring.add("cache-b", weight: 2)
    ring.add("cache-c", weight: 5)
    let counts = Self.counts(ring)
    for (name, share) in [("cache-a", 1_250.0), ("cache-b", 2_500), ("cache-c", 6_250)] {
      let situation = "keys of 10,000 on \(name), with weights 1, 2 and 5"
      try require(Double(counts[name] ?? 0), isNear: share, within: share / 4, situation)
    }
  }

  func testANewWeightTakesThePlaceOfTheOld() throws {
    var ring = Self.ring(["cache-b"])
    ring.add("cache-a", weight: 5)
    ring.add("cache-a", weight: 1)
    let plain = Self.ring(["cache-a", "cache-b"])
    for key in Self.keys.prefix(1_000) {
      let situation = "for \(key), after the weight of cache-a went from 5 to 1"
      try require(ring.node(for: key), is: plain.node(for: key), situation)
    }
  }

  // MARK: - Copies

  func testCopiesBelongToTheNextNodesClockwise() throws {
    let names = ["cache-a", "cache-b", "cache-c", "cache-d"]
    let ring = Self.ring(names, points: 20)
    for key in Self.keys.prefix(300) {
      for count in [1, 2, 3] {
        let expected = Array(Self.clockwise(from: key, names, points: 20).prefix(count))
        let situation = "the first \(count) nodes for \(key)"
        try require(ring.nodes(for: key, count: count), is: expected, situation)
      }
    }
  }

  func testThereAreNoMoreCopiesThanNodes() {
    let ring = Self.ring(["cache-a", "cache-b"])
    expect(ring.nodes(for: "user:17", count: 5).sorted(), is: ["cache-a", "cache-b"], "5 of 2")
    expect(ring.nodes(for: "user:17", count: 0), is: [], "none")
  }

  func testAKeyGoesToItsSecondNodeWhenTheFirstLeaves() throws {
    let ring = Self.ring(["cache-a", "cache-b", "cache-c", "cache-d"])
    for key in Self.keys.prefix(500) {
      let order = ring.nodes(for: key, count: 2)
      try require(order.count, is: 2, "nodes for \(key)")
      var smaller = ring
      smaller.remove(order[0])
      let situation = "for \(key), after \(order[0]) left"
      try require(smaller.node(for: key), is: order[1], situation)
    }
  }
}

extension HashRingTests {
  private static let keys = (0..<10_000).map { "user:\($0)" }

  private static func ring(_ names: [String], points: Int = 160) -> HashRing {
    var ring = HashRing(pointsPerNode: points)
    for name in names { ring.add(name) }
    return ring
  }

  private static func counts(_ ring: HashRing) -> [String: Int] {
    Dictionary(keys.map { (ring.node(for: $0) ?? "no node", 1) }, uniquingKeysWith: +)
  }

  /// The nodes in clockwise order from a key, found by measuring the distance to every point.
  private static func clockwise(from key: String, _ names: [String], points: Int) -> [String] {
    let start = position(key)
    let nearest = names.map { name in
      let distances = (0..<points).map { position("\(name)#\($0)") &- start }
      return (distance: distances.min() ?? 0, name: name)
    }
    return nearest.sorted { $0.distance < $1.distance }.map(\.name)
  }

  private static func position(_ text: String) -> UInt64 {
    var hash = FNV1a()
    hash.update(text)
    return hash.mixed
  }
}
