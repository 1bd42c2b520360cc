/// A change on its way to a replica.
struct Arrival {
  enum Change {
    case command(_ database: Int, [RedisBytes])
    /// A key that came by `MIGRATE`.
    case key(RedisBytes, StoredValue)
    /// Everything that the primary holds.
    case everything([(key: RedisBytes, value: StoredValue)])
  }

  let time: Int
  /// The primary's offset behind this change.
  let offset: Int
  let change: Change
}

/// A value with its deadline, on its way from one node to another.
struct StoredValue {
  let value: RedisValue
  let deadline: Int
  let mark: StringMark

  init(_ entry: Entry) {
    value = entry.value.copy
    deadline = entry.deadline
    mark = entry.access.mark
  }
}

extension ClusterNode {
  /// Sends a change to every replica; when it gets there depends on each one's lag.
  func send(_ change: Arrival.Change) {
    offset += change.size
    if currentClient != 0 { writeOffsets[currentClient] = offset }
    for replica in cluster.replicas(of: self) where !replica.isDown && !isDown {
      replica.expect(change, offset: offset)
    }
  }

  func sendEverything(to replica: ClusterNode) {
    let keys = database.keys
    let everything = (0..<keys.count).map { (key: keys.key(at: $0), value: StoredValue(keys[$0])) }
    replica.expect(.everything(everything), offset: offset)
  }

  private func expect(_ change: Arrival.Change, offset: Int) {
    // A shorter lag does not let a change overtake those before it.
    let time = max(cluster.now + lag, arrivals.last?.time ?? 0)
    arrivals.append(Arrival(time: time, offset: offset, change: change))
  }

  var nextArrival: Int? { arrivals.first?.time }

  func dropArrivals() { arrivals = [] }

  /// Receives everything that is on its way, however long it would still take.
  func applyAll() {
    while !arrivals.isEmpty { applyNext() }
  }

  func applyNext() {
    guard let arrival = arrivals.popFirst() else { return }
    if arrivals.isEmpty { arrivals = [] }
    offset = arrival.offset
    switch arrival.change {
    case .command(let database, let arguments):
      link.databaseIndex = database
      engine.isRepeating = true
      defer { engine.isRepeating = false }
      _ = engine.execute(arguments, for: link)
    case .key(let key, let value): put(value, at: key)
    case .everything(let all):
      while database.keys.count > 0 { engine.remove(database.keys.count - 1, in: database) }
      for (key, value) in all { put(value, at: key) }
    }
  }

  func put(_ stored: StoredValue, at key: RedisBytes) {
    let old = database.keys.find(key)
    if old >= 0 { engine.remove(old, in: database) }
    let slot = engine.insert(key, stored.value.copy, mark: stored.mark, in: database)
    if stored.deadline != Entry.never {
      engine.setDeadline(stored.deadline, of: slot, in: database)
    }
    engine.touch(key, in: database)
  }
}

extension Arrival.Change {
  /// How many bytes it takes on the way, about; those of a command exactly.
  fileprivate var size: Int {
    switch self {
    case .command(_, let arguments):
      var writer = RESPWriter()
      writer.append(RedisCommand(arguments))
      return writer.bytes.count
    case .key(let key, let value): return key.count + value.value.memory
    case .everything: return 0
    }
  }
}
