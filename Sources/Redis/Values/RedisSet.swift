/// The members of a set.
///
/// While all of them are integers, and not too many, they lie in a sorted array. Otherwise it is a
/// hash table, for good. In both a random member costs a random number.
struct RedisSet: RedisCollection {
  /// Redis 7.0 as it comes: `set-max-intset-entries`.
  static let usualLimit = 512

  private var integers: ContiguousArray<Int> = []
  /// Nil while the set is a sorted array of integers.
  private var table: ScanTable<Void>?
  private var heap = 0

  init() {}

  init(_ members: some Sequence<RedisBytes>, integersAtMost limit: Int = usualLimit) {
    for member in members { insert(member, integersAtMost: limit) }
  }

  var count: Int { table?.count ?? integers.count }
  var isEmpty: Bool { count == 0 }
  var encoding: String { table == nil ? "intset" : "hashtable" }

  var memory: Int {
    MemoryLayout<RedisSet>.size + heap + (table?.memory ?? integers.count * 8)
  }

  /// The member at a position from 0 on; positions stay until the next change.
  subscript(position: Int) -> RedisBytes {
    table?.nodes[position].key ?? RedisBytes(integers[position])
  }

  func contains(_ member: RedisBytes) -> Bool {
    if let table { return table.find(member) >= 0 }
    guard let integer = member.integer else { return false }
    let position = place(of: integer)
    return position < integers.count && integers[position] == integer
  }

  /// Adds a member and says whether it is new.
  @discardableResult
  mutating func insert(_ member: RedisBytes, integersAtMost limit: Int = usualLimit) -> Bool {
    if table == nil {
      if let integer = member.integer { return insert(integer, limit) }
      becomeTable()
    }
    guard let slot = table?.find(member), slot < 0 else { return false }
    table?.insert(member, ())
    heap += member.heapSize
    return true
  }

  private mutating func insert(_ integer: Int, _ limit: Int) -> Bool {
    let position = place(of: integer)
    if position < integers.count && integers[position] == integer { return false }
    integers.insert(integer, at: position)
    if integers.count > limit { becomeTable() }
    return true
  }

  /// Removes a member and says whether it was there.
  @discardableResult
  mutating func remove(_ member: RedisBytes) -> Bool {
    if table == nil {
      guard let integer = member.integer else { return false }
      let position = place(of: integer)
      guard position < integers.count && integers[position] == integer else { return false }
      integers.remove(at: position)
      return true
    }
    guard let slot = table?.find(member), slot >= 0 else { return false }
    remove(at: slot)
    return true
  }

  /// Removes the member at a position.
  @discardableResult
  mutating func remove(at position: Int) -> RedisBytes {
    guard let node = table?.remove(at: position).node else {
      return RedisBytes(integers.remove(at: position))
    }
    heap -= node.key.heapSize
    return node.key
  }

  /// The position of the first integer that is not less.
  private func place(of integer: Int) -> Int {
    var low = 0
    var high = integers.count
    while low < high {
      let middle = (low + high) / 2
      if integers[middle] < integer { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private mutating func becomeTable() {
    var table = ScanTable<Void>()
    table.reserve(integers.count)
    for integer in integers {
      let member = RedisBytes(integer)
      table.insert(member, ())
      heap += member.heapSize
    }
    self.table = table
    integers = []
  }

  /// Calls `body` with some members and returns the cursor for the next ones; a small set gives all.
  func scan(from cursor: UInt64, atLeast count: Int, _ body: (RedisBytes) -> Void) -> UInt64 {
    guard let table else {
      for integer in integers { body(RedisBytes(integer)) }
      return 0
    }
    return table.scan(from: cursor, atLeast: count) { body($0.key) }
  }
}

extension RedisSet: Sequence {
  func makeIterator() -> some IteratorProtocol<RedisBytes> {
    (0..<count).lazy.map { self[$0] }.makeIterator()
  }
}
