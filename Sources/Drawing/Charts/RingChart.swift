/// Nodes on a circle of hashes, and how much of it each of them owns.
///
///     RingChart(
///       title: "Three nodes",
///       nodes: [.init("cache-1", at: [0.1, 0.6]), .init("cache-2", at: [0.35])],
///       keys: [.init("user:17", at: 0.2)])
///
/// Positions run clockwise from the top, from 0 up to 1. As in consistent hashing, a key belongs to
/// the first point at or after it, and past the last point to the first.
public struct RingChart: Chart, Hashable {
  public struct Node: Hashable, Sendable {
    public var name: String
    /// Where its points are; what lies outside 0..<1 is taken around the circle.
    public var positions: [Double]

    public init(_ name: String, at positions: [Double]) {
      self.name = name
      self.positions = positions
    }
  }

  public struct Key: Hashable, Sendable {
    public var name: String
    public var position: Double

    public init(_ name: String, at position: Double) {
      self.name = name
      self.position = position
    }
  }

  public var title: String
  public var nodes: [Node]
  public var keys: [Key]

  public init(title: String, nodes: [Node], keys: [Key] = []) {
    self.title = title
    self.nodes = nodes
    self.keys = keys
  }

  /// The part of the circle that each node owns, in the order of `nodes`; together they are 1.
  public var shares: [Double] {
    var shares = Array(repeating: 0.0, count: nodes.count)
    for arc in arcs { shares[arc.node] += arc.length }
    return shares
  }

  /// The index of the node that owns a position, or `nil` if no node has a point.
  public func owner(of position: Double) -> Int? {
    guard let position = Self.onCircle(position) else { return nil }
    return Self.owner(of: position, among: points)
  }

  static let nothing = "Nothing to draw: no node has a point on the ring."

  struct Arc: Hashable {
    var start: Double
    var length: Double
    var node: Int

    var middle: Double { start + length / 2 }
  }

  /// The arcs clockwise, the one that ends at the first point first; those of one node are joined.
  var arcs: [Arc] {
    let points = points
    guard let last = points.last else { return [] }
    var arcs: [Arc] = []
    var start = last.position - 1
    for point in points {
      let length = point.position - start
      if let before = arcs.last, before.node == point.node {
        arcs[arcs.count - 1].length += length
      } else if length > 0 {
        arcs.append(Arc(start: start, length: length, node: point.node))
      }
      start = point.position
    }
    return arcs
  }

  /// All points in the order of the circle; of several at one place the first node's counts.
  var points: [(position: Double, node: Int)] {
    nodes.enumerated()
      .flatMap { index, node in
        node.positions.compactMap(Self.onCircle).map { (position: $0, node: index) }
      }
      .sorted { ($0.position, $0.node) < ($1.position, $1.node) }
  }

  /// The keys that can be placed, each with its number in the chart and its owner.
  var placedKeys: [(key: Key, position: Double, owner: Int)] {
    let points = points
    return keys.compactMap { key in
      guard let position = Self.onCircle(key.position),
        let owner = Self.owner(of: position, among: points)
      else { return nil }
      return (key, position, owner)
    }
  }

  /// One letter for each node, as long as there are letters.
  static func letter(_ index: Int) -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
    return index < letters.count ? String(letters[index]) : "·"
  }

  private static func owner(
    of position: Double,
    among points: [(position: Double, node: Int)]
  ) -> Int? {
    (points.first { $0.position >= position } ?? points.first)?.node
  }

  private static func onCircle(_ position: Double) -> Double? {
    guard position.isFinite else { return nil }
    let inside = position - position.rounded(.down)
    return inside < 1 ? inside : 0
  }
}
