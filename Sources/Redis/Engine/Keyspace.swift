/// What a key has besides its name.
struct Entry {
  var value: RedisValue
  /// When it expires, in milliseconds since the epoch; ``never`` if it does not.
  var deadline: Int = Entry.never
  /// Its place among the deadlines, or -1.
  fileprivate(set) var rank: Int32 = -1
  /// When or how often it was used, and the string's mark: see ``AccessStamp``.
  var access: AccessStamp

  static let never = Int.max
  /// The latest deadline that a key can have.
  static let latest = Int.max - 1
}

/// The keys of a database and, of those that expire, a heap by deadline.
///
/// The heap names slots of the table and each entry its place in the heap, so that a change of a
/// deadline costs O(log n), the next one due is at hand, and a random key that expires is, too.
struct Keyspace {
  private(set) var table = ScanTable<Entry>()
  private(set) var deadlines: ContiguousArray<Int32> = []

  var count: Int { table.count }

  /// The earliest deadline of any key, or ``Entry/never``.
  @inline(__always)
  var nextDeadline: Int { deadlines.isEmpty ? Entry.never : table[Int(deadlines[0])].deadline }

  @inline(__always)
  func find(_ key: RedisBytes) -> Int { table.find(key) }

  subscript(slot: Int) -> Entry {
    @inline(__always) _read { yield table[slot] }
    @inline(__always) _modify { yield &table[slot] }
  }

  func key(at slot: Int) -> RedisBytes { table.nodes[slot].key }

  /// Adds a key that is not there yet and returns its slot.
  mutating func insert(_ key: RedisBytes, _ entry: Entry) -> Int {
    table.insert(key, entry)
  }

  mutating func remove(at slot: Int) -> (key: RedisBytes, entry: Entry) {
    setDeadline(Entry.never, at: slot)
    let (node, moved) = table.remove(at: slot)
    if moved && table[slot].rank >= 0 { deadlines[Int(table[slot].rank)] = Int32(slot) }
    return (node.key, node.payload)
  }

  mutating func setDeadline(_ deadline: Int, at slot: Int) {
    let old = table[slot].deadline
    if old == deadline { return }
    table[slot].deadline = deadline
    if old == Entry.never {
      table[slot].rank = Int32(deadlines.count)
      deadlines.append(Int32(slot))
      rise(from: deadlines.count - 1)
    } else if deadline == Entry.never {
      let rank = Int(table[slot].rank)
      table[slot].rank = -1
      let last = deadlines.removeLast()
      if rank < deadlines.count {
        place(last, at: rank)
        rise(from: rank)
        sink(from: Int(table[Int(last)].rank))
      }
    } else {
      rise(from: Int(table[slot].rank))
      sink(from: Int(table[slot].rank))
    }
  }

  private mutating func place(_ slot: Int32, at rank: Int) {
    deadlines[rank] = slot
    table[Int(slot)].rank = Int32(rank)
  }

  private mutating func rise(from rank: Int) {
    var rank = rank
    let slot = deadlines[rank]
    let deadline = table[Int(slot)].deadline
    while rank > 0 {
      let parent = (rank - 1) / 2
      if table[Int(deadlines[parent])].deadline <= deadline { break }
      place(deadlines[parent], at: rank)
      rank = parent
    }
    place(slot, at: rank)
  }

  private mutating func sink(from rank: Int) {
    var rank = rank
    let slot = deadlines[rank]
    let deadline = table[Int(slot)].deadline
    while true {
      var child = 2 * rank + 1
      if child >= deadlines.count { break }
      if child + 1 < deadlines.count
        && table[Int(deadlines[child + 1])].deadline < table[Int(deadlines[child])].deadline
      {
        child += 1
      }
      if deadline <= table[Int(deadlines[child])].deadline { break }
      place(deadlines[child], at: rank)
      rank = child
    }
    place(slot, at: rank)
  }
}
