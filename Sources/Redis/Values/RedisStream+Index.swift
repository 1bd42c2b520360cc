extension RedisStream {
  /// How many nodes Redis's radix tree has that finds the stream's nodes, for `XINFO STREAM`.
  ///
  /// Every stream node is filed under the 16 bytes of its first id. A chain of bytes without a branch
  /// is one node of the tree, a branch is one, and so is each end.
  var radixTreeNodeCount: Int {
    nodes.isEmpty ? 1 : Self.count(nodes.map { Self.key($0.firstID) }[...], from: 0)
  }

  private static func key(_ id: StreamID) -> [UInt8] {
    withUnsafeBytes(of: (id.milliseconds.bigEndian, id.sequence.bigEndian)) { Array($0) }
  }

  /// The tree's nodes for keys that are sorted and alike in their first `depth` bytes.
  private static func count(_ keys: ArraySlice<[UInt8]>, from depth: Int) -> Int {
    guard let first = keys.first, let last = keys.last, depth < first.count else { return 1 }
    let common = (depth..<first.count).prefix { first[$0] == last[$0] }.count
    if common > 0 { return 1 + count(keys, from: depth + common) }
    var nodes = 1
    var rest = keys
    while let head = rest.first {
      let group = rest.prefix { $0[depth] == head[depth] }
      nodes += count(group, from: depth + 1)
      rest = rest[group.endIndex...]
    }
    return nodes
  }
}
