/// Evicts the first key that was not used since the hand last passed it.
///
/// The keys stand around a dial, each with one bit. A hit sets the bit and moves nothing. To make
/// room, the hand goes around: a key with its bit set loses the bit and is passed, the first one
/// without it goes, and the newcomer takes its place just behind the hand, the farthest that the
/// hand can be. A newcomer has no bit yet: being brought in is its first use, not its second.
///
/// The paper: Corbató, "A Paging Experiment with the Multics System" (MIT Project MAC, 1968).
public struct ClockPolicy: ReplacementPolicy {
  private struct Frame {
    var key: Int
    var wasUsed = false
  }

  private let capacity: Int
  private var frames: [Frame] = []
  private var places: [Int: Int] = [:]
  private var hand = 0

  public init(capacity: Int) {
    precondition(capacity >= 0, "a cache has room for 0 or more keys, not \(capacity)")
    self.capacity = capacity
  }

  public mutating func request(_ key: Int) -> Bool {
    if let place = places[key] {
      frames[place].wasUsed = true
      return true
    }
    guard capacity > 0 else { return false }
    if frames.count < capacity {
      places[key] = frames.count
      frames.append(Frame(key: key))
      return false
    }
    while frames[hand].wasUsed {
      frames[hand].wasUsed = false
      advance()
    }
    places[frames[hand].key] = nil
    places[key] = hand
    frames[hand] = Frame(key: key)
    advance()
    return false
  }

  private mutating func advance() {
    hand = hand + 1 == capacity ? 0 : hand + 1
  }
}
