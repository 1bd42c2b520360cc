// Caught by: testUpdatingRefreshesAndNeverEvicts
// The mistake: an update replaces the value, but the entry stays where it was in the order.

public struct LRUCache<Key: Hashable, Value> {
  public let capacity: Int

  private struct Node {
    var key: Key
    var value: Value
    var newer: Int
    var older: Int
  }

  private var nodes: [Node] = []
  private var slots: [Key: Int] = [:]

  private var newest = 0

  public init(capacity: Int) {
    precondition(capacity >= 0, "a capacity is at least 0, not \(capacity)")
    self.capacity = capacity
  }

  public var count: Int { nodes.count }

  public var keys: [Key] {
    var slot = newest
    return nodes.indices.map { _ in
      defer { slot = nodes[slot].older }
      return nodes[slot].key
    }
  }

  public func contains(_ key: Key) -> Bool {
    slots[key] != nil
  }

  public mutating func value(for key: Key) -> Value? {
    guard let slot = slots[key] else { return nil }
    makeNewest(slot)
    return nodes[slot].value
  }

  @discardableResult
  public mutating func insert(_ value: Value, for key: Key) -> Key? {
    if let slot = slots[key] {
      nodes[slot].value = value
      return nil
    }
    guard nodes.count == capacity else {
      let slot = nodes.count
      nodes.append(Node(key: key, value: value, newer: slot, older: slot))
      slots[key] = slot
      linkAsNewest(slot)
      return nil
    }
    guard capacity > 0 else { return nil }
    let oldest = nodes[newest].newer
    let evicted = nodes[oldest].key
    slots[evicted] = nil
    slots[key] = oldest
    nodes[oldest].key = key
    nodes[oldest].value = value
    newest = oldest
    return evicted
  }

  @discardableResult
  public mutating func remove(_ key: Key) -> Value? {
    guard let slot = slots.removeValue(forKey: key) else { return nil }
    if slot == newest { newest = nodes[slot].older }
    unlink(slot)
    fillGap(at: slot)
    return nodes.removeLast().value
  }

  public mutating func removeAll() {
    nodes.removeAll()
    slots.removeAll()
    newest = 0
  }
}

extension LRUCache {
  private mutating func makeNewest(_ slot: Int) {
    guard slot != newest else { return }
    unlink(slot)
    linkAsNewest(slot)
  }

  private mutating func unlink(_ slot: Int) {
    let (newer, older) = (nodes[slot].newer, nodes[slot].older)
    nodes[newer].older = older
    nodes[older].newer = newer
  }

  private mutating func linkAsNewest(_ slot: Int) {
    let oldest = nodes[newest].newer
    nodes[slot].newer = oldest
    nodes[slot].older = newest
    nodes[oldest].older = slot
    nodes[newest].newer = slot
    newest = slot
  }

  private mutating func fillGap(at slot: Int) {
    let last = nodes.count - 1
    guard slot != last else { return }
    let (newer, older) = (nodes[last].newer, nodes[last].older)
    nodes[newer].older = slot
    nodes[older].newer = slot
    nodes.swapAt(slot, last)
    slots[nodes[slot].key] = slot
    if newest == last { newest = slot }
  }
}
