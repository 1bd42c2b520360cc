import Lab

/// Evicts any key, each as likely as any other.
///
/// It needs no order at all, which makes it the yardstick: a policy that keeps one should be worth
/// it. Belady's study of 1966 has it among its first three.
public struct RandomPolicy: ReplacementPolicy {
  private let capacity: Int
  private var random: SplitMix64
  private var residents: [(key: Int, weight: Int)] = []
  private var used = 0
  /// Only for whether a key is there.
  private var table = KeyTable()

  public init(capacity: Int, seed: UInt64) {
    self.capacity = validated(capacity)
    random = SplitMix64(seed: seed)
  }

  public mutating func request(_ key: Int, weight: Int) -> Bool {
    if table[key] != 0 { return true }
    guard weight <= capacity else { return false }
    var vacated: Int?
    while used + weight > capacity {
      if let vacated {
        residents.swapAt(vacated, residents.count - 1)
        residents.removeLast()
      }
      // The upper half of the product is below the count, and as good as even for small numbers.
      let place = Int(random.next().multipliedFullWidth(by: UInt64(residents.count)).high)
      table.remove(residents[place].key)
      used -= residents[place].weight
      vacated = place
    }
    // The newcomer takes the place of the last that went.
    if let vacated {
      residents[vacated] = (key, weight)
    } else {
      residents.append((key, weight))
    }
    used += weight
    table.insert(1, for: key)
    return false
  }
}
