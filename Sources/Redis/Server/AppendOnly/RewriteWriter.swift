/// Writes a snapshot as the fewest commands that make its keys again.
struct RewriteWriter: ~Copyable {
  private let file: DiskFile
  private var writer = RESPWriter()

  /// Elements of a collection that go into one command, as in Redis.
  private static let batch = 64
  private static let chunk = 256 << 10

  private init(_ file: DiskFile) {
    self.file = file
  }

  /// Writes a snapshot to a file, on the disk when this returns.
  static func write(_ snapshot: KeyspaceSnapshot, to file: DiskFile) throws(DiskError) {
    var writer = RewriteWriter(file)
    for (index, items) in snapshot.databases {
      try writer.command(["SELECT", RedisBytes(index)])
      for item in items { try writer.write(item) }
    }
    try writer.flush()
    try file.sync()
  }

  private mutating func write(_ item: KeyspaceSnapshot.Item) throws(DiskError) {
    switch item.value {
    case .string(let value): try command(["SET", item.key, value])
    case .list(let list):
      var elements: [RedisBytes] = []
      elements.reserveCapacity(list.count)
      list.forEach(in: 0..<list.count) { elements.append($0) }
      try commands("RPUSH", item.key, elements, step: 1)
    case .hash(let hash):
      var pairs: [RedisBytes] = []
      pairs.reserveCapacity(hash.count * 2)
      for position in 0..<hash.count {
        let (field, value) = hash.pair(at: position)
        pairs += [field, value]
      }
      try commands("HMSET", item.key, pairs, step: 2)
    case .set(let set):
      var members: [RedisBytes] = []
      members.reserveCapacity(set.count)
      var iterator = set.makeIterator()
      while let member = iterator.next() { members.append(member) }
      try commands("SADD", item.key, members, step: 1)
    case .sortedSet(let set):
      var pairs: [RedisBytes] = []
      for pair in set.items(in: 0..<set.count) { pairs += [RedisBytes(pair.score), pair.member] }
      try commands("ZADD", item.key, pairs, step: 2)
    case .stream(let stream): try write(stream, item.key)
    }
    if item.deadline != Entry.never {
      try command(["PEXPIREAT", item.key, RedisBytes(item.deadline)])
    }
  }

  private mutating func commands(
    _ name: RedisBytes,
    _ key: RedisBytes,
    _ arguments: [RedisBytes],
    step: Int
  ) throws(DiskError) {
    var start = 0
    while start < arguments.count {
      let end = min(arguments.count, start + Self.batch * step)
      try command([name, key] + arguments[start..<end])
      start = end
    }
  }

  fileprivate mutating func command(_ arguments: [RedisBytes]) throws(DiskError) {
    writer.append(RedisCommand(arguments))
    if writer.bytes.count >= Self.chunk { try flush() }
  }

  private mutating func flush() throws(DiskError) {
    try file.write(writer.bytes)
    writer.bytes.removeAll(keepingCapacity: true)
  }
}

/// Streams, which have more to them than their entries.
extension RewriteWriter {
  private mutating func write(_ stream: RedisStream, _ key: RedisBytes) throws(DiskError) {
    for node in stream.nodes {
      for entry in node.entries { try command(["XADD", key, entry.id.bytes] + entry.fields) }
    }
    if stream.isEmpty {
      // There is no other way to make a stream without entries; any ID above 0 will do.
      let id = max(stream.lastID, StreamID(milliseconds: 0, sequence: 1))
      try command(["XADD", key, "MAXLEN", "0", id.bytes, "x", "y"])
    }
    try command([
      "XSETID", key, stream.lastID.bytes, "ENTRIESADDED", RedisBytes(stream.addedCount),
      "MAXDELETEDID", stream.highestRemovedID.bytes,
    ])
    for group in stream.groups.all { try write(group, key) }
  }

  private mutating func write(_ group: StreamGroup, _ key: RedisBytes) throws(DiskError) {
    try command([
      "XGROUP", "CREATE", key, group.name, group.lastID.bytes, "ENTRIESREAD",
      RedisBytes(group.readCount ?? -1),
    ])
    for consumer in group.consumers {
      try command(["XGROUP", "CREATECONSUMER", key, group.name, consumer.name])
      for element in consumer.pending {
        guard let pending = group.pending[element.id] else { continue }
        try command([
          "XCLAIM", key, group.name, consumer.name, "0", element.id.bytes, "TIME",
          RedisBytes(pending.deliveryTime), "RETRYCOUNT", RedisBytes(pending.deliveryCount),
          "JUSTID", "FORCE",
        ])
      }
    }
  }
}
