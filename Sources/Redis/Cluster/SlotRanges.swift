extension ClusterMap {
  static let slots = 0..<slotCount
}

extension [Int] {
  /// Ascending numbers as runs of neighbours.
  var ranges: [ClosedRange<Int>] {
    reduce(into: []) { ranges, number in
      if let last = ranges.last, last.upperBound + 1 == number {
        ranges[ranges.count - 1] = last.lowerBound...number
      } else {
        ranges.append(number...number)
      }
    }
  }
}

extension ClusterState {
  /// The slots in order, as runs that one node has.
  var ownedRanges: [(slots: ClosedRange<Int>, owner: ClusterNode)] {
    nodes.flatMap { node in slots(of: node).ranges.map { ($0, node) } }
      .sorted { $0.slots.lowerBound < $1.slots.lowerBound }
  }
}

extension ClusterNode {
  /// The keys that the node holds of a slot.
  func keys(in slot: Int) -> [RedisBytes] {
    database.keys.table.nodes.map(\.key).filter { ClusterSlot.of($0) == slot }
  }
}
