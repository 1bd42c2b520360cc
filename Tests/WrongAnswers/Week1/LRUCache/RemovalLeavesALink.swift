// Caught by: testRemovingKeepsTheOrderOfTheOthers
// The mistake: removing joins the neighbours in one direction only.

public struct LRUCache<Key: Hashable, Value> {
  public let capacity: Int

  private struct Node {
    var entry: (key: Key, value: Value)?
    var newer: Int?
    var older: Int?
  }

  private var nodes: [Node] = []
  private var free: [Int] = []
  private var slots: [Key: Int] = [:]
  private var newest: Int?
  private var oldest: Int?

  public init(capacity: Int) {
    precondition(capacity >= 0, "a capacity is at least 0, not \(capacity)")
    self.capacity = capacity
  }

  public var count: Int { slots.count }

  public var keys: [Key] {
    var keys: [Key] = []
    var next = newest
    while let slot = next {
      if let entry = nodes[slot].entry { keys.append(entry.key) }
      next = nodes[slot].older
    }
    return keys
  }

  public func contains(_ key: Key) -> Bool {
    slots[key] != nil
  }

  public mutating func value(for key: Key) -> Value? {
    guard let slot = slots[key] else { return nil }
    unlink(slot)
    linkAsNewest(slot)
    return nodes[slot].entry?.value
  }

  @discardableResult
  public mutating func insert(_ value: Value, for key: Key) -> Key? {
    guard capacity > 0 else { return nil }
    if let slot = slots[key] {
      nodes[slot].entry?.value = value
      unlink(slot)
      linkAsNewest(slot)
      return nil
    }
    var evicted: Key?
    if slots.count == capacity, let oldest, let entry = nodes[oldest].entry {
      evicted = entry.key
      remove(entry.key)
    }
    let node = Node(entry: (key, value))
    if let slot = free.popLast() {
      nodes[slot] = node
      slots[key] = slot
      linkAsNewest(slot)
    } else {
      nodes.append(node)
      slots[key] = nodes.count - 1
      linkAsNewest(nodes.count - 1)
    }
    return evicted
  }

  @discardableResult
  public mutating func remove(_ key: Key) -> Value? {
    guard let slot = slots.removeValue(forKey: key) else { return nil }
    skip(slot)
    free.append(slot)
    defer { nodes[slot].entry = nil }
    return nodes[slot].entry?.value
  }

  public mutating func removeAll() {
    self = LRUCache(capacity: capacity)
  }

  private mutating func unlink(_ slot: Int) {
    let (newer, older) = (nodes[slot].newer, nodes[slot].older)
    if let newer { nodes[newer].older = older } else { newest = older }
    if let older { nodes[older].newer = newer } else { oldest = newer }
  }

  private mutating func skip(_ slot: Int) {
    let (newer, older) = (nodes[slot].newer, nodes[slot].older)
    if let newer { nodes[newer].older = older } else { newest = older }
    if older == nil { oldest = newer }
  }

  private mutating func linkAsNewest(_ slot: Int) {
    nodes[slot].newer = nil
    nodes[slot].older = newest
    if let newest { nodes[newest].newer = slot } else { oldest = slot }
    newest = slot
  }
}
