/// A key that eviction has looked at and may remove; the pool of them outlives one eviction.
struct EvictionCandidate {
  let key: RedisBytes
  let database: RedisDatabase
  /// How good a victim it is: the larger the better.
  let score: UInt64
}

extension RedisEngine {
  private static let poolSize = 16

  /// About how much memory is used: what the keys take, and a constant for the rest.
  var usedMemory: Int { memory.used + Self.baseMemory }

  /// The most memory that was ever used.
  var peakMemory: Int { memory.peak + Self.baseMemory }

  /// What an empty engine counts as.
  static let baseMemory = 1_000_000

  /// The stamp of a key that is new.
  @inline(__always)
  var freshAccess: UInt32 {
    configuration.evictionPolicy.isLFU
      ? configuration.frequency.new(now: now) : AccessStamp.recency(now: now)
  }

  @inline(__always)
  func markUsed(_ slot: Int, in database: RedisDatabase) {
    if configuration.evictionPolicy.isLFU {
      let bits = database.keys[slot].access.bits
      database.keys[slot].access.bits = configuration.frequency.used(bits, now: now) {
        random.unit()
      }
    } else {
      database.keys[slot].access.bits = AccessStamp.recency(now: now)
    }
  }

  /// Puts another value into an entry; the key stays what it was.
  @inline(__always)
  func replace(_ slot: Int, by value: RedisValue, mark: StringMark, in database: RedisDatabase) {
    memory.replace(database.keys[slot].value, by: value)
    database.keys[slot].value = value
    if configuration.evictionPolicy.isLFU {
      // A counter of uses belongs to the key, not to its value.
      database.keys[slot].access.mark = mark
    } else {
      database.keys[slot].access = AccessStamp(AccessStamp.recency(now: now), mark: mark)
    }
  }

  /// Makes room if there is too little, and says whether a command has to be refused all the same.
  func refusesForMemory(_ command: Command, _ client: EngineClient) -> Bool {
    guard !evictAsNeeded() else { return false }
    let name = command.fullName
    if let transaction = client.transaction {
      switch name {
      case "discard", "quit", "reset": return false
      case "exec":
        return transaction.queue.contains { $0.command.flags.contains(.denyOOM) }
      default: return true
      }
    }
    return command.flags.contains(.denyOOM)
  }

  /// Evicts keys until the memory fits; false if it does not fit however much is evicted.
  func evictAsNeeded() -> Bool {
    while usedMemory > configuration.maxMemory {
      guard configuration.evictionPolicy != .noEviction, let (slot, database) = chooseVictim()
      else { return false }
      let key = remove(slot, in: database)
      statistics.evictedKeys += 1
      touch(key, in: database)
      notify(.evicted, "evicted", key, in: database)
      propagateDeletion(of: key, in: database)
    }
    return true
  }

  private func chooseVictim() -> (slot: Int, database: RedisDatabase)? {
    configuration.evictionPolicy.isRandom ? chooseRandomVictim() : chooseVictimFromPool()
  }

  /// A random key of the next database that has any.
  private func chooseRandomVictim() -> (slot: Int, database: RedisDatabase)? {
    for _ in databases {
      let database = databases[nextVictimDatabase]
      nextVictimDatabase = (nextVictimDatabase + 1) % databases.count
      if let slot = sample(database) { return (slot, database) }
    }
    return nil
  }

  /// Looks at a few keys of each database, keeps the best of them and of earlier ones, takes the best.
  private func chooseVictimFromPool() -> (slot: Int, database: RedisDatabase)? {
    while databases.contains(where: { candidateCount(in: $0) > 0 }) {
      for database in databases where candidateCount(in: database) > 0 { fillPool(from: database) }
      while let best = evictionPool.popLast() {
        let slot = best.database.keys.find(best.key)
        if slot >= 0 && isCandidate(slot, in: best.database) { return (slot, best.database) }
      }
    }
    return nil
  }

  private func fillPool(from database: RedisDatabase) {
    let count = candidateCount(in: database)
    for _ in 0..<min(configuration.maxMemorySamples, count) {
      guard let slot = sample(database) else { return }
      let key = database.keys.key(at: slot)
      guard !evictionPool.contains(where: { $0.database === database && $0.key == key })
      else { continue }
      let score = score(slot, in: database)
      if evictionPool.count == Self.poolSize && score <= evictionPool[0].score { continue }
      let place = evictionPool.firstIndex { $0.score >= score } ?? evictionPool.count
      evictionPool.insert(EvictionCandidate(key: key, database: database, score: score), at: place)
      if evictionPool.count > Self.poolSize { evictionPool.removeFirst() }
    }
  }

  private func score(_ slot: Int, in database: RedisDatabase) -> UInt64 {
    let entry = database.keys[slot]
    switch configuration.evictionPolicy {
    case .volatileTTL: return UInt64.max - UInt64(bitPattern: Int64(max(0, entry.deadline)))
    case .allKeysLFU, .volatileLFU:
      return UInt64(255 - configuration.frequency.decayed(entry.access.bits, now: now))
    default: return UInt64(entry.access.idleSeconds(now: now))
    }
  }

  private func isCandidate(_ slot: Int, in database: RedisDatabase) -> Bool {
    !configuration.evictionPolicy.isVolatile || database.keys[slot].deadline != Entry.never
  }

  private func candidateCount(in database: RedisDatabase) -> Int {
    configuration.evictionPolicy.isVolatile
      ? database.keys.deadlines.count : database.keys.count
  }

  /// The slot of a random key that may be removed.
  private func sample(_ database: RedisDatabase) -> Int? {
    let count = candidateCount(in: database)
    guard count > 0 else { return nil }
    let place = Int.random(in: 0..<count, using: &random)
    return configuration.evictionPolicy.isVolatile
      ? Int(database.keys.deadlines[place]) : place
  }
}
