// Caught by: testNoOperationLooksThroughTheEntries
// The mistake: each operation looks through all the entries for dead ones.

import Synchronization

public final class BoundedCache<Key: Hashable & Sendable, Value: Sendable, C: Clock>: Sendable
where C.Duration == Duration {
  public let budget: Int

  private let clock: C
  private let state = Mutex(State())

  public init(budget: Int, clock: C) {
    precondition(budget >= 0, "a budget is at least 0, not \(budget)")
    self.budget = budget
    self.clock = clock
  }

  public func value(for key: Key) -> Value? {
    step { $0.use(key) }
  }

  @discardableResult
  public func insert(
    _ value: Value,
    for key: Key,
    cost: Int = 1,
    lifetime: Duration? = nil
  ) -> Bool {
    precondition(cost >= 1, "an entry costs at least 1, not \(cost)")
    let deadline = lifetime.map(clock.now.advanced)
    return step { state in
      state.remove(key)
      if cost > budget { return false }
      if let lifetime, lifetime <= .zero { return false }
      state.evict(downTo: budget - cost)
      state.add(Entry(key: key, value: value, cost: cost, deadline: deadline))
      return true
    }
  }

  @discardableResult
  public func remove(_ key: Key) -> Value? {
    step { $0.remove(key) }
  }

  public func removeAll() {
    step { $0.evict(downTo: 0) }
  }

  @discardableResult
  public func relieveMemoryPressure() -> Int {
    step { state in
      let before = state.totalCost
      // Three quarters, rounded down, without a product that could overflow.
      state.evict(downTo: before / 4 * 3 + before % 4 * 3 / 4)
      return before - state.totalCost
    }
  }

  public var totalCost: Int {
    step { $0.totalCost }
  }

  public var count: Int {
    step { $0.count }
  }

  public func contains(_ key: Key) -> Bool {
    step { $0.contains(key) }
  }

  private func step<Result: Sendable>(_ operation: (inout State) -> Result) -> Result {
    let now = clock.now
    let (result, _) = state.withLock { state in
      state.dropDead(at: now)
      let result = operation(&state)
      state.checkInvariants(budget: budget)
      return (result, state.takeDropped())
    }
    return result
  }
}

extension BoundedCache where C == ContinuousClock {
  public convenience init(budget: Int) {
    self.init(budget: budget, clock: ContinuousClock())
  }
}

extension BoundedCache {
  fileprivate struct Entry: Sendable {
    let key: Key
    let value: Value
    let cost: Int
    let deadline: C.Instant?
  }

  fileprivate struct Node: Sendable {
    var entry: Entry?
    var older = 0
    var newer = 0
  }

  fileprivate struct State: Sendable {
    private(set) var totalCost = 0
    private var slots: [Key: Int] = [:]
    // Linked in a ring in the order of use. Slot 0 is never an entry: it lies between the newest
    // and the oldest, so that no end of the list is a special case.
    private var nodes = [Node()]
    private var free: [Int] = []
    private var dropped: [Entry] = []

    var count: Int { slots.count }

    func contains(_ key: Key) -> Bool { slots[key] != nil }

    mutating func use(_ key: Key) -> Value? {
      guard let slot = slots[key] else { return nil }
      unlink(slot)
      linkAsNewest(slot)
      return nodes[slot].entry?.value
    }

    mutating func add(_ entry: Entry) {
      let slot = free.popLast() ?? nodes.count
      if slot == nodes.count { nodes.append(Node()) }
      nodes[slot].entry = entry
      slots[entry.key] = slot
      totalCost += entry.cost
      linkAsNewest(slot)
    }

    @discardableResult
    mutating func remove(_ key: Key) -> Value? {
      guard let slot = slots[key] else { return nil }
      let value = nodes[slot].entry?.value
      drop(slot)
      return value
    }

    mutating func evict(downTo limit: Int) {
      while totalCost > limit { drop(nodes[0].newer) }
    }

    mutating func dropDead(at now: C.Instant) {
      for slot in nodes.indices {
        if let deadline = nodes[slot].entry?.deadline, now >= deadline { drop(slot) }
      }
    }

    mutating func takeDropped() -> [Entry] {
      defer { dropped = [] }
      return dropped
    }

    private mutating func drop(_ slot: Int) {
      guard let entry = nodes[slot].entry else { return }
      unlink(slot)
      nodes[slot] = Node()
      free.append(slot)
      slots[entry.key] = nil
      totalCost -= entry.cost
      dropped.append(entry)
    }

    func checkInvariants(budget: Int) {
      assert((0...budget).contains(totalCost), "the entries cost more than the budget allows")
      assert(nodes.count == slots.count + free.count + 1, "a node is neither in use nor free")
      assert((nodes[0].newer == 0) == slots.isEmpty, "the list and the dictionary disagree")
    }
  }
}

// The order of use.
extension BoundedCache.State {
  private mutating func unlink(_ slot: Int) {
    let (older, newer) = (nodes[slot].older, nodes[slot].newer)
    nodes[older].newer = newer
    nodes[newer].older = older
  }

  private mutating func linkAsNewest(_ slot: Int) {
    let newest = nodes[0].older
    nodes[slot].older = newest
    nodes[slot].newer = 0
    nodes[newest].newer = slot
    nodes[0].older = slot
  }
}
