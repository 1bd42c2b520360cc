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

  /// What the lock guards.
  private struct State: Sendable {
    // Your storage goes here.
  }

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
    // Your code here.
    nil
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
    // Your code here.
    return false
  }

  /// Removes the entry of `key` and returns its value, or `nil` when there was no living one.
  @discardableResult
  public func remove(_ key: Key) -> Value? {
    // Your code here.
    nil
  }

  /// Removes every entry.
  ///
  /// - Complexity: O(n log n) for n entries.
  public func removeAll() {
    // Your code here.
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
    // Your code here.
    0
  }

  /// What all living entries cost together.
  public var totalCost: Int {
    // Your code here.
    0
  }

  /// How many entries are alive.
  public var count: Int {
    // Your code here.
    0
  }

  /// Whether there is a living entry for `key`.
  ///
  /// A look, and not a use: the order in which entries leave stays as it was.
  public func contains(_ key: Key) -> Bool {
    // Your code here.
    false
  }
}

extension BoundedCache where C == ContinuousClock {
  /// Makes an empty cache that lives by the system's clock.
  public convenience init(budget: Int) {
    self.init(budget: budget, clock: ContinuousClock())
  }
}
