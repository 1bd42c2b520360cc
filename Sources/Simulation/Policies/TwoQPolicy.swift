/// Admits a key to its main list only when it is requested again after it left the first one.
///
/// New keys wait in a FIFO queue, A1in. Hits there change nothing, because several uses in a row
/// often belong together. Keys that leave it are remembered, without a value, in A1out. A key that
/// is requested while it is there has come back after a pause, and goes to Am, a recency list.
///
/// The paper: Johnson and Shasha, "2Q: A Low Overhead High Performance Buffer Management Replacement
/// Algorithm" (VLDB 1994), the full version, with the sizes that it advises: A1in a quarter of the
/// room, A1out as many keys as half of the room has entries; both rounded down. A key that comes
/// back leaves A1out before another enters it: the paper leaves that open, and libCacheSim has it so.
public struct TwoQPolicy: ReplacementPolicy {
  /// The lists, by their numbers.
  private let waiting = 0
  private let remembered = 1
  private let main = 2

  private let capacity: Int
  private let mostWaiting: Int
  private let mostRemembered: Int
  private var keys = KeyLists(lists: 3)

  public init(capacity: Int) {
    self.capacity = validated(capacity)
    mostWaiting = capacity / 4
    mostRemembered = capacity / 2
  }

  public mutating func request(_ key: Int, weight: Int) -> Bool {
    let place = keys.place(of: key)
    let list = place.map { keys.list(at: $0) }
    if list == waiting { return true }
    if let place, list == main {
      keys.move(place, toEndOf: main)
      return true
    }
    if let place { keys.remove(place) }
    guard weight <= capacity else { return false }
    while keys.weight(of: waiting) + keys.weight(of: main) + weight > capacity { evict() }
    keys.append(key, weight: weight, to: list == remembered ? main : waiting)
    return false
  }

  private mutating func evict() {
    let isMainToPay = keys.weight(of: waiting) <= mostWaiting
    if isMainToPay, let victim = keys.oldest(of: main) {
      // Not remembered: it has not been asked for in a long time.
      keys.remove(victim)
    } else if let victim = keys.oldest(of: waiting) {
      keys.move(victim, toEndOf: remembered)
      while keys.weight(of: remembered) > mostRemembered,
        let forgotten = keys.oldest(of: remembered)
      {
        keys.remove(forgotten)
      }
    }
  }
}
