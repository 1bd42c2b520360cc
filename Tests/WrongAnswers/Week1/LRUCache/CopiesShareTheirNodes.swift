// Caught by: testACopyIsIndependent
// The mistake: the entries are objects, so a copy of the cache shares those of its original.

public struct LRUCache<Key: Hashable, Value> {
  public let capacity: Int

  private final class Node {
    let key: Key
    var value: Value
    weak var newer: Node?
    var older: Node?

    init(key: Key, value: Value) {
      self.key = key
      self.value = value
    }
  }

  private var nodes: [Key: Node] = [:]
  private var newest: Node?
  private var oldest: Node?

  public init(capacity: Int) {
    precondition(capacity >= 0, "a capacity is at least 0, not \(capacity)")
    self.capacity = capacity
  }

  public var count: Int { nodes.count }

  public var keys: [Key] {
    var keys: [Key] = []
    var next = newest
    while let node = next {
      keys.append(node.key)
      next = node.older
    }
    return keys
  }

  public func contains(_ key: Key) -> Bool {
    nodes[key] != nil
  }

  public mutating func value(for key: Key) -> Value? {
    guard let node = nodes[key] else { return nil }
    unlink(node)
    linkAsNewest(node)
    return node.value
  }

  @discardableResult
  public mutating func insert(_ value: Value, for key: Key) -> Key? {
    guard capacity > 0 else { return nil }
    if let node = nodes[key] {
      node.value = value
      unlink(node)
      linkAsNewest(node)
      return nil
    }
    var evicted: Key?
    if nodes.count == capacity, let oldest {
      evicted = oldest.key
      remove(oldest.key)
    }
    let node = Node(key: key, value: value)
    nodes[key] = node
    linkAsNewest(node)
    return evicted
  }

  @discardableResult
  public mutating func remove(_ key: Key) -> Value? {
    guard let node = nodes.removeValue(forKey: key) else { return nil }
    unlink(node)
    return node.value
  }

  public mutating func removeAll() {
    while let oldest { remove(oldest.key) }
  }

  private mutating func unlink(_ node: Node) {
    if let newer = node.newer { newer.older = node.older } else { newest = node.older }
    if let older = node.older { older.newer = node.newer } else { oldest = node.newer }
  }

  private mutating func linkAsNewest(_ node: Node) {
    node.newer = nil
    node.older = newest
    if let newest { newest.newer = node } else { oldest = node }
    newest = node
  }
}
