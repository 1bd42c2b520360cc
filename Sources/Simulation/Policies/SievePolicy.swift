/// Evicts the first key without a mark that the hand meets on its way from the oldest to the newest.
///
/// A hit marks the key and moves nothing. The hand takes the marks that it passes and stays where it
/// evicted; newcomers come in at the other end, so that they are not in its way at once.
///
/// The paper: Zhang, Yang, Yue, Vigfusson and Rashmi, "SIEVE is Simpler than LRU" (NSDI 2024).
public struct SievePolicy: ReplacementPolicy {
  private let capacity: Int
  private var keys = KeyLists(lists: 1)
  /// Where the next search begins; the oldest key when there is none.
  private var hand: Int?

  public init(capacity: Int) {
    self.capacity = validated(capacity)
  }

  public mutating func request(_ key: Int, weight: Int) -> Bool {
    if let place = keys.place(of: key) {
      keys.setUses(1, at: place)
      return true
    }
    guard weight <= capacity else { return false }
    while keys.weight(of: 0) + weight > capacity { evict() }
    keys.append(key, weight: weight, to: 0)
    return false
  }

  private mutating func evict() {
    while let place = hand ?? keys.oldest(of: 0) {
      hand = keys.newer(than: place)
      if keys.uses(at: place) == 0 {
        keys.remove(place)
        return
      }
      keys.setUses(0, at: place)
    }
  }
}
