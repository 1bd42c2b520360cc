/// Three FIFO queues: most newcomers leave by the small one before they take room from the rest.
///
/// S, a tenth of the room, takes the newcomers, and M the keys that were hit at least twice in S. What
/// else leaves S is remembered in G, without a value, and goes straight to M when it comes back. The
/// oldest key of M goes around once more for each of its hits, of which at most three count.
///
/// The paper: Yang, Zhang, Qiu, Yue and Rashmi, "FIFO queues are all you need for cache eviction"
/// (SOSP 2023), algorithm 1. It is one queue on top of FIFO-reinsertion, which is CLOCK. G remembers
/// as many keys as M has room for; a key that moves from S to M starts with no hits there; M is
/// full when it has more than its nine tenths.
public struct S3FIFOPolicy: ReplacementPolicy {
  private let capacity: Int
  private let mainRoom: Int
  private var small = KeyQueue()
  private var main = KeyQueue()
  private var ghosts = KeyQueue()
  /// Of the keys in S and M.
  private var hits: [Int: Int] = [:]

  public init(capacity: Int) {
    precondition(capacity >= 0, "a cache has room for 0 or more keys, not \(capacity)")
    self.capacity = capacity
    mainRoom = capacity * 9 / 10
  }

  public mutating func request(_ key: Int) -> Bool {
    guard capacity > 0 else { return false }
    if let before = hits[key] {
      hits[key] = min(before + 1, 3)
      return true
    }
    while hits.count == capacity { evict() }
    if ghosts.remove(key) { main.append(key) } else { small.append(key) }
    hits[key] = 0
    return false
  }

  private mutating func evict() {
    if small.count * 10 >= capacity { evictFromSmall() } else { evictFromMain() }
  }

  private mutating func evictFromSmall() {
    while let key = small.popFirst() {
      guard hits[key, default: 0] > 1 else {
        hits[key] = nil
        ghosts.append(key)
        if ghosts.count > mainRoom { _ = ghosts.popFirst() }
        return
      }
      hits[key] = 0
      main.append(key)
      if main.count > mainRoom { evictFromMain() }
    }
  }

  private mutating func evictFromMain() {
    while let key = main.popFirst() {
      let left = hits[key, default: 0]
      guard left > 0 else {
        hits[key] = nil
        return
      }
      hits[key] = left - 1
      main.append(key)
    }
  }
}
