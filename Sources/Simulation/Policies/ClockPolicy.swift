/// Evicts the first key that was not used since the hand last passed it.
///
/// The keys stand around a dial, each with one bit. A hit sets the bit and moves nothing. To make
/// room, the hand goes around: a key with its bit set loses the bit and is passed, the first one
/// without it goes, and the newcomer takes its place just behind the hand, the farthest that the
/// hand can be. A newcomer has no bit yet: being brought in is its first use, not its second.
///
/// Here the dial is a queue and the hand its front: a key that is passed goes to the back.
///
/// The paper: Corbató, "A Paging Experiment with the Multics System" (MIT Project MAC, 1968).
public struct ClockPolicy: ReplacementPolicy {
  private let capacity: Int
  private var keys = KeyLists(lists: 1)

  public init(capacity: Int) {
    self.capacity = validated(capacity)
  }

  public mutating func request(_ key: Int, weight: Int) -> Bool {
    if let place = keys.place(of: key) {
      keys.setUses(1, at: place)
      return true
    }
    guard weight <= capacity else { return false }
    while keys.weight(of: 0) + weight > capacity, let hand = keys.oldest(of: 0) {
      if keys.uses(at: hand) == 0 {
        keys.remove(hand)
      } else {
        keys.setUses(0, at: hand)
        keys.turn(0)
      }
    }
    keys.append(key, weight: weight, to: 0)
    return false
  }
}
