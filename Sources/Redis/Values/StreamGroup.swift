/// An entry that was given to a consumer and not acknowledged yet.
struct StreamPending {
  /// The name of the consumer that has it.
  var consumer: RedisBytes
  /// When it was given last, in milliseconds since the epoch.
  var deliveryTime: Int
  var deliveryCount = 1
}

/// One who reads a stream as part of a group.
struct StreamConsumer {
  let name: RedisBytes
  /// When it last asked for something.
  var seenTime: Int
  var pending = StreamIDMap<Void>()

  var memory: Int { MemoryLayout<StreamConsumer>.stride + name.heapSize + pending.memory }
}

/// Consumers that share a stream's entries: each is given to one of them.
struct StreamGroup {
  let name: RedisBytes
  /// The last entry that was given to anyone.
  var lastID: StreamID
  /// How many entries had been added when the group got to ``lastID``; nil if nobody knows.
  var readCount: Int?
  private(set) var pending = StreamIDMap<StreamPending>()
  /// In order of their names.
  private(set) var consumers: [StreamConsumer] = []
  private var consumerMemory = 0

  init(name: RedisBytes, lastID: StreamID, readCount: Int?) {
    self.name = name
    self.lastID = lastID
    self.readCount = readCount
  }

  var memory: Int {
    // The index of a consumer's pending entries takes a little over one id for each.
    MemoryLayout<StreamGroup>.stride + name.heapSize + pending.memory + consumerMemory
      + pending.count * MemoryLayout<StreamID>.stride
  }

  /// Where a consumer is.
  func consumer(_ name: RedisBytes) -> Int? {
    let index = consumers.lowerBound(of: name)
    return index < consumers.count && consumers[index].name == name ? index : nil
  }

  /// Adds a consumer; false if there is one of this name.
  mutating func addConsumer(_ name: RedisBytes, now: Int) -> Bool {
    let index = consumers.lowerBound(of: name)
    if index < consumers.count && consumers[index].name == name { return false }
    let consumer = StreamConsumer(name: name, seenTime: now)
    consumerMemory += consumer.memory
    consumers.insert(consumer, at: index)
    return true
  }

  /// Removes a consumer with all that is pending for it; returns how much that was.
  mutating func removeConsumer(_ name: RedisBytes) -> Int? {
    guard let index = consumer(name) else { return nil }
    let consumer = consumers.remove(at: index)
    for element in consumer.pending { pending[element.id] = nil }
    consumerMemory -= MemoryLayout<StreamConsumer>.stride + name.heapSize
    return consumer.pending.count
  }

  mutating func touch(_ name: RedisBytes, now: Int) {
    if let index = consumer(name) { consumers[index].seenTime = now }
  }

  /// Gives an entry to a consumer, whoever had it before.
  mutating func assign(_ id: StreamID, _ new: StreamPending) {
    if let old = pending[id], old.consumer != new.consumer, let index = consumer(old.consumer) {
      consumers[index].pending[id] = nil
    }
    pending[id] = new
    if let index = consumer(new.consumer) { consumers[index].pending[id] = () }
  }

  /// Counts an entry as delivered once more to the consumer that has it.
  mutating func redeliver(_ id: StreamID, now: Int) {
    guard var details = pending[id] else { return }
    details.deliveryTime = now
    details.deliveryCount &+= 1
    pending[id] = details
  }

  /// Takes an entry off the pending ones and returns what was known about it.
  @discardableResult
  mutating func acknowledge(_ id: StreamID) -> StreamPending? {
    guard let old = pending[id] else { return nil }
    pending[id] = nil
    if let index = consumer(old.consumer) { consumers[index].pending[id] = nil }
    return old
  }
}

/// The groups of a stream, in order of their names.
struct StreamGroupList {
  private(set) var all: [StreamGroup] = []

  var memory: Int { all.reduce(0) { $0 + $1.memory } }

  func find(_ name: RedisBytes) -> Int? {
    let index = all.lowerBound(of: name)
    return index < all.count && all[index].name == name ? index : nil
  }

  subscript(index: Int) -> StreamGroup {
    _read { yield all[index] }
    _modify { yield &all[index] }
  }

  /// Adds a group; false if there is one of this name.
  mutating func add(_ group: StreamGroup) -> Bool {
    let index = all.lowerBound(of: group.name)
    if index < all.count && all[index].name == group.name { return false }
    all.insert(group, at: index)
    return true
  }

  mutating func remove(_ name: RedisBytes) -> Bool {
    guard let index = find(name) else { return false }
    all.remove(at: index)
    return true
  }
}

/// Something that lies in a list in order of names.
private protocol Named {
  var name: RedisBytes { get }
}

extension StreamConsumer: Named {}
extension StreamGroup: Named {}

extension Array where Element: Named {
  /// Where the first element is whose name is not below `name`.
  fileprivate func lowerBound(of name: RedisBytes) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle].name < name { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
