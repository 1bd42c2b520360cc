import Synchronization

/// A cache that many threads share, bounded by cost and by time.
///
///     let pictures = BoundedCache<String, Picture, ContinuousClock>(budget: 50_000_000)
///     pictures.insert(photo, for: "42.jpg", cost: photo.bytes, lifetime: .seconds(600))
///     pictures.value(for: "42.jpg")     // photo, from any thread
///     pictures.relieveMemoryPressure()  // gives up a quarter of the cost
///
/// What an entry costs, you say: bytes, as a rule. All entries together never cost more than the
/// budget. To make room, the least recently used entries go, and an insert and a read are uses.
///
/// An entry is dead *at* its deadline. Every operation begins by dropping the dead, so they never
/// take room from the living, and no answer of the cache speaks of them.
///
/// Every operation is one step, under one lock that guards everything: no other operation looks at
/// the entries meanwhile, and none finds them half changed. Values that a step drops are released
/// after it, outside the lock, so a value's `deinit` may use the cache, and finds it as the step
/// left it. Keys are hashed and compared under the lock: their `==` and `hash(into:)` must not use
/// the cache.
///
/// It is not a lock for your values: two threads that read the same key share one value. And it
/// does not load: two threads that miss the same key will both go and fetch it.
///
/// - Complexity: All operations except ``removeAll()`` and ``relieveMemoryPressure()`` take
///   O(log n) steps for an entry with a lifetime and O(1) for one without, n being the number of
///   entries, and O(log n) more for every entry that they drop. An entry is dropped once in its
///   life, so this is a debt of its insert.
public final class BoundedCache<Key: Hashable & Sendable, Value: Sendable, C: Clock>: Sendable
where C.Duration == Duration {
  /// The most that all entries together may cost.
  public let budget: Int

  private let clock: C
  private let state = Mutex(State())

  /// Makes an empty cache that lives by `clock`.
  ///
  /// - Parameter budget: At least 0. A cache with a budget of 0 refuses everything.
  public init(budget: Int, clock: C) {
    precondition(budget >= 0, "a budget is at least 0, not \(budget)")
    self.budget = budget
    self.clock = clock
  }

  /// Reads the value of `key`, or `nil` when there is no living entry for it.
  ///
  /// The entry becomes the most recently used one. Its deadline stays.
  public func value(for key: Key) -> Value? {
    step { $0.use(key) }
  }

  /// Stores `value` for `key`, in place of the entry that was there before, if any.
  ///
  /// First the old entry of `key` leaves, and with it its cost and its deadline. Then the least
  /// recently used entries leave, one after the other, until the new one fits, and not one more.
  /// The new one is the most recently used.
  ///
  /// An entry that costs more than the whole budget is refused, and so is one with a lifetime of
  /// zero or less. Nobody has to leave for a refused entry, except for the old entry of `key`: its
  /// value has been replaced, so handing it out any longer would be a lie.
  ///
  /// - Parameters:
  ///   - cost: At least 1: entries that cost nothing would fill the memory and never the budget.
  ///   - lifetime: How long from now it lives; `nil` for as long as there is room.
  /// - Returns: Whether it was stored, which is `false` when it was refused.
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
      if cost > budget || lifetime.map({ $0 <= .zero }) ?? false {
        state.remove(key)
        return false
      }
      state.put(Entry(key: key, value: value, cost: cost), deadline: deadline, budget: budget)
      return true
    }
  }

  /// Removes the entry of `key` and returns its value, or `nil` when there was no living one.
  @discardableResult
  public func remove(_ key: Key) -> Value? {
    step { $0.remove(key) }
  }

  /// Removes every entry.
  ///
  /// - Complexity: O(n log n) for n entries.
  public func removeAll() {
    step { $0.evict(downTo: 0) }
  }

  /// Gives up a quarter of the cost, for a process that is short of memory.
  ///
  /// The least recently used entries leave, one after the other, until what they cost is a quarter
  /// of ``totalCost`` or more, and not one more. So a cache that is not empty gives up something,
  /// and one that is asked again and again ends up empty.
  ///
  /// - Returns: What the entries that left cost; those that were dead already do not count.
  /// - Complexity: O(k log n), where k of n entries leave.
  @discardableResult
  public func relieveMemoryPressure() -> Int {
    step { state in
      let before = state.totalCost
      // Three quarters, rounded down, without a product that could overflow.
      state.evict(downTo: before / 4 * 3 + before % 4 * 3 / 4)
      return before - state.totalCost
    }
  }

  /// What all living entries cost together.
  public var totalCost: Int {
    step { $0.totalCost }
  }

  /// How many entries are alive.
  public var count: Int {
    step { $0.count }
  }

  /// Whether there is a living entry for `key`.
  ///
  /// A look, and not a use: the order in which entries leave stays as it was.
  public func contains(_ key: Key) -> Bool {
    step { $0.contains(key) }
  }

  /// Drops the dead and runs `operation`, all under the lock; what was dropped is released after.
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
  /// Makes an empty cache that lives by the system's clock.
  public convenience init(budget: Int) {
    self.init(budget: budget, clock: ContinuousClock())
  }
}

extension BoundedCache {
  fileprivate struct Entry: Sendable {
    let key: Key
    let value: Value
    let cost: Int
  }

  /// A place for an entry, with its neighbours in the order of use.
  fileprivate struct Node: Sendable {
    var entry: Entry?
    var older = 0
    var newer = 0
    /// Where `deadlines` has it; `nil` when it does not.
    var place: Int?
  }

  /// What the lock guards.
  fileprivate struct State: Sendable {
    private(set) var totalCost = 0
    private var slots: [Key: Int] = [:]
    // Linked in a ring in the order of use. Slot 0 is never an entry: it lies between the newest
    // and the oldest, so that no end of the list is a special case.
    private var nodes = [Node()]
    private var free: [Int] = []
    // A binary heap: none is earlier than the one at half its place, so the first is the earliest.
    // The moments stand here alone. How large one is, only the clock knows: with a moment in each
    // node, its size is worked out on every access, and a hit takes 1.5 times as long.
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

    /// - Parameter deadline: `nil` when it does not die of age.
    mutating func put(_ entry: Entry, deadline: C.Instant?, budget: Int) {
      let known = slots[entry.key]
      if let known { empty(known) }
      evict(downTo: budget - entry.cost)
      // A key that is known keeps its slot. To drop it and add it anew would be simpler, and such a
      // put would take 1.6 times as long: it is the dictionary that costs.
      let slot = known ?? free.popLast() ?? nodes.count
      if slot == nodes.count { nodes.append(Node()) }
      if known == nil { slots[entry.key] = slot }
      nodes[slot].entry = entry
      totalCost += entry.cost
      linkAsNewest(slot)
      if let deadline {
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
      guard let entry = empty(slot) else { return }
      free.append(slot)
      slots[entry.key] = nil
    }

    /// Lets the entry of a slot go; the slot stays with its key.
    @discardableResult
    private mutating func empty(_ slot: Int) -> Entry? {
      guard let entry = nodes[slot].entry.take() else { return nil }
      unlink(slot)
      if let place = nodes[slot].place.take() { removeDeadline(at: place) }
      totalCost -= entry.cost
      dropped.append(entry)
      return entry
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
