/// How storing an item ended.
enum StoreOutcome {
  case stored, notStored, exists, notFound, tooLarge, noMemory
}

/// How counting up or down ended.
enum CountOutcome {
  case counted(slot: Int)
  case notFound, changed, notANumber, noMemory
}

extension MemcachedStore {
  /// Reads an item, and counts that somebody asked.
  mutating func get(_ key: ItemKey) -> Int? {
    counts.gets += 1
    guard let slot = find(key) else {
      counts.getMisses += 1
      return nil
    }
    counts.getHits += 1
    use(slot)
    return slot
  }

  /// Gives an item a new expiry, and counts that somebody asked.
  mutating func touch(_ key: ItemKey, exptime: Int) -> Int? {
    counts.touches += 1
    guard let slot = find(key) else {
      counts.touchMisses += 1
      return nil
    }
    counts.touchHits += 1
    self[slot].expiresAt = moment(of: exptime)
    use(slot)
    return slot
  }

  mutating func delete(_ key: ItemKey) -> Bool {
    guard let slot = find(key) else {
      counts.deleteMisses += 1
      return false
    }
    counts.deleteHits += 1
    remove(slot)
    return true
  }

  /// Whether an item of this size may be stored; if not, a `set` removes what it would have replaced.
  mutating func admits(
    _ key: ItemKey,
    valueCount: Int,
    flags: UInt32,
    removingOld: Bool
  ) -> Bool {
    let size = StoredItem.size(key: key.bytes.count, value: valueCount, flags: flags)
    if size <= limits.itemSize { return true }
    counts.tooLarge += 1
    if removingOld, let slot = find(key) { remove(slot) }
    return false
  }

  /// Stores an item under the condition of `mode`.
  ///
  /// - Parameters:
  ///   - unique: What the item in the store must be called; 0 for whatever it is called.
  ///   - allowsStale: Whether an item that is older than the one in the store may replace it, and
  ///     be marked as stale.
  mutating func store(
    _ item: StoredItem,
    _ mode: MemcachedRequest.StoreMode,
    unique: UInt64 = 0,
    allowsStale: Bool = false
  ) -> StoreOutcome {
    guard let old = find(item.key) else {
      switch mode {
      case .set, .add: return put(item)
      case .compareAndSwap:
        counts.swapMisses += 1
        return .notFound
      case .replace, .append, .prepend: return .notStored
      }
    }
    var item = item
    switch mode {
    case .set, .replace: return put(item)
    case .add:
      moveToFront(old)
      return .notStored
    case .compareAndSwap(let expected):
      if expected == self[old].unique {
        counts.swapHits += 1
      } else if allowsStale, expected < self[old].unique, expected != 0 {
        counts.swapHits += 1
        item.isStale = true
        item.expiresAt = self[old].expiresAt
      } else {
        counts.swapRefusals += 1
        return .exists
      }
      return put(item)
    case .append, .prepend:
      if unique != 0, unique != self[old].unique { return .exists }
      let value = mode == .append ? self[old].value + item.value : item.value + self[old].value
      let joined = StoredItem(
        key: item.key,
        value: value,
        flags: self[old].flags,
        expiresAt: self[old].expiresAt,
        lastAccess: now
      )
      if joined.size > limits.itemSize { return .notStored }
      return put(joined)
    }
  }

  private mutating func put(_ item: StoredItem) -> StoreOutcome {
    if insert(item) != nil { return .stored }
    counts.noMemory += 1
    if let old = find(item.key) { remove(old) }
    return .noMemory
  }

  /// Adds to a counter, or subtracts from it.
  mutating func count(
    _ key: ItemKey,
    up: Bool,
    by delta: UInt64,
    unique: UInt64 = 0
  ) -> CountOutcome {
    guard let slot = find(key) else { return .notFound }
    if self[slot].value.isEmpty { return .notANumber }
    if unique != 0, unique != self[slot].unique { return .changed }
    guard let number = self[slot].value.withUnsafeBytes(WireNumber.unsigned64) else {
      return .notANumber
    }
    let result: UInt64
    if up {
      result = number &+ delta
      counts.incrementHits += 1
    } else {
      result = number > delta ? number - delta : 0
      counts.decrementHits += 1
    }
    var digits = Array(String(result).utf8)
    let oldCount = self[slot].value.count
    if digits.count > oldCount {
      let old = self[slot]
      let item = StoredItem(
        key: key,
        value: digits,
        flags: old.flags,
        expiresAt: old.expiresAt,
        lastAccess: now
      )
      return insert(item).map { .counted(slot: $0) } ?? .noMemory
    }
    // A shorter number is filled up, because an item never shrinks in place.
    digits.append(contentsOf: repeatElement(UInt8(ascii: " "), count: oldCount - digits.count))
    setValue(digits, of: slot)
    self[slot].unique = makeUnique()
    moveToFront(slot)
    return .counted(slot: slot)
  }
}
