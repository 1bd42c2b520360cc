/// LRU as textbooks draw it, with an object for each entry, to show what `LRUCache`'s array saves.
///
/// It hits and misses exactly as `LRUCache` does. It is no model to learn from: each entry is an
/// allocation of its own, and each link that changes counts two references.
struct ClassNodeLRU<Key: Hashable>: Subject {
  private final class Node {
    let key: Key
    var value: Int
    var newer: Node?
    var older: Node?

    init(_ key: Key, _ value: Int) {
      self.key = key
      self.value = value
    }
  }

  /// Breaks the links when the cache goes, because they form reference cycles.
  private final class Chain {
    var newest: Node?
    var oldest: Node?

    deinit {
      while let node = newest {
        newest = node.older
        node.older = nil
        node.newer = nil
      }
    }
  }

  private let capacity: Int
  private var nodes: [Key: Node] = [:]
  private let chain = Chain()

  init(capacity: Int) { self.capacity = capacity }

  func value(for key: Key) -> Int? {
    guard let node = nodes[key] else { return nil }
    makeNewest(node)
    return node.value
  }

  mutating func insert(_ value: Int, for key: Key) -> Key? {
    if let node = nodes[key] {
      node.value = value
      makeNewest(node)
      return nil
    }
    var evicted: Key?
    if nodes.count == capacity, let oldest = chain.oldest {
      unlink(oldest)
      nodes[oldest.key] = nil
      evicted = oldest.key
    }
    let node = Node(key, value)
    nodes[key] = node
    linkAsNewest(node)
    return evicted
  }

  private func makeNewest(_ node: Node) {
    guard node !== chain.newest else { return }
    unlink(node)
    linkAsNewest(node)
  }

  private func unlink(_ node: Node) {
    let (newer, older) = (node.newer, node.older)
    if let newer { newer.older = older } else { chain.newest = older }
    if let older { older.newer = newer } else { chain.oldest = newer }
    node.newer = nil
    node.older = nil
  }

  private func linkAsNewest(_ node: Node) {
    node.older = chain.newest
    chain.newest?.newer = node
    chain.newest = node
    if chain.oldest == nil { chain.oldest = node }
  }
}
