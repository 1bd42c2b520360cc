// Caught by: testEveryStepIsCheapHoweverManyEntriesThereAre
// The mistake: the order is an array of keys, and every use searches it for the key.

public struct LRUCache<Key: Hashable, Value> {
  public let capacity: Int

  private var values: [Key: Value] = [:]
  private var order: [Key] = []

  public init(capacity: Int) {
    precondition(capacity >= 0, "a capacity is at least 0, not \(capacity)")
    self.capacity = capacity
  }

  public var count: Int { values.count }

  public var keys: [Key] { order.reversed() }

  public func contains(_ key: Key) -> Bool {
    values[key] != nil
  }

  public mutating func value(for key: Key) -> Value? {
    guard let value = values[key] else { return nil }
    makeNewest(key)
    return value
  }

  @discardableResult
  public mutating func insert(_ value: Value, for key: Key) -> Key? {
    guard capacity > 0 else { return nil }
    var evicted: Key?
    if values[key] == nil, values.count == capacity {
      let oldest = order.removeFirst()
      values[oldest] = nil
      evicted = oldest
    }
    values.updateValue(value, forKey: key)
    makeNewest(key)
    return evicted
  }

  @discardableResult
  public mutating func remove(_ key: Key) -> Value? {
    guard let value = values.removeValue(forKey: key) else { return nil }
    if let index = order.firstIndex(of: key) { order.remove(at: index) }
    return value
  }

  public mutating func removeAll() {
    values.removeAll()
    order.removeAll()
  }

  private mutating func makeNewest(_ key: Key) {
    if let index = order.firstIndex(of: key) { order.remove(at: index) }
    order.append(key)
  }
}
