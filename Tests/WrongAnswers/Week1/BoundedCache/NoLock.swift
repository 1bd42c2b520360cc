// Caught by: testNoTwoThreadsAreAmongTheEntriesAtOnce
// The mistake: nothing keeps two threads apart; the compiler was told not to worry.

public final class BoundedCache<Key: Hashable & Sendable, Value: Sendable, C: Clock>:
  @unchecked Sendable
where C.Duration == Duration {
  public let budget: Int

  private let clock: C
  private var state = State()

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
    state.dropDead(at: clock.now)
    defer { _ = state.takeDropped() }
    return operation(&state)
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
    var place: Int?
  }

  fileprivate struct State: Sendable {
    private(set) var totalCost = 0
    private var slots: [Key: Int] = [:]
    // Linked in a ring in the order of use. Slot 0 is never an entry: it lies between the newest
    // and the oldest, so that no end of the list is a special case.
    private var nodes = [Node()]
    private var free: [Int] = []
    // A binary heap: none is earlier than the one at half its place, so the first is the earliest.
    private var deadlines: [(moment: C.Instant, slot: Int)] = []
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
      if let deadline = entry.deadline {
        deadlines.append((deadline, slot))
        rise(from: deadlines.count - 1)
      }
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
      while let next = deadlines.first, now >= next.moment { drop(next.slot) }
    }

    mutating func takeDropped() -> [Entry] {
      defer { dropped = [] }
      return dropped
    }

    private mutating func drop(_ slot: Int) {
      guard let entry = nodes[slot].entry else { return }
      unlink(slot)
      if let place = nodes[slot].place { removeDeadline(at: place) }
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
      assert(deadlines.count <= slots.count, "a deadline has outlived its entry")
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

// The order of death.
extension BoundedCache.State {
  private mutating func removeDeadline(at place: Int) {
    let last = deadlines.removeLast()
    guard place < deadlines.count else { return }
    deadlines[place] = last
    rise(from: place)
    sink(from: place)
  }

  private mutating func rise(from start: Int) {
    var place = start
    nodes[deadlines[place].slot].place = place
    while place > 0, deadlines[place].moment < deadlines[(place - 1) / 2].moment {
      swapPlaces(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  private mutating func sink(from start: Int) {
    var place = start
    while true {
      var first = place
      for child in [2 * place + 1, 2 * place + 2]
      where child < deadlines.count && deadlines[child].moment < deadlines[first].moment {
        first = child
      }
      if first == place { return }
      swapPlaces(place, first)
      place = first
    }
  }

  private mutating func swapPlaces(_ a: Int, _ b: Int) {
    deadlines.swapAt(a, b)
    nodes[deadlines[a].slot].place = a
    nodes[deadlines[b].slot].place = b
  }
}
