// Caught by: testInsertingReadingAndUpdatingEachAddOneToTheFrequency
// The mistake: an update replaces the value, but is not counted as a use.

public struct LFUCache<Key: Hashable, Value> {
  public let capacity: Int

  private struct Node {
    let key: Key
    var value: Value
    var frequency = 0
    var colder: Int
    var hotter: Int
  }

  private var nodes: [Node] = []
  private var slots: [Key: Int] = [:]

  private var coldest = 0

  private var bucketEnds: [Int: Int] = [:]

  public init(capacity: Int) {
    precondition(capacity >= 0, "a capacity is at least 0, not \(capacity)")
    self.capacity = capacity
  }

  public var count: Int { nodes.count }

  public func contains(_ key: Key) -> Bool {
    slots[key] != nil
  }

  public func frequency(of key: Key) -> Int {
    slots[key].map { nodes[$0].frequency } ?? 0
  }

  public mutating func value(for key: Key) -> Value? {
    guard let slot = slots[key] else { return nil }
    use(slot)
    return nodes[slot].value
  }

  @discardableResult
  public mutating func insert(_ value: Value, for key: Key) -> Key? {
    if let slot = slots[key] {
      nodes[slot].value = value
      return nil
    }
    guard capacity > 0 else { return nil }
    var evicted: Key?
    if nodes.count == capacity {
      let key = nodes[coldest].key
      remove(key)
      evicted = key
    }
    let slot = nodes.count
    nodes.append(Node(key: key, value: value, colder: slot, hotter: slot))
    slots[key] = slot
    link(slot, after: nodes[coldest].colder)
    coldest = slot
    bucketEnds[0] = slot
    use(slot)
    return evicted
  }

  @discardableResult
  public mutating func remove(_ key: Key) -> Value? {
    guard let slot = slots.removeValue(forKey: key) else { return nil }
    leaveBucket(slot)
    unlink(slot)
    fillGap(at: slot)
    return nodes.removeLast().value
  }

  public mutating func removeAll() {
    self = LFUCache(capacity: capacity)
  }
}

extension LFUCache {
  private mutating func use(_ slot: Int) {
    let frequency = nodes[slot].frequency
    let end = bucketEnds[frequency + 1] ?? bucketEnds[frequency]
    leaveBucket(slot)
    if let end, end != slot {
      unlink(slot)
      link(slot, after: end)
    }
    nodes[slot].frequency = frequency + 1
    bucketEnds[frequency + 1] = slot
  }

  private mutating func leaveBucket(_ slot: Int) {
    let (frequency, colder) = (nodes[slot].frequency, nodes[slot].colder)
    guard bucketEnds[frequency] == slot else { return }
    let isAlone = slot == coldest || nodes[colder].frequency != frequency
    bucketEnds[frequency] = isAlone ? nil : colder
  }

  private mutating func unlink(_ slot: Int) {
    let (colder, hotter) = (nodes[slot].colder, nodes[slot].hotter)
    nodes[colder].hotter = hotter
    nodes[hotter].colder = colder
    if slot == coldest { coldest = hotter }
  }

  private mutating func link(_ slot: Int, after colder: Int) {
    let hotter = nodes[colder].hotter
    nodes[slot].colder = colder
    nodes[slot].hotter = hotter
    nodes[colder].hotter = slot
    nodes[hotter].colder = slot
  }

  private mutating func fillGap(at slot: Int) {
    let last = nodes.count - 1
    guard slot != last else { return }
    let (frequency, colder, hotter) = (
      nodes[last].frequency, nodes[last].colder, nodes[last].hotter
    )
    nodes[colder].hotter = slot
    nodes[hotter].colder = slot
    nodes.swapAt(slot, last)
    slots[nodes[slot].key] = slot
    if coldest == last { coldest = slot }
    if bucketEnds[frequency] == last { bucketEnds[frequency] = slot }
  }
}
