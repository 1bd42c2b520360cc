/// Evicts the key that was inserted first.
public struct FIFOPolicy: ReplacementPolicy {
  private let capacity: Int
  private var keys = KeyLists(lists: 1)

  public init(capacity: Int) {
    self.capacity = validated(capacity)
  }

  public mutating func request(_ key: Int, weight: Int) -> Bool {
    if keys.place(of: key) != nil { return true }
    guard weight <= capacity else { return false }
    while keys.weight(of: 0) + weight > capacity, let oldest = keys.oldest(of: 0) {
      keys.remove(oldest)
    }
    keys.append(key, weight: weight, to: 0)
    return false
  }
}

/// Evicts the key that has gone unused longest.
public struct LRUPolicy: ReplacementPolicy {
  private let capacity: Int
  private var keys = KeyLists(lists: 1)

  public init(capacity: Int) {
    self.capacity = validated(capacity)
  }

  public mutating func request(_ key: Int, weight: Int) -> Bool {
    if let place = keys.place(of: key) {
      keys.move(place, toEndOf: 0)
      return true
    }
    guard weight <= capacity else { return false }
    while keys.weight(of: 0) + weight > capacity, let oldest = keys.oldest(of: 0) {
      keys.remove(oldest)
    }
    keys.append(key, weight: weight, to: 0)
    return false
  }
}

/// Evicts the key that was used most recently.
public struct MRUPolicy: ReplacementPolicy {
  private let capacity: Int
  private var keys = KeyLists(lists: 1)

  public init(capacity: Int) {
    self.capacity = validated(capacity)
  }

  public mutating func request(_ key: Int, weight: Int) -> Bool {
    if let place = keys.place(of: key) {
      keys.move(place, toEndOf: 0)
      return true
    }
    guard weight <= capacity else { return false }
    while keys.weight(of: 0) + weight > capacity, let newest = keys.newest(of: 0) {
      keys.remove(newest)
    }
    keys.append(key, weight: weight, to: 0)
    return false
  }
}

/// The capacity, which must not be below 0.
func validated(_ capacity: Int) -> Int {
  precondition(capacity >= 0, "a cache has room for 0 or more keys, not \(capacity)")
  return capacity
}
