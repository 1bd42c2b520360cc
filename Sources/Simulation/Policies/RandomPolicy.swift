import Lab

/// Evicts a key chosen at random.
///
/// It keeps no order at all, so it is the yardstick: a policy that keeps one should do better.
/// Belady's study of 1966 has it among its first three.
public struct RandomPolicy: ReplacementPolicy {
  private let capacity: Int
  private var random: SplitMix64
  private var residents: [(key: Int, weight: Int)] = []
  private var used = 0
  /// A key's place is one more than its index.
  private var table = KeyTable()

  public init(capacity: Int, seed: UInt64) {
    self.capacity = validated(capacity)
    random = SplitMix64(seed: seed)
  }

  public mutating func request(_ key: Int, weight: Int) -> Bool {
    if table.place(of: key, holds: { residents[$0 - 1].key == key }) != 0 { return true }
    guard weight <= capacity else { return false }
    var vacated: Int?
    while used + weight > capacity {
      if let vacated { fillGap(at: vacated) }
      // The upper half of the product is below the count, and as good as even for small numbers.
      let place = Int(random.next().multipliedFullWidth(by: UInt64(residents.count)).high)
      table.remove(residents[place].key, at: place + 1)
      used -= residents[place].weight
      vacated = place
    }
    // The newcomer takes the place of the last that went.
    let place = vacated ?? residents.count
    if place == residents.count {
      residents.append((key, weight))
    } else {
      residents[place] = (key, weight)
    }
    used += weight
    table.insert(place + 1, for: key)
    return false
  }

  /// Moves the last key to where another went.
  private mutating func fillGap(at index: Int) {
    let last = residents.removeLast()
    guard index < residents.count else { return }
    table.move(last.key, from: residents.count + 1, to: index + 1)
    residents[index] = last
  }
}
