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
    step { $0.slots.count }
  }

  /// Whether there is a living entry for `key`.
  ///
  /// A look, and not a use: the order in which entries leave stays as it was.
  public func contains(_ key: Key) -> Bool {
    step { $0.slots[key] != nil }
  }

  /// Drops the dead and runs `operation`, all under the lock; what was dropped is released after.
  private func step<Result: Sendable>(_ operation: (inout State) -> Result) -> Result {
    let now = clock.now
    let (result, _) = state.withLock { state in
      state.dropDead(at: now)
      let result = operation(&state)
      state.checkInvariants(budget: budget)
      return (result, exchange(&state.dropped, with: []))
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

  /// What the lock guards.
  fileprivate struct State {
    var totalCost = 0
    var slots: [Key: Int] = [:]

    /// The entries in the order of use, which `slots` finds by their keys.
    var list = LinkedList<Entry>()

    // The moments stand here and not in the entries. How large one is, only the clock knows: with a
    // moment in each node its size is worked out on every access, and a hit takes 1.5 times as long.
    var deadlines = DeadlineHeap<C.Instant>()

    var dropped: [Entry] = []

    mutating func use(_ key: Key) -> Value? {
      guard let slot = slots[key] else { return nil }
      list.makeNewest(slot)
      return list.nodes[slot].element?.value
    }

    /// - Parameter deadline: `nil` when it does not die of age.
    mutating func put(_ entry: Entry, deadline: C.Instant?, budget: Int) {
      // A key that is known keeps its slot. To remove it and add it anew would be simpler, and such
      // a put would take 1.6 times as long: it is the dictionary that costs.
      let known = slots[entry.key]
      if let known {
        drop(known)
        list.makeNewest(known)
      }
      evict(downTo: budget - entry.cost)
      let slot = known ?? list.append(entry)
      if known == nil { slots[entry.key] = slot } else { list.nodes[slot].element = entry }
      totalCost += entry.cost
      if let deadline { deadlines.insert(deadline, for: slot) }
    }

    @discardableResult
    mutating func remove(_ key: Key) -> Value? {
      slots[key].flatMap { remove($0)?.value }
    }

    mutating func evict(downTo limit: Int) {
      while totalCost > limit { remove(list.oldest) }
    }

    mutating func dropDead(at now: C.Instant) {
      while let next = deadlines.first, now >= next.deadline { remove(next.slot) }
    }

    @discardableResult
    private mutating func remove(_ slot: Int) -> Entry? {
      guard let entry = drop(slot) else { return nil }
      list.remove(slot)
      slots[entry.key] = nil
      return entry
    }

    /// Takes the entry out of a slot that its key keeps.
    @discardableResult
    private mutating func drop(_ slot: Int) -> Entry? {
      guard let entry = list.nodes[slot].element.take() else { return nil }
      deadlines.remove(slot)
      totalCost -= entry.cost
      dropped.append(entry)
      return entry
    }

    func checkInvariants(budget: Int) {
      assert((0...budget).contains(totalCost), "the entries cost more than the budget allows")
      assert(slots.count == list.count, "every entry is in the dictionary and in the list")
      assert(deadlines.count <= list.count, "a deadline has outlived its entry")
    }
  }
}

/// A linked list whose nodes lie in one array: its links are indices and not references.
///
/// An element keeps its slot, the index of its node, until it is removed. Slot 0 never holds one: it
/// stands between the newest and the oldest, so that the list is a ring and its ends no special case.
private struct LinkedList<Element> {
  struct Node {
    /// `nil` in slot 0 and in free slots.
    var element: Element?
    var newer = 0
    var older = 0
  }

  /// The elements are for everybody to change, the links for the list alone.
  var nodes = [Node()]
  private var free: [Int] = []

  var count: Int { nodes.count - 1 - free.count }

  /// The slots of the ends; 0 when the list is empty.
  var newest: Int { nodes[0].older }
  var oldest: Int { nodes[0].newer }

  /// Adds an element as the newest and returns its slot.
  mutating func append(_ element: Element) -> Int {
    let slot = free.popLast() ?? nodes.count
    if slot == nodes.count { nodes.append(Node()) }
    nodes[slot].element = element
    linkAsNewest(slot)
    return slot
  }

  mutating func makeNewest(_ slot: Int) {
    unlink(slot)
    linkAsNewest(slot)
  }

  @discardableResult
  mutating func remove(_ slot: Int) -> Element? {
    unlink(slot)
    free.append(slot)
    return nodes[slot].element.take()
  }

  private mutating func linkAsNewest(_ slot: Int) {
    let second = newest
    nodes[slot].older = second
    nodes[slot].newer = 0
    nodes[second].newer = slot
    nodes[0].older = slot
  }

  private mutating func unlink(_ slot: Int) {
    let (older, newer) = (nodes[slot].older, nodes[slot].newer)
    assert(nodes[older].newer == slot && nodes[newer].older == slot, "its neighbours link back")
    nodes[older].newer = newer
    nodes[newer].older = older
  }
}

/// The deadlines of slots, with the earliest at hand.
private struct DeadlineHeap<Instant: Comparable> {
  /// None is earlier than the one at half its index, so the first is the earliest.
  private var heap: [(deadline: Instant, slot: Int)] = []

  /// Where each slot's deadline is in `heap`; `nil` or beyond the end when it has none.
  private var indices: [Int?] = []

  var count: Int { heap.count }

  var first: (deadline: Instant, slot: Int)? { heap.first }

  mutating func insert(_ deadline: Instant, for slot: Int) {
    while indices.count <= slot { indices.append(nil) }
    indices[slot] = heap.count
    heap.append((deadline, slot))
    settle(heap.count - 1)
  }

  mutating func remove(_ slot: Int) {
    guard slot < indices.count, let index = indices[slot] else { return }
    swap(index, heap.count - 1)
    heap.removeLast()
    indices[slot] = nil
    if index < heap.count { settle(index) }
  }

  /// Moves the deadline at an index up while it is earlier than its parent, or else down.
  private mutating func settle(_ start: Int) {
    var index = start
    while index > 0, heap[index].deadline < heap[(index - 1) / 2].deadline {
      swap(index, (index - 1) / 2)
      index = (index - 1) / 2
    }
    var child = 2 * index + 1
    while child < heap.count {
      if child + 1 < heap.count, heap[child + 1].deadline < heap[child].deadline { child += 1 }
      guard heap[child].deadline < heap[index].deadline else { return }
      swap(index, child)
      (index, child) = (child, 2 * child + 1)
    }
  }

  private mutating func swap(_ a: Int, _ b: Int) {
    heap.swapAt(a, b)
    indices[heap[a].slot] = a
    indices[heap[b].slot] = b
  }
}
