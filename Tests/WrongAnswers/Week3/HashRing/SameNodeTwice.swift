// Caught by: testCopiesBelongToTheNextNodesClockwise
// The mistake: several points of one node count as several copies.

import Lab

public struct HashRing: Sendable {
  public let pointsPerNode: Int

  private var weights: [String: Int] = [:]
  private var points: [Point] = []

  private struct Point {
    let position: UInt64
    let node: String
  }

  public init(pointsPerNode: Int = 160) {
    precondition(pointsPerNode > 0, "a node has at least 1 point, not \(pointsPerNode)")
    self.pointsPerNode = pointsPerNode
  }

  public var nodes: [String] { weights.keys.sorted() }

  public static func position(of text: String) -> UInt64 {
    var hash = FNV1a()
    hash.update(text)
    return hash.mixed
  }

  public mutating func add(_ node: String, weight: Int = 1) {
    precondition(weight > 0, "a node has a weight of at least 1, not \(weight)")
    remove(node)
    weights[node] = weight
    points += (0..<pointsPerNode * weight).map { number in
      Point(position: Self.position(of: "\(node)#\(number)"), node: node)
    }
    points.sort { $0.position < $1.position }
  }

  public mutating func remove(_ node: String) {
    guard weights.removeValue(forKey: node) != nil else { return }
    points.removeAll { $0.node == node }
  }

  public func node(for key: String) -> String? {
    points.isEmpty ? nil : points[firstPoint(for: key) % points.count].node
  }

  public func nodes(for key: String, count: Int) -> [String] {
    precondition(count >= 0, "the number of nodes is at least 0, not \(count)")
    let first = firstPoint(for: key)
    let wanted = min(count, weights.count)
    var found: [String] = []
    for step in points.indices where found.count < wanted {
      let node = points[(first + step) % points.count].node
      found.append(node)
    }
    return found
  }

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
