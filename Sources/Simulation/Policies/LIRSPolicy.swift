/// Keeps the keys whose last two uses lay close together, however long ago the last one was.
///
/// Most of the room belongs to such keys, called LIR; the others, HIR, pass through a short queue, Q.
/// A stack, S, has all LIR keys and every key that was used since the least recent of them, evicted
/// keys included. A HIR key that is requested while it is in S has shown a shorter gap than the LIR
/// key at the bottom has by now, and takes its place.
///
/// The paper: Jiang and Zhang, "LIRS: An Efficient Low Inter-reference Recency Set Replacement
/// Policy" (SIGMETRICS 2002). As in libCacheSim, Q gets 1 % of the room, and S has at most twice as
/// many keys as there is room for: the evicted ones that were in it longest are forgotten.
public struct LIRSPolicy: ReplacementPolicy {
  private enum Status { static let evicted = 0, resident = 1, close = 2 }

  private let capacity: Int
  private let queueRoom: Int
  private let closeRoom: Int
  /// What the LIR keys weigh.
  private var closeWeight = 0
  private var stack = KeyLists(lists: 1)
  private var queue = KeyLists(lists: 1)
  /// The evicted keys of the stack, in the order in which they were evicted.
  private var evicted = KeyLists(lists: 1)

  public init(capacity: Int) {
    self.capacity = validated(capacity)
    queueRoom = max(min(1, capacity), capacity / 100)
    closeRoom = capacity - queueRoom
  }

  public mutating func request(_ key: Int, weight: Int) -> Bool {
    guard weight <= capacity else { return false }
    let queued = queue.place(of: key)
    guard let place = stack.place(of: key) else {
      if let queued {
        queue.move(queued, toEndOf: 0)
        push(key, weight, Status.resident)
      } else if closeWeight + weight <= closeRoom {
        push(key, weight, Status.close)
      } else {
        push(key, weight, Status.resident)
        queue.append(key, weight: weight, to: 0)
      }
      settle()
      return queued != nil
    }
    let status = stack.uses(at: place)
    stack.move(place, toEndOf: 0)
    if status == Status.close {
      prune()
      return true
    }
    if let queued { queue.remove(queued) }
    if let ghost = evicted.place(of: key) { evicted.remove(ghost) }
    stack.setUses(Status.close, at: place)
    closeWeight += stack.weight(at: place)
    prune()
    settle()
    return status == Status.resident
  }

  private mutating func push(_ key: Int, _ weight: Int, _ status: Int) {
    let place = stack.append(key, weight: weight, to: 0)
    stack.setUses(status, at: place)
    if status == Status.close { closeWeight += weight }
  }

  /// Brings the LIR keys, the queue and the stack back within their room.
  private mutating func settle() {
    while closeWeight > closeRoom, let bottom = stack.oldest(of: 0) {
      let (key, weight) = (stack.key(at: bottom), stack.weight(at: bottom))
      closeWeight -= weight
      stack.remove(bottom)
      queue.append(key, weight: weight, to: 0)
      prune()
    }
    while queue.weight(of: 0) > queueRoom, let front = queue.oldest(of: 0) {
      let (key, weight) = (queue.key(at: front), queue.weight(at: front))
      queue.remove(front)
      guard let place = stack.place(of: key) else { continue }
      stack.setUses(Status.evicted, at: place)
      evicted.append(key, weight: weight, to: 0)
    }
    while stack.weight(of: 0) > 2 * capacity, let ghost = evicted.oldest(of: 0) {
      if let place = stack.place(of: evicted.key(at: ghost)) { stack.remove(place) }
      evicted.remove(ghost)
    }
  }

  /// Takes away what lies below the lowest LIR key: asked for now, it would be no better than that.
  private mutating func prune() {
    while let bottom = stack.oldest(of: 0), stack.uses(at: bottom) != Status.close {
      if let ghost = evicted.place(of: stack.key(at: bottom)) { evicted.remove(ghost) }
      stack.remove(bottom)
    }
  }
}
