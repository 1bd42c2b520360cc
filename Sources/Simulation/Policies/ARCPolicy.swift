/// Two recency lists, one for keys used once and one for the others, that learn how to share.
///
/// Keys that leave T1 or T2 are remembered in B1 or B2, without a value. One that is asked for
/// there says that its list was too small, and the target size of T1 moves to suit.
///
/// The paper: Megiddo and Modha, "ARC: A Self-Tuning, Low Overhead Replacement Cache" (FAST 2003).
/// The target is a fraction, as in libCacheSim: steps are not rounded.
public struct ARCPolicy: ReplacementPolicy {
  /// The lists, by their numbers.
  private let once = 0
  private let often = 1
  private let onceGhosts = 2
  private let oftenGhosts = 3

  private let capacity: Int
  private var target = 0.0
  private var keys = KeyLists(lists: 4)

  public init(capacity: Int) {
    self.capacity = validated(capacity)
  }

  public mutating func request(_ key: Int, weight: Int) -> Bool {
    let place = keys.place(of: key)
    let list = place.map { keys.list(at: $0) }
    if let place, list == once || list == often {
      keys.move(place, toEndOf: often)
      return true
    }
    if let place {
      if list == onceGhosts {
        target = min(target + step(for: onceGhosts, against: oftenGhosts), Double(capacity))
      } else {
        target = max(target - step(for: oftenGhosts, against: onceGhosts), 0)
      }
      keys.remove(place)
    }
    guard weight <= capacity else { return false }
    while keys.weight(of: once) + keys.weight(of: often) + weight > capacity {
      if place == nil {
        makeRoomForNewKey(weight)
      } else {
        replace(isAgainstOnce: list == oftenGhosts)
      }
    }
    keys.append(key, weight: weight, to: place == nil ? once : often)
    return false
  }

  private func step(for ghosts: Int, against others: Int) -> Double {
    max(Double(keys.weight(of: others)) / Double(keys.weight(of: ghosts)), 1)
  }

  /// Case IV of the paper.
  private mutating func makeRoomForNewKey(_ weight: Int) {
    let firstLists = keys.weight(of: once) + keys.weight(of: onceGhosts)
    if firstLists + weight > capacity {
      guard let ghost = keys.oldest(of: onceGhosts) else {
        // All of the room is T1's: its oldest key goes, and is not remembered.
        if let oldest = keys.oldest(of: once) { keys.remove(oldest) }
        return
      }
      keys.remove(ghost)
    } else if firstLists + keys.weight(of: often) + keys.weight(of: oftenGhosts) >= 2 * capacity,
      let ghost = keys.oldest(of: oftenGhosts)
    {
      keys.remove(ghost)
    }
    replace(isAgainstOnce: false)
  }

  /// REPLACE of the paper; at the target, a hit in B2 speaks against T1.
  private mutating func replace(isAgainstOnce: Bool) {
    let size = Double(keys.weight(of: once))
    let takesOnce = size > 0 && (size > target || size == target && isAgainstOnce)
    if !takesOnce, let victim = keys.oldest(of: often) {
      keys.move(victim, toEndOf: oftenGhosts)
    } else if let victim = keys.oldest(of: once) {
      keys.move(victim, toEndOf: onceGhosts)
    }
  }
}
