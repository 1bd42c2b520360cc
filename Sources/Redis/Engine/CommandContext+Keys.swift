extension CommandContext {
  /// Where a key is, or -1, without counting it as used.
  @inline(__always)
  func peek(_ key: RedisBytes) -> Int { engine.live(key, in: database) }

  /// Where a key is, or -1, even if its deadline is over.
  func peekAnyway(_ key: RedisBytes) -> Int { database.keys.find(key) }

  /// Where a key is, or -1, counted as a hit or a miss and as used.
  @inline(__always)
  func read(_ key: RedisBytes) -> Int {
    let slot = peek(key)
    if slot >= 0 {
      engine.statistics.hits += 1
      engine.markUsed(slot, in: database)
    } else {
      engine.statistics.misses += 1
      engine.notify(.keyMiss, "keymiss", key, in: database)
    }
    return slot
  }

  /// Where a key is, or -1, counted as a hit or a miss but not as used.
  func readUnmarked(_ key: RedisBytes, notifies: Bool = true) -> Int {
    let slot = peek(key)
    if slot >= 0 {
      engine.statistics.hits += 1
    } else {
      engine.statistics.misses += 1
      if notifies { engine.notify(.keyMiss, "keymiss", key, in: database) }
    }
    return slot
  }

  /// Where a key is that is going to be changed, or -1.
  @inline(__always)
  func write(_ key: RedisBytes) -> Int {
    let slot = peek(key)
    if slot >= 0 { engine.markUsed(slot, in: database) }
    return slot
  }

  func exists(_ key: RedisBytes) -> Bool { peek(key) >= 0 }

  /// The string at a key, for reading.
  func string(_ key: RedisBytes) throws(RedisError) -> RedisBytes? {
    try string(inSlot: read(key))
  }

  /// The string in a slot, nil for -1.
  func string(inSlot slot: Int) throws(RedisError) -> RedisBytes? {
    guard slot >= 0 else { return nil }
    guard case .string(let bytes) = database.keys[slot].value else { throw .wrongType }
    return bytes
  }
}

/// Look-ups of collections. Name the type: `try context.existing(RedisList.self, key)`.
extension CommandContext {
  /// The collection at a key, for reading; nil if there is none.
  func existing<C: RedisCollection>(
    _ type: C.Type,
    _ key: RedisBytes
  ) throws(RedisError) -> Boxed<C>? {
    try collection(inSlot: read(key))
  }

  /// The collection at a key, to be changed; nil if there is none.
  func changing<C: RedisCollection>(
    _ type: C.Type,
    _ key: RedisBytes
  ) throws(RedisError) -> Boxed<C>? {
    let box: Boxed<C>? = try collection(inSlot: write(key))
    if let box { engine.memory.open(box) }
    return box
  }

  /// The collection at a key, to be changed; an empty one is put there if there is none.
  func creating<C: RedisCollection>(
    _ type: C.Type,
    _ key: RedisBytes
  ) throws(RedisError) -> Boxed<C> {
    if let box = try changing(type, key) { return box }
    let box = Boxed(C())
    engine.insert(key, C.value(box), in: database)
    engine.memory.open(box)
    return box
  }

  private func collection<C: RedisCollection>(inSlot slot: Int) throws(RedisError) -> Boxed<C>? {
    guard slot >= 0 else { return nil }
    guard let box = C.box(in: database.keys[slot].value) else { throw .wrongType }
    return box
  }
}

extension CommandContext {
  /// Says that a key was changed: transactions that watch it fail.
  ///
  /// Nobody who waits for it is tried: Redis does so when a key is added, not when it changes.
  ///
  /// - Parameter changes: How many changes they count as, for `rdb_changes_since_last_save`. With 0
  ///   nothing is written to the append-only file.
  @inline(__always)
  func changed(_ key: RedisBytes, by changes: Int = 1) {
    engine.touch(key, in: database)
    engine.dirty += changes
  }

  /// Publishes a keyspace event, if they are switched on.
  @inline(__always)
  func notify(_ kind: NotificationKinds, _ event: StaticString, _ key: RedisBytes) {
    engine.notify(kind, event, key, in: database)
  }

  /// Removes the key of a collection that has become empty, with its event, and says whether it did.
  @discardableResult
  func removeIfEmpty<C>(_ key: RedisBytes, _ box: Boxed<C>) -> Bool {
    guard box.value.isEmpty else { return false }
    delete(key)
    notify(.generic, "del", key)
    return true
  }

  /// Removes a key and tells nobody; false if there is none.
  @discardableResult
  func delete(_ key: RedisBytes) -> Bool {
    let slot = peek(key)
    guard slot >= 0 else { return false }
    engine.remove(slot, in: database)
    return true
  }

  /// Puts a value at a key, whatever was there; its deadline goes unless `keepingDeadline`.
  ///
  /// Watchers and waiting clients are told; the count of changes and the event are the caller's.
  func store(
    _ value: RedisValue,
    at key: RedisBytes,
    mark: StringMark = .plain,
    keepingDeadline: Bool = false
  ) {
    store(value, at: key, inSlot: peek(key), mark: mark, keepingDeadline: keepingDeadline)
  }

  /// As ``store(_:at:mark:keepingDeadline:)`` for a key whose slot is known, -1 if it has none.
  @inline(__always)
  func store(
    _ value: RedisValue,
    at key: RedisBytes,
    inSlot slot: Int,
    mark: StringMark = .plain,
    keepingDeadline: Bool = false
  ) {
    if slot < 0 {
      engine.insert(key, value, mark: mark, in: database)
    } else {
      engine.signalReplaced(key, in: database)
      engine.replace(slot, by: value, mark: mark, in: database)
      if !keepingDeadline && database.keys[slot].deadline != Entry.never {
        engine.setDeadline(Entry.never, of: slot, in: database)
      }
    }
    engine.touch(key, in: database)
  }

  /// Has the command handed on as another one instead of as itself.
  ///
  /// For commands whose outcome depends on time, chance or others: `SPOP` becomes `SREM`.
  ///
  /// It has no effect unless the command changes something.
  func propagate(as command: [RedisBytes]) { propagate(as: [command]) }

  /// As ``propagate(as:)`` for what takes several commands, or none, to be made again.
  func propagate(as commands: [[RedisBytes]]) { engine.propagation.replace(by: commands) }
}
