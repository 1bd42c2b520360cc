/// The fields of a hash with their values.
///
/// A small one is an array in the order in which the fields came, searched from the front with a
/// look at the hashes alone: it takes little memory and keeps the order that Redis gives. One that
/// grows beyond its limit becomes a hash table, for good.
struct RedisHash: RedisCollection {
  struct Pair {
    let field: RedisBytes
    var value: RedisBytes
    fileprivate let hash: UInt32
  }

  /// Redis 7.0 as it comes: `hash-max-listpack-entries` and `-value`.
  static let usualLimit = CompactLimit(entries: 512, bytes: 64)

  private var pairs: ContiguousArray<Pair> = []
  /// Nil while the hash is small.
  private var table: ScanTable<RedisBytes>?
  private var heap = 0

  var count: Int { table?.count ?? pairs.count }
  var isEmpty: Bool { count == 0 }
  var encoding: String { table == nil ? "listpack" : "hashtable" }

  var memory: Int {
    MemoryLayout<RedisHash>.size + heap
      + (table?.memory ?? pairs.count * MemoryLayout<Pair>.stride)
  }

  /// The pair at a position from 0 on; positions stay until a removal.
  func pair(at position: Int) -> (field: RedisBytes, value: RedisBytes) {
    if let table { return (table.nodes[position].key, table.nodes[position].payload) }
    return (pairs[position].field, pairs[position].value)
  }

  /// Where a field is, or -1.
  private func find(_ field: RedisBytes) -> Int {
    if let table { return table.find(field) }
    let hash = field.stableHash
    return pairs.withUnsafeBufferPointer { pairs in
      for position in pairs.indices
      where pairs[position].hash == hash && pairs[position].field == field {
        return position
      }
      return -1
    }
  }

  subscript(field: RedisBytes) -> RedisBytes? {
    let position = find(field)
    return position < 0 ? nil : pair(at: position).value
  }

  /// Sets a field and says whether it is new.
  @discardableResult
  mutating func set(
    _ field: RedisBytes,
    to value: RedisBytes,
    within limit: CompactLimit = usualLimit
  ) -> Bool {
    if table == nil && (field.count > limit.bytes || value.count > limit.bytes) { becomeLarge() }
    let position = find(field)
    if position >= 0 {
      replaceValue(at: position, by: value)
      if pairs.count > limit.entries { becomeLarge() }
      return false
    }
    heap += field.heapSize + value.heapSize
    if table != nil {
      table?.insert(field, value)
    } else {
      pairs.append(Pair(field: field, value: value, hash: field.stableHash))
      if pairs.count > limit.entries { becomeLarge() }
    }
    return true
  }

  private mutating func replaceValue(at position: Int, by value: RedisBytes) {
    heap += value.heapSize - pair(at: position).value.heapSize
    if table != nil {
      table?[position] = value
    } else {
      pairs[position].value = value
    }
  }

  /// Removes a field and says whether it was there.
  mutating func remove(_ field: RedisBytes) -> Bool {
    let position = find(field)
    guard position >= 0 else { return false }
    let (field, value) = pair(at: position)
    heap -= field.heapSize + value.heapSize
    if table != nil {
      _ = table?.remove(at: position)
    } else {
      pairs.remove(at: position)
    }
    return true
  }

  /// Becomes a hash table now, as Redis does when a command brings a text that is too long.
  mutating func becomeLarge() {
    guard table == nil else { return }
    var table = ScanTable<RedisBytes>()
    table.reserve(pairs.count)
    for pair in pairs { table.insert(pair.field, pair.value) }
    self.table = table
    pairs = []
  }

  /// Calls `body` with some pairs and returns the cursor for the next ones; a small hash gives all.
  func scan(
    from cursor: UInt64,
    atLeast count: Int,
    _ body: (RedisBytes, RedisBytes) -> Void
  ) -> UInt64 {
    guard let table else {
      for pair in pairs { body(pair.field, pair.value) }
      return 0
    }
    return table.scan(from: cursor, atLeast: count) { body($0.key, $0.payload) }
  }
}
