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

  /// Each node, as many times as its weight.
  private var seats: [String] = []

  /// Makes a ring without nodes.
  public init(pointsPerNode: Int = 160) {
    precondition(pointsPerNode > 0, "a node has at least 1 point, not \(pointsPerNode)")
    self.pointsPerNode = pointsPerNode
  }

  /// The names of the nodes, sorted.
  public var nodes: [String] { Set(seats).sorted() }

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
    seats += Array(repeating: node, count: weight)
  }

  /// Removes a node and all of its points; a node that is not there is ignored.
  public mutating func remove(_ node: String) {
    seats.removeAll { $0 == node }
  }

  /// The node that a key belongs to, or `nil` if the ring has none.
  ///
  /// The position of a key is that of its own text. Takes O(log p) time with p points.
  public func node(for key: String) -> String? {
    seats.isEmpty ? nil : seats[seat(for: key)]
  }

  /// The first `count` different nodes clockwise from a key, its own first.
  ///
  /// All nodes, if there are no more than `count`. A replicated cache keeps its copies on them:
  /// when the first node leaves, the ring sends the key to the second.
  public func nodes(for key: String, count: Int) -> [String] {
    precondition(count >= 0, "the number of nodes is at least 0, not \(count)")
    guard !seats.isEmpty else { return [] }
    let first = seat(for: key)
    let wanted = min(count, nodes.count)
    var found: [String] = []
    for seat in seats[first...] + seats[..<first] where found.count < wanted {
      if !found.contains(seat) { found.append(seat) }
    }
    return found
  }

  private func seat(for key: String) -> Int {
    Int(Self.position(of: key) % UInt64(seats.count))
  }
}
