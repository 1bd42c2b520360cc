/// A cache that divides its room between what is recent and what is frequent, and learns how.
///
///     var cache = ARCCache<String, Int>(capacity: 2)
///     cache.insert(1, for: "a")
///     cache.value(for: "a")      // 1, and "a" moves from recent to frequent
///     cache.insert(2, for: "b")  // recent: ["b"]
///     cache.insert(3, for: "c")  // "b", which had to go; its key stays as a ghost
///     cache.value(for: "b")      // nil: a ghost has no value
///     cache.insert(2, for: "b")  // "a" had to go; "b" came back, so the target is now 1
///
/// Four lists of keys, each in order from the most to the least recent:
/// - `recent` (T1 in the paper): entries that were used once since they came in;
/// - `frequent` (T2): entries that were used at least twice, or came back as a ghost;
/// - `recentGhosts` (B1) and `frequentGhosts` (B2): keys evicted from `recent` and from `frequent`.
///
/// Only the first two have values, and `count` counts them alone. At all times, with c for the
/// capacity: |T1| + |T2| ≤ c, |T1| + |B1| ≤ c, all four together ≤ 2c, and no key is in two lists.
/// The cache keeps no reference to a value that left it, nor to a key that is in none of the lists.
/// A copy is independent of its original.
///
/// The paper: Megiddo and Modha, "ARC: A Self-Tuning, Low Overhead Replacement Cache" (FAST 2003),
/// figure 4. A request of the paper is a read here, followed on a miss by an insertion of the key.
/// It is not an LRU with statistics: ghosts steer it, and it needs no parameter but its capacity.
///
/// - Complexity: O(1) on average for every operation except the four lists and `removeAll`.
public struct ARCCache<Key: Hashable, Value> {
  /// How many entries there is room for.
  public let capacity: Int

  /// How many entries `recent` should have, from 0 to `capacity`; p in the paper, and 0 at first.
  ///
  /// It is a real number: a ghost hit can move it by a fraction more than 1.
  public private(set) var target = 0.0

  private struct Entry {
    let key: Key
    /// `nil` for a ghost.
    var value: Value?
  }

  private var slots: [Key: Int] = [:]

  /// The entries and the ghosts, which `slots` finds by their keys.
  private var lists = LinkedLists<Entry>()

  /// Makes an empty cache with room for `capacity` entries, 0 or more.
  ///
  /// A cache without room stores nothing, evicts nothing and remembers no ghosts.
  public init(capacity: Int) {
    precondition(capacity >= 0, "a cache has room for 0 or more entries, not \(capacity)")
    self.capacity = capacity
  }

  /// How many entries there are, ghosts not counted; never more than `capacity`.
  public var count: Int { lists.count(of: .recent) + lists.count(of: .frequent) }

  /// Whether there is an entry for `key`; a ghost is none.
  ///
  /// A look, not a use.
  public func contains(_ key: Key) -> Bool {
    slots[key].map(isResident) ?? false
  }

  /// The keys of T1, from the most to the least recent.
  ///
  /// - Complexity: O(*n*), where *n* is the length of the list; so for the other three.
  public var recent: [Key] { keys(in: .recent) }

  /// The keys of T2, from the most to the least recent.
  public var frequent: [Key] { keys(in: .frequent) }

  /// The keys of B1, from the most to the least recent.
  public var recentGhosts: [Key] { keys(in: .recentGhosts) }

  /// The keys of B2, from the most to the least recent.
  public var frequentGhosts: [Key] { keys(in: .frequentGhosts) }

  /// Reads the value of `key`, or `nil` when the cache has no entry for it.
  ///
  /// A hit makes the key the most recent of `frequent`, whichever of the two lists it was in. A
  /// miss changes nothing at all, not even when the key is a ghost: what a ghost means is settled
  /// when its value is inserted.
  public mutating func value(for key: Key) -> Value? {
    guard let slot = slots[key], isResident(slot) else { return nil }
    lists.move(slot, to: .frequent)
    return lists.nodes[slot].element?.value
  }

  /// Stores `value` for `key` and returns the key that had to go for it, if one had to.
  ///
  /// What happens depends on where the key is; the numerals are the paper's.
  /// - I. In `recent` or `frequent`: the entry gets the new value and, as on a hit, becomes the most
  ///   recent of `frequent`. Nothing has to go.
  /// - II. In `recentGhosts`: `target` grows by |B2| / |B1|, but by 1 at least, and to `capacity` at
  ///   most. Then *replace*; then the key becomes the most recent of `frequent`.
  /// - III. In `frequentGhosts`: `target` shrinks by |B1| / |B2|, but by 1 at least, and to 0 at
  ///   most. Then *replace*; then the key becomes the most recent of `frequent`.
  /// - IV. Nowhere: first make room, then the key becomes the most recent of `recent`.
  ///   - A. If `recent` and `recentGhosts` have `capacity` keys together: when `recent` alone has as
  ///     many, its least recent entry goes and leaves no ghost; otherwise the least recent of
  ///     `recentGhosts` is forgotten, then *replace*.
  ///   - B. Otherwise: if all four lists have twice `capacity` keys together, the least recent of
  ///     `frequentGhosts` is forgotten; then *replace*.
  ///
  /// The sizes in II and III are those before anything has moved; the ghost itself is among them.
  ///
  /// *Replace* does nothing while there are fewer than `capacity` entries, as after a removal.
  /// Otherwise the least recent entry of `recent` goes if there is one and `recent` has more than
  /// `target` entries, or in case III exactly as many; it becomes the most recent of `recentGhosts`.
  /// If not, the least recent of `frequent` goes and becomes the most recent of `frequentGhosts`.
  @discardableResult
  public mutating func insert(_ value: Value, for key: Key) -> Key? {
    guard capacity > 0 else { return nil }
    defer { checkInvariants() }
    guard let slot = slots[key] else {
      let evicted = makeRoomForNewKey()
      slots[key] = lists.append(Entry(key: key, value: value), to: .recent)
      return evicted
    }
    var evicted: Key?
    switch lists.nodes[slot].list {
    case .recent, .frequent: break
    case .recentGhosts:
      target += step(for: .recentGhosts, against: .frequentGhosts)
      target = min(target, Double(capacity))
      evicted = replace(sparingRecentAtTarget: true)
    case .frequentGhosts:
      target -= step(for: .frequentGhosts, against: .recentGhosts)
      target = max(target, 0)
      evicted = replace(sparingRecentAtTarget: false)
    }
    lists.nodes[slot].element?.value = value
    lists.move(slot, to: .frequent)
    return evicted
  }

  /// Removes the entry of `key` and returns its value, or `nil` when there was no entry.
  ///
  /// Leaves no ghost, and forgets the key if it is one. The target stays.
  @discardableResult
  public mutating func remove(_ key: Key) -> Value? {
    slots[key].flatMap { forget($0)?.value }
  }

  /// Removes every entry and every ghost, and sets the target to 0.
  public mutating func removeAll() {
    self = ARCCache(capacity: capacity)
  }
}

extension ARCCache {
  /// How far a hit among the ghosts of one list moves the target: the rarer such ghosts, the more.
  private func step(for ghosts: List, against others: List) -> Double {
    max(Double(lists.count(of: others)) / Double(lists.count(of: ghosts)), 1)
  }

  private mutating func makeRoomForNewKey() -> Key? {
    let recent = lists.count(of: .recent)
    if recent == capacity { return forget(lists.oldest(of: .recent))?.key }
    if recent + lists.count(of: .recentGhosts) == capacity {
      forget(lists.oldest(of: .recentGhosts))
    } else if slots.count == 2 * capacity {
      forget(lists.oldest(of: .frequentGhosts))
    }
    return replace(sparingRecentAtTarget: true)
  }

  /// Turns an entry into a ghost if the cache is full.
  private mutating func replace(sparingRecentAtTarget sparing: Bool) -> Key? {
    guard count == capacity else { return nil }
    let recent = Double(lists.count(of: .recent))
    let takesRecent = recent > 0 && (recent > target || recent == target && !sparing)
    let slot = lists.oldest(of: takesRecent ? .recent : .frequent)
    lists.nodes[slot].element?.value = nil
    lists.move(slot, to: takesRecent ? .recentGhosts : .frequentGhosts)
    return lists.nodes[slot].element?.key
  }

  @discardableResult
  private mutating func forget(_ slot: Int) -> Entry? {
    let forgotten = lists.remove(slot)
    if let forgotten { slots[forgotten.key] = nil }
    return forgotten
  }

  private func isResident(_ slot: Int) -> Bool {
    lists.nodes[slot].list == .recent || lists.nodes[slot].list == .frequent
  }

  private func keys(in list: List) -> [Key] {
    var keys: [Key] = []
    var slot = lists.newest(of: list)
    while let key = lists.nodes[slot].element?.key {
      keys.append(key)
      slot = lists.nodes[slot].older
    }
    return keys
  }

  private func checkInvariants() {
    assert(count <= capacity, "\(count) entries where there is room for \(capacity)")
    let (recent, ghosts) = (lists.count(of: .recent), lists.count(of: .recentGhosts))
    assert(recent + ghosts <= capacity, "|T1| + |B1| <= c")
    assert(slots.count <= 2 * capacity, "|T1| + |T2| + |B1| + |B2| <= 2c")
    assert(slots.count == lists.count, "every key is in the dictionary and in one of the lists")
    assert((0...Double(capacity)).contains(target), "0 <= target <= c")
  }
}

/// The raw value is the slot where the ring of the list starts and ends.
private enum List: Int, CaseIterable {
  case recent, frequent, recentGhosts, frequentGhosts
}

/// Four linked lists whose nodes lie in one array: their links are indices and not references.
///
/// An element keeps its slot, the index of its node, until it is removed, whichever list it is moved
/// to. The first slots never hold one: each stands between the newest and the oldest of its list, so
/// that the list is a ring and its ends no special case.
private struct LinkedLists<Element> {
  struct Node {
    /// `nil` in the first slots and in free slots.
    var element: Element?
    var list: List
    var newer: Int
    var older: Int
  }

  /// The elements are for everybody to change, the links for the lists alone.
  var nodes = List.allCases.map { Node(list: $0, newer: $0.rawValue, older: $0.rawValue) }
  private var free: [Int] = []
  private var counts = List.allCases.map { _ in 0 }

  var count: Int { nodes.count - List.allCases.count - free.count }

  func count(of list: List) -> Int { counts[list.rawValue] }

  /// The slots of a list's ends; one without an element when the list is empty.
  func newest(of list: List) -> Int { nodes[list.rawValue].older }
  func oldest(of list: List) -> Int { nodes[list.rawValue].newer }

  /// Adds an element as the newest of a list and returns its slot.
  mutating func append(_ element: Element, to list: List) -> Int {
    let slot = free.popLast() ?? nodes.count
    if slot == nodes.count { nodes.append(Node(list: list, newer: slot, older: slot)) }
    nodes[slot].element = element
    linkAsNewest(slot, of: list)
    return slot
  }

  /// Makes an element the newest of a list, which may be the one where it is.
  mutating func move(_ slot: Int, to list: List) {
    unlink(slot)
    linkAsNewest(slot, of: list)
  }

  mutating func remove(_ slot: Int) -> Element? {
    unlink(slot)
    free.append(slot)
    return nodes[slot].element.take()
  }

  private mutating func linkAsNewest(_ slot: Int, of list: List) {
    let second = newest(of: list)
    nodes[slot].list = list
    nodes[slot].older = second
    nodes[slot].newer = list.rawValue
    nodes[second].newer = slot
    nodes[list.rawValue].older = slot
    counts[list.rawValue] += 1
  }

  private mutating func unlink(_ slot: Int) {
    let (older, newer) = (nodes[slot].older, nodes[slot].newer)
    assert(nodes[older].newer == slot && nodes[newer].older == slot, "its neighbours link back")
    nodes[older].newer = newer
    nodes[newer].older = older
    counts[nodes[slot].list.rawValue] -= 1
  }
}
