extension RedisEngine {
  /// Removes every key whose deadline has come.
  func expireDue() {
    guard expiresActively, !isReplica, !isRepeating else {
      earliestDeadline = Entry.never
      return
    }
    for database in databases {
      while database.keys.nextDeadline <= now {
        expire(Int(database.keys.deadlines[0]), in: database)
      }
    }
    findEarliestDeadline()
  }

  func findEarliestDeadline() {
    earliestDeadline = databases.reduce(Entry.never) { min($0, $1.keys.nextDeadline) }
  }

  /// Removes a key because its time has come.
  func expire(_ slot: Int, in database: RedisDatabase) {
    let key = remove(slot, in: database)
    statistics.expiredKeys += 1
    notify(.expired, "expired", key, in: database)
    touch(key, in: database)
    propagateDeletion(of: key, in: database)
  }
}

extension RedisEngine {
  /// Where a key is, or -1; one whose time has come is removed on the way.
  @inline(__always)
  func live(_ key: RedisBytes, in database: RedisDatabase) -> Int {
    let slot = database.keys.find(key)
    if slot >= 0 && database.keys[slot].deadline <= now { return overdue(slot, in: database) }
    return slot
  }

  private func overdue(_ slot: Int, in database: RedisDatabase) -> Int {
    if isRepeating { return slot }
    if !isReplica { expire(slot, in: database) }
    return -1
  }

  /// Adds a key that is not there.
  @discardableResult
  func insert(
    _ key: RedisBytes,
    _ value: RedisValue,
    mark: StringMark = .plain,
    in database: RedisDatabase
  ) -> Int {
    memory.add(key, value)
    let slot = database.keys.insert(
      key,
      Entry(value: value, access: AccessStamp(freshAccess, mark: mark))
    )
    notify(.new, "new", key, in: database)
    signalReady(key, in: database)
    return slot
  }

  /// Removes a key and tells nobody.
  @discardableResult
  func remove(_ slot: Int, in database: RedisDatabase) -> RedisBytes {
    let (key, entry) = database.keys.remove(at: slot)
    memory.remove(key, entry.value)
    if !database.waiters.isEmpty { signalReady(key, in: database) }
    return key
  }

  func setDeadline(_ deadline: Int, of slot: Int, in database: RedisDatabase) {
    database.keys.setDeadline(deadline, at: slot)
    if deadline < earliestDeadline { earliestDeadline = deadline }
  }
}
