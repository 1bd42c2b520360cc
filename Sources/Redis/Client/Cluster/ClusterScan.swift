/// `SCAN` over a whole cluster, node after node.
///
/// A node's cursor never needs 48 bits, so the number of the node is kept above them. Nodes that come or
/// go during a walk may make it miss keys.
enum ClusterScan {
  private static let bits: UInt64 = 48

  /// How to carry out a page of a walk; nil if the cursor is no number, which a node will say.
  static func plan(_ command: RedisCommand, _ primaries: [RedisEndpoint]) -> ClusterPlan? {
    guard command.arguments.count > 1, let cursor = UInt64(command.arguments[1].string) else {
      return nil
    }
    let index = Int(cursor >> bits)
    guard index < primaries.count else { return nil }
    var words = command.arguments
    words[1] = RedisBytes(String(cursor & (1 << bits - 1)))
    let part = ClusterPart(command: RedisCommand(words), place: .node(primaries[index]))
    return ClusterPlan([part]) { replies in
      guard case .array(var page) = replies[0], case .bulk(let bytes) = page.first,
        let next = UInt64(bytes.string)
      else { return replies[0] }
      // A node that is done hands over to the next; the last one ends the walk.
      let node = next == 0 ? index + 1 : index
      let cursor = node == primaries.count ? 0 : UInt64(node) << bits | next
      page[0] = .bulk(RedisBytes(String(cursor)))
      return .array(page)
    }
  }
}
