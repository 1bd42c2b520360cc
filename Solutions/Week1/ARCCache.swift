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

  /// The raw value is the node where the ring of the list starts and ends.
  private enum List: Int {
    case recent, frequent, recentGhosts, frequentGhosts
  }

  private struct Node {
    var key: Key?
    var value: Value?
    var list: List
    var newer: Int
    var older: Int
  }

  private var places: [Key: Int] = [:]
  private var nodes: [Node] = []
  private var vacant: [Int] = []
  private var sizes = [0, 0, 0, 0]

  /// Makes an empty cache with room for `capacity` entries, 0 or more.
  ///
  /// A cache without room stores nothing, evicts nothing and remembers no ghosts.
  public init(capacity: Int) {
    precondition(capacity >= 0, "a cache has room for 0 or more entries, not \(capacity)")
    self.capacity = capacity
    for list in [List.recent, .frequent, .recentGhosts, .frequentGhosts] {
      let ring = list.rawValue
      nodes.append(Node(list: list, newer: ring, older: ring))
    }
  }

  /// How many entries there are, ghosts not counted; never more than `capacity`.
  public var count: Int { size(of: .recent) + size(of: .frequent) }

  /// Whether there is an entry for `key`; a ghost is none.
  ///
  /// A look, not a use.
  public func contains(_ key: Key) -> Bool {
    guard let place = places[key] else { return false }
    return isResident(place)
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
    guard let place = places[key], isResident(place) else { return nil }
    move(place, to: .frequent)
    return nodes[place].value
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
    guard let place = places[key] else {
      let evicted = makeRoomForNewKey()
      add(value, for: key)
      return evicted
    }
    var evicted: Key?
    switch nodes[place].list {
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
    nodes[place].value = value
    move(place, to: .frequent)
    return evicted
  }

  /// Removes the entry of `key` and returns its value, or `nil` when there was no entry.
  ///
  /// Leaves no ghost, and forgets the key if it is one. The target stays.
  @discardableResult
  public mutating func remove(_ key: Key) -> Value? {
    places[key].flatMap { forget($0).value }
  }

  /// Removes every entry and every ghost, and sets the target to 0.
  public mutating func removeAll() {
    self = ARCCache(capacity: capacity)
  }
}

extension ARCCache {
  /// How far a hit among the ghosts of one list moves the target: the rarer such ghosts, the more.
  private func step(for ghosts: List, against others: List) -> Double {
    max(Double(size(of: others)) / Double(size(of: ghosts)), 1)
  }

  private mutating func makeRoomForNewKey() -> Key? {
    if size(of: .recent) == capacity { return forget(oldest(of: .recent)).key }
    if size(of: .recent) + size(of: .recentGhosts) == capacity {
      forget(oldest(of: .recentGhosts))
    } else if places.count == 2 * capacity {
      forget(oldest(of: .frequentGhosts))
    }
    return replace(sparingRecentAtTarget: true)
  }

  /// Turns an entry into a ghost if the cache is full.
  private mutating func replace(sparingRecentAtTarget sparing: Bool) -> Key? {
    guard count == capacity else { return nil }
    let recent = Double(size(of: .recent))
    let takesRecent = recent > 0 && (recent > target || recent == target && !sparing)
    let place = oldest(of: takesRecent ? .recent : .frequent)
    nodes[place].value = nil
    move(place, to: takesRecent ? .recentGhosts : .frequentGhosts)
    return nodes[place].key
  }
}

/// The four lists, whose nodes share one array.
extension ARCCache {
  private func size(of list: List) -> Int { sizes[list.rawValue] }

  private func oldest(of list: List) -> Int { nodes[list.rawValue].newer }

  private func isResident(_ place: Int) -> Bool {
    nodes[place].list == .recent || nodes[place].list == .frequent
  }

  private func keys(in list: List) -> [Key] {
    var keys: [Key] = []
    var place = nodes[list.rawValue].older
    while let key = nodes[place].key {
      keys.append(key)
      place = nodes[place].older
    }
    return keys
  }

  private mutating func add(_ value: Value, for key: Key) {
    let place = vacant.popLast() ?? nodes.count
    let node = Node(key: key, value: value, list: .recent, newer: place, older: place)
    if place < nodes.count { nodes[place] = node } else { nodes.append(node) }
    places[key] = place
    link(place, into: .recent)
    checkInvariants()
  }

  private mutating func move(_ place: Int, to list: List) {
    unlink(place)
    link(place, into: list)
    checkInvariants()
  }

  /// Takes the node out of its list and lets go of what it held.
  @discardableResult
  private mutating func forget(_ place: Int) -> (key: Key?, value: Value?) {
    unlink(place)
    vacant.append(place)
    let (key, value) = (nodes[place].key.take(), nodes[place].value.take())
    if let key { places[key] = nil }
    return (key, value)
  }

  private mutating func link(_ place: Int, into list: List) {
    let second = nodes[list.rawValue].older
    nodes[place].list = list
    nodes[place].newer = list.rawValue
    nodes[place].older = second
    nodes[second].newer = place
    nodes[list.rawValue].older = place
    sizes[list.rawValue] += 1
  }

  private mutating func unlink(_ place: Int) {
    let (newer, older) = (nodes[place].newer, nodes[place].older)
    nodes[newer].older = older
    nodes[older].newer = newer
    sizes[nodes[place].list.rawValue] -= 1
  }

  private func checkInvariants() {
    assert(count <= capacity, "\(count) entries where there is room for \(capacity)")
    assert(size(of: .recent) + size(of: .recentGhosts) <= capacity, "|T1| + |B1| <= c")
    assert(places.count <= 2 * capacity, "|T1| + |T2| + |B1| + |B2| <= 2c")
    assert(nodes.count == 4 + places.count + vacant.count, "every node is in use or vacant")
    assert((0...Double(capacity)).contains(target), "0 <= target <= c")
  }
}
