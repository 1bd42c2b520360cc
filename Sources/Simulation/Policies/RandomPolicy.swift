import Lab

/// Evicts any key, each as likely as any other.
///
/// It needs no order at all, which makes it the yardstick: a policy that keeps one should be worth
/// it. Belady's study of 1966 has it among its first three.
public struct RandomPolicy: ReplacementPolicy {
  private let capacity: Int
  private var random: SplitMix64
  private var keys: [Int] = []
  private var residents: Set<Int> = []

  public init(capacity: Int, seed: UInt64) {
    precondition(capacity >= 0, "a cache has room for 0 or more keys, not \(capacity)")
    self.capacity = capacity
    random = SplitMix64(seed: seed)
  }

  public mutating func request(_ key: Int) -> Bool {
    if residents.contains(key) { return true }
    guard capacity > 0 else { return false }
    residents.insert(key)
    if keys.count < capacity {
      keys.append(key)
    } else {
      // The upper half of the product is below `capacity`, and as good as even for small numbers.
      let place = Int(random.next().multipliedFullWidth(by: UInt64(capacity)).high)
      residents.remove(keys[place])
      keys[place] = key
    }
    return false
  }
}
