import Lab

/// A circle of hashes that says which node a key belongs to: consistent hashing.
///
///     var ring = HashRing()
///     for node in ["cache-a", "cache-b", "cache-c"] { ring.add(node) }
///     ring.node(for: "user:17")            // "cache-b", on every machine that has the same nodes
///     ring.nodes(for: "user:17", count: 2) // ["cache-b", "cache-c"]: where a copy belongs as well
///     ring.add("cache-d")                  // takes about a quarter of the keys, and moves no other
///
/// Every node has many *points* on a circle of 2^64 positions. A key belongs to the node of the
/// first point at or after the key's own position, clockwise; after the last point comes the first
/// again. So a node that joins takes keys from the others, and a node that leaves hands its keys to
/// the others, but no key ever moves between two nodes that stay.
///
/// The paper: Karger and others, "Consistent Hashing and Random Trees", STOC 1997.
///
/// A ring's answers depend on which nodes it has, not on the order in which they joined.
public struct HashRing: Sendable {
  /// How many points a node of weight 1 has.
  public let pointsPerNode: Int

  private var weights: [String: Int] = [:]
  /// In clockwise order.
  private var points: [Point] = []

  private struct Point {
    let position: UInt64
    let node: String
  }

  /// Makes a ring without nodes.
  public init(pointsPerNode: Int = 160) {
    precondition(pointsPerNode > 0, "a node has at least 1 point, not \(pointsPerNode)")
    self.pointsPerNode = pointsPerNode
  }

  /// The names of the nodes, sorted.
  public var nodes: [String] { weights.keys.sorted() }

  /// The position of a text on the circle: ``FNV1a`` of its UTF-8 bytes, ``FNV1a/mixed``.
  public static func position(of text: String) -> UInt64 {
    var hash = FNV1a()
    hash.update(text)
    return hash.mixed
  }

  /// Adds a node with `pointsPerNode * weight` points; if it is already there, it gets the new
  /// weight.
  ///
  /// The points of the node "cache-a" are the positions of "cache-a#0", "cache-a#1" and so on. A node
  /// with weight 2 gets about twice as many keys as one with weight 1.
  public mutating func add(_ node: String, weight: Int = 1) {
    precondition(weight > 0, "a node has a weight of at least 1, not \(weight)")
    remove(node)
    weights[node] = weight
    points += (0..<pointsPerNode * weight).map { number in
      Point(position: Self.position(of: "\(node)#\(number)"), node: node)
    }
    points.sort { $0.position < $1.position }
  }

  /// Removes a node and all of its points; a node that is not there is ignored.
  public mutating func remove(_ node: String) {
    guard weights.removeValue(forKey: node) != nil else { return }
    points.removeAll { $0.node == node }
  }

  /// The node that a key belongs to, or `nil` if the ring has none.
  ///
  /// The position of a key is that of its own text. Takes O(log p) time with p points.
  public func node(for key: String) -> String? {
    points.isEmpty ? nil : points[firstPoint(for: key) % points.count].node
  }

  /// The first `count` different nodes clockwise from a key, its own first.
  ///
  /// All nodes, if there are no more than `count`. A replicated cache keeps its copies on them:
  /// when the first node leaves, the ring sends the key to the second.
  public func nodes(for key: String, count: Int) -> [String] {
    precondition(count >= 0, "the number of nodes is at least 0, not \(count)")
    let first = firstPoint(for: key)
    let wanted = min(count, weights.count)
    var found: [String] = []
    for step in points.indices where found.count < wanted {
      let node = points[(first + step) % points.count].node
      if !found.contains(node) { found.append(node) }
    }
    return found
  }

  /// The index of the first point at or after a key; the number of points if all are before it.
  private func firstPoint(for key: String) -> Int {
    let position = Self.position(of: key)
    var low = 0
    var high = points.count
    while low < high {
      let middle = (low + high) / 2
      if points[middle].position < position { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
