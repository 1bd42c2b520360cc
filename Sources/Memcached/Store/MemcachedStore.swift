/// The heart of a memcached: items by key, in the order of their use, with a limit on memory.
///
/// It knows neither locks nor sockets nor clocks: who owns it sets ``now`` before using it. An item
/// whose time has come stays where it is until somebody asks for it or its room is needed.
///
/// Real memcached keeps items of similar size together in slabs and has three queues for each; this
/// store has one strict order of use for all.
struct MemcachedStore {
  /// The time in whole seconds since 1970, the only unit that memcached knows.
  var now: Int
  /// When the store was made; moments before that have always passed.
  let started: Int
  var limits: MemcachedLimits
  var counts = MemcachedCounts()
  /// Bytes of all items, with their overhead.
  private(set) var bytes = 0

  private var slots: [ItemKey: Int] = [:]
  private(set) var items: [StoredItem] = []
  private var freeSlots: [Int] = []
  private var newest = -1
  private(set) var oldest = -1
  /// The unique of the item that was stored or changed last.
  var lastUnique: UInt64 = 0

  /// Items last used at this moment or before it are gone, once it has come.
  var flushedUntil: Int?
  /// Items with smaller uniques are gone, once that moment has come.
  var flushedBelow: UInt64 = 0

  init(now: Int, limits: MemcachedLimits = MemcachedLimits()) {
    self.now = now
    started = now
    self.limits = limits
  }

  var count: Int { slots.count }
  var keys: some Collection<ItemKey> { slots.keys }

  mutating func makeUnique() -> UInt64 {
    lastUnique += 1
    return lastUnique
  }

  /// The slot of the item of `key`, unless it has expired; an expired one is removed.
  mutating func find(_ key: ItemKey) -> Int? {
    guard let slot = slots[key] else { return nil }
    if isFlushed(items[slot]) {
      counts.getFlushed += 1
    } else if isExpired(items[slot]) {
      counts.getExpired += 1
    } else {
      return slot
    }
    if !items[slot].isFetched { counts.expiredUnfetched += 1 }
    remove(slot)
    return nil
  }

  /// Reads or changes an item in place; nothing that it is counted by may change.
  subscript(slot: Int) -> StoredItem {
    get { items[slot] }
    _modify { yield &items[slot] }
  }

  /// Changes an item's value, and with it the memory in use.
  mutating func setValue(_ value: [UInt8], of slot: Int) {
    bytes += value.count - items[slot].value.count
    items[slot].value = value
  }

  /// Notes that an item was read.
  mutating func use(_ slot: Int) {
    items[slot].isFetched = true
    items[slot].lastAccess = now
    moveToFront(slot)
  }

  mutating func remove(_ slot: Int) {
    unlink(slot)
    slots[items[slot].key] = nil
    bytes -= items[slot].size
    items[slot].value = []
    freeSlots.append(slot)
  }

  /// Puts an item in, in the place of one with its key; it gets a unique.
  ///
  /// - Returns: Its slot, or `nil` if there is no room for it.
  mutating func insert(_ item: StoredItem) -> Int? {
    let old = slots[item.key]
    let needed = item.size - (old.map { items[$0].size } ?? 0)
    guard makeRoom(for: needed, sparing: old) else { return nil }
    var item = item
    item.unique = makeUnique()
    item.lastAccess = now
    counts.totalItems += 1
    bytes += needed
    if let old {
      unlink(old)
      items[old] = item
      linkAtFront(old)
      return old
    }
    let slot: Int
    if let free = freeSlots.popLast() {
      slot = free
      items[slot] = item
    } else {
      slot = items.count
      items.append(item)
    }
    slots[item.key] = slot
    linkAtFront(slot)
    return slot
  }

  private mutating func makeRoom(for needed: Int, sparing spared: Int?) -> Bool {
    while bytes + needed > limits.memory {
      var victim = oldest
      if victim == spared, victim >= 0 { victim = items[victim].newer }
      guard victim >= 0 else { return false }
      if isExpired(items[victim]) || isFlushed(items[victim]) {
        counts.reclaimed += 1
      } else {
        guard limits.evicts else { return false }
        counts.evictions += 1
        if !items[victim].isFetched { counts.evictedUnfetched += 1 }
      }
      remove(victim)
    }
    return true
  }
}

extension MemcachedStore {
  mutating func moveToFront(_ slot: Int) {
    guard slot != newest else { return }
    unlink(slot)
    linkAtFront(slot)
  }

  private mutating func linkAtFront(_ slot: Int) {
    items[slot].newer = -1
    items[slot].older = newest
    if newest >= 0 { items[newest].newer = slot } else { oldest = slot }
    newest = slot
  }

  private mutating func unlink(_ slot: Int) {
    let (newer, older) = (items[slot].newer, items[slot].older)
    if newer >= 0 { items[newer].older = older } else { newest = older }
    if older >= 0 { items[older].newer = newer } else { oldest = newer }
  }

  /// How long the item that would be evicted next has not been used, in seconds.
  var ageOfOldest: Int { oldest < 0 ? 0 : now - items[oldest].lastAccess }
}
