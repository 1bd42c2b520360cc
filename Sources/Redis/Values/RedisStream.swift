/// A log of entries in order of their ids, with the groups of consumers that read it.
///
/// The entries lie in nodes of about a hundred. A search looks for the node, then within it; trimming
/// drops whole nodes, and moves one hundredth of what it would if the entries lay in one array.
struct RedisStream: RedisCollection {
  /// In order of their ids; one may have lost all its entries to trimming, but not to `XDEL`.
  private(set) var nodes: ContiguousArray<StreamNode> = []
  /// How many entries there are.
  private(set) var count = 0
  private var entryMemory = 0

  /// The highest id that was ever given.
  var lastID = StreamID.zero
  /// The highest id that `XDEL` has removed.
  var highestRemovedID = StreamID.zero
  /// How many entries were ever added.
  var addedCount = 0

  var groups = StreamGroupList()

  var isEmpty: Bool { count == 0 }
  var encoding: String { "stream" }
  var memory: Int {
    entryMemory + nodes.count * MemoryLayout<StreamNode>.stride + groups.memory
  }

  var first: StreamEntry? {
    nodes.first { !$0.entries.isEmpty }?.entries.first
  }

  var last: StreamEntry? {
    nodes.last { !$0.entries.isEmpty }?.entries.last
  }

  /// The id of the first entry, `0-0` if there is none.
  var firstID: StreamID { first?.id ?? .zero }

  /// Adds an entry behind the others.
  ///
  /// - Precondition: Its id is above ``lastID``.
  mutating func append(_ entry: StreamEntry, limits: StreamNodeLimits) {
    precondition(entry.id > lastID, "entry \(entry.id.bytes) is not above \(lastID.bytes)")
    if let last = nodes.indices.last, nodes[last].hasRoom(for: entry, within: limits) {
      nodes[last].append(entry)
    } else {
      nodes.append(StreamNode(entry))
    }
    lastID = entry.id
    count += 1
    addedCount &+= 1
    entryMemory += entry.memory
  }

  /// The number of the last node that begins at or below an id, or -1.
  private func node(of id: StreamID) -> Int {
    var (low, high) = (0, nodes.count)
    while low < high {
      let middle = (low + high) / 2
      if nodes[middle].firstID <= id { low = middle + 1 } else { high = middle }
    }
    return low - 1
  }

  /// Where an entry is.
  private func find(_ id: StreamID) -> (node: Int, index: Int)? {
    let node = node(of: id)
    guard node >= 0 else { return nil }
    let index = nodes[node].index(from: id)
    guard index < nodes[node].entries.count, nodes[node].entries[index].id == id else {
      return nil
    }
    return (node, index)
  }

  subscript(id: StreamID) -> StreamEntry? {
    find(id).map { nodes[$0.node].entries[$0.index] }
  }

  /// Removes an entry and says whether it was there.
  mutating func remove(_ id: StreamID) -> Bool {
    guard let (node, index) = find(id) else { return false }
    removeEntries(index..<index + 1, of: node)
    if nodes[node].entries.isEmpty { nodes.remove(at: node) }
    highestRemovedID = max(highestRemovedID, id)
    return true
  }

  /// The entries with ids from one to another, at most `limit` of them.
  func entries(
    from low: StreamID,
    through high: StreamID = .max,
    limit: Int = .max,
    reversed: Bool = false
  ) -> [StreamEntry] {
    guard low <= high else { return [] }
    var found: [StreamEntry] = []
    var node = max(0, node(of: reversed ? high : low))
    while nodes.indices.contains(node), found.count < limit {
      let here = nodes[node]
      if reversed ? here.lastID < low : here.firstID > high { break }
      let start = here.index(from: low)
      let end = high.next.map { here.index(from: $0) } ?? here.entries.count
      let wanted = here.entries[start..<end]
      let room = limit - found.count
      if reversed {
        found.append(contentsOf: wanted.reversed().prefix(room))
      } else {
        found.append(contentsOf: wanted.prefix(room))
      }
      node += reversed ? -1 : 1
    }
    return found
  }
}

extension RedisStream {
  /// Removes nodes from the front with all that is in them.
  mutating func removeFirstNodes(_ number: Int) {
    for node in nodes.prefix(number) {
      count -= node.entries.count
      entryMemory -= node.entries.reduce(0) { $0 + $1.memory }
    }
    nodes.removeFirst(number)
  }

  /// Removes entries from within a node, which stays even if it is empty then.
  mutating func removeEntries(_ range: Range<Int>, of node: Int) {
    count -= range.count
    entryMemory -= nodes[node].entries[range].reduce(0) { $0 + $1.memory }
    nodes[node].remove(range)
  }
}
