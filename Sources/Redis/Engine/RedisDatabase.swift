/// One of the numbered databases: its keys, and who waits for or watches which of them.
final class RedisDatabase {
  let index: Int
  @exclusivity(unchecked) var keys = Keyspace()
  /// Clients that watch a key, by key.
  @exclusivity(unchecked) var watchers: [RedisBytes: [EngineClient]] = [:]
  /// Clients that wait for a key, by key, in the order in which they came.
  @exclusivity(unchecked) var waiters: [RedisBytes: [BlockedCall]] = [:]

  init(index: Int) {
    self.index = index
  }
}

/// Counts the memory that the keys of all the databases take.
final class MemoryMeter {
  /// What the databases hold, in bytes.
  @exclusivity(unchecked) private(set) var used = 0 {
    didSet { if used > peak { peak = used } }
  }
  /// The most that they have ever held.
  private(set) var peak = 0
  /// Collections that the running command may have changed, to be counted again when it is done.
  @exclusivity(unchecked) private var opened: [RedisValue] = []

  /// What a key costs besides its bytes and its value's: the node with its share of the buckets.
  static let perKey = MemoryLayout<ScanTable<Entry>.Node>.stride + 8

  func open<C: RedisCollection>(_ box: Boxed<C>) { opened.append(C.value(box)) }

  /// Brings the count up to date with what the command did.
  @inline(__always)
  func settle() {
    if !opened.isEmpty { settleOpened() }
  }

  private func settleOpened() {
    while let value = opened.popLast() {
      guard let box = value.box, box.accounted >= 0 else { continue }
      let memory = value.memory
      used += memory - box.accounted
      box.accounted = memory
    }
  }

  func add(_ key: RedisBytes, _ value: RedisValue) {
    used += Self.perKey + key.heapSize + admit(value)
  }

  func remove(_ key: RedisBytes, _ value: RedisValue) {
    used -= Self.perKey + key.heapSize + dismiss(value)
  }

  func replace(_ old: RedisValue, by new: RedisValue) {
    used -= dismiss(old)
    used += admit(new)
  }

  private func admit(_ value: RedisValue) -> Int {
    let memory = value.memory
    value.box?.accounted = memory
    return memory
  }

  private func dismiss(_ value: RedisValue) -> Int {
    guard let box = value.box else { return value.memory }
    defer { box.accounted = -1 }
    return max(0, box.accounted)
  }
}
