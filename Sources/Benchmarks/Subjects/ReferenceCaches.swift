import Week1

extension LRUCache: Subject where Value == Int {}
extension LFUCache: Subject where Value == Int {}
extension ARCCache: Subject where Value == Int {}
extension SieveCache: Subject where Value == Int {}
extension FIFOCache: Subject where Value == Int {}
extension MRUCache: Subject where Value == Int {}

/// Week 1's first cache, which counts its hits and never evicts.
struct SimpleSubject<Key: Hashable>: Subject {
  private var cache = SimpleCache<Key, Int>()

  init(capacity: Int) {}

  mutating func value(for key: Key) -> Int? { cache.value(for: key) }

  mutating func insert(_ value: Int, for key: Key) -> Key? {
    cache.insert(value, for: key)
    return nil
  }
}

/// A cache with lifetimes, on the system's clock; nothing expires while it is timed.
struct TTLSubject<Key: Hashable>: Subject {
  private var cache = TTLCache<Key, Int, ContinuousClock>(expires: .after(.seconds(86_400)))

  init(capacity: Int) {}

  mutating func value(for key: Key) -> Int? { cache.value(for: key) }

  mutating func insert(_ value: Int, for key: Key) -> Key? {
    cache.insert(value, for: key)
    return nil
  }
}

extension BoundedCache: SharedSubject where Value == Int, C == ContinuousClock {
  convenience init(capacity: Int) { self.init(budget: capacity) }

  func insert(_ value: Int, for key: Key) { insert(value, for: key, cost: 1) }
}
