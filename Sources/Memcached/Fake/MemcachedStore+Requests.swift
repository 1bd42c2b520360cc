extension MemcachedStore {
  /// Carries out a request without going through the text protocol.
  mutating func answer(_ request: MemcachedRequest) throws(MemcachedError) -> MemcachedReply {
    switch request {
    case .get(let keys, let withUnique):
      return try items(keys, withUnique) { store, key in store.get(key) }
    case .getAndTouch(let keys, let expiry, let withUnique):
      return try items(keys, withUnique) { store, key in
        store.touch(key, exptime: expiry.exptime)
      }
    case .store(let mode, let key, let item, let expiry):
      return try put(item, mode, ItemKey(KeyRule.bytes(of: key)), expiry)
    case .increment(let key, let delta): return try count(key, up: true, delta)
    case .decrement(let key, let delta): return try count(key, up: false, delta)
    case .touch(let key, let expiry):
      let slot = touch(ItemKey(try KeyRule.bytes(of: key)), exptime: expiry.exptime)
      return slot == nil ? .notFound : .touched
    case .delete(let key):
      return delete(ItemKey(try KeyRule.bytes(of: key))) ? .deleted : .notFound
    case .flushAll(let delay):
      flushAll(exptime: delay)
      return .ok
    case .stats(let group):
      guard let group else { return .stats(statistics()) }
      guard let lines = statistics(of: group) else { throw .refused("ERROR") }
      return .stats(lines)
    case .version: return .version(Self.version)
    }
  }

  private mutating func items(
    _ keys: [String],
    _ withUnique: Bool,
    find: (inout MemcachedStore, ItemKey) -> Int?
  ) throws(MemcachedError) -> MemcachedReply {
    // All keys are looked at first: a request with a bad one has no effect at all.
    var checked: [(String, ItemKey)] = []
    for key in keys { checked.append((key, ItemKey(try KeyRule.bytes(of: key)))) }
    var found: [String: MemcachedItem] = [:]
    for (name, key) in checked {
      guard let slot = find(&self, key) else { continue }
      let item = self[slot]
      found[name] = MemcachedItem(
        item.value,
        flags: item.flags,
        unique: withUnique ? item.unique : nil
      )
    }
    return .items(found)
  }

  private mutating func put(
    _ item: MemcachedItem,
    _ mode: MemcachedRequest.StoreMode,
    _ key: ItemKey,
    _ expiry: MemcachedExpiry
  ) throws(MemcachedError) -> MemcachedReply {
    guard
      admits(key, valueCount: item.value.count, flags: item.flags, removingOld: mode == .set)
    else { throw .tooLarge }
    counts.sets += 1
    let stored = StoredItem(
      key: key,
      value: item.value,
      flags: item.flags,
      expiresAt: moment(of: expiry.exptime),
      lastAccess: now
    )
    switch store(stored, mode) {
    case .stored: return .stored
    case .notStored: return .notStored
    case .exists: return .exists
    case .notFound: return .notFound
    case .tooLarge: throw .tooLarge
    case .noMemory: throw .outOfMemory
    }
  }

  private mutating func count(
    _ key: String,
    up: Bool,
    _ delta: UInt64
  ) throws(MemcachedError) -> MemcachedReply {
    switch count(ItemKey(try KeyRule.bytes(of: key)), up: up, by: delta) {
    case .counted(let slot):
      let number = self[slot].value.withUnsafeBytes(WireNumber.unsigned64)
      return .number(number ?? 0)
    case .notFound, .changed:
      if up { counts.incrementMisses += 1 } else { counts.decrementMisses += 1 }
      return .notFound
    case .notANumber: throw .notANumber
    case .noMemory: throw .outOfMemory
    }
  }
}
