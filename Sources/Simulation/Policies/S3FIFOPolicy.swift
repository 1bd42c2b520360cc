/// Three FIFO queues: most new keys leave through a small one before they take room from the rest.
///
/// S, a tenth of the room, takes the newcomers, and M the keys that were hit at least twice in S. What
/// else leaves S is remembered in G, without a value, and goes straight to M when it comes back. The
/// oldest key of M goes around once more for each of its hits, of which at most three count.
///
/// The paper: Yang, Zhang, Qiu, Yue and Rashmi, "FIFO queues are all you need for cache eviction"
/// (SOSP 2023). Where its algorithm 1 and libCacheSim, the simulator of its authors, differ, this is
/// libCacheSim's: until the first eviction, newcomers that find S full go to M; M gives up a key
/// when it has more than its nine tenths, and else S does; a key that moves from S to M starts with
/// no hits there. G remembers as many keys as nine tenths of the room hold.
public struct S3FIFOPolicy: ReplacementPolicy {
  /// The lists, by their numbers.
  private let small = 0
  private let main = 1
  private let ghosts = 2

  private let capacity: Int
  private let smallRoom: Int
  private let mainRoom: Int
  private let ghostRoom: Int
  private var keys = KeyLists(lists: 3)
  private var hasEvicted = false

  public init(capacity: Int) {
    self.capacity = validated(capacity)
    smallRoom = max(min(1, capacity), Int(Double(capacity) * 0.1))
    mainRoom = capacity - smallRoom
    ghostRoom = Int(Double(capacity) * 0.9)
  }

  public mutating func request(_ key: Int, weight: Int) -> Bool {
    let place = keys.place(of: key)
    let comesBack = place.map { keys.list(at: $0) == ghosts } ?? false
    if let place {
      guard comesBack else {
        keys.setUses(min(keys.uses(at: place) + 1, 3), at: place)
        return true
      }
      keys.remove(place)
    }
    guard weight <= capacity else { return false }
    while keys.weight(of: small) + keys.weight(of: main) + weight > capacity { evict() }
    let isSmallFull = keys.weight(of: small) >= smallRoom
    let goesToMain = comesBack || !hasEvicted && isSmallFull
    keys.append(key, weight: weight, to: goesToMain ? main : small)
    return false
  }

  private mutating func evict() {
    hasEvicted = true
    if keys.weight(of: main) > mainRoom || keys.oldest(of: small) == nil {
      evictFromMain()
    } else {
      evictFromSmall()
    }
  }

  private mutating func evictFromSmall() {
    while let place = keys.oldest(of: small) {
      let wasUsed = keys.uses(at: place) > 1
      keys.setUses(0, at: place)
      keys.move(place, toEndOf: wasUsed ? main : ghosts)
      if wasUsed { continue }
      while keys.weight(of: ghosts) > ghostRoom, let forgotten = keys.oldest(of: ghosts) {
        keys.remove(forgotten)
      }
      return
    }
  }

  private mutating func evictFromMain() {
    while let place = keys.oldest(of: main) {
      let uses = keys.uses(at: place)
      guard uses > 0 else {
        keys.remove(place)
        return
      }
      keys.setUses(uses - 1, at: place)
      keys.turn(main)
    }
  }
}
