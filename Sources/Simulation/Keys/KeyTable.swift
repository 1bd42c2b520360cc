/// Where the data of each key lies: a hash table from keys to places, which are numbers above 0.
///
/// All entries lie in one array, each where its hash says or in the first free place behind, so that
/// a look-up touches one line of memory and mostly no more. An entry has half of the hash and no key:
/// it takes 8 bytes in place of 16, and who looks up compares the key where the data lies, which it
/// would touch anyway.
struct KeyTable {
  fileprivate struct Entry {
    var hash: UInt32 = 0
    /// 0 in a free entry.
    var place: Int32 = 0
  }

  private var entries = ContiguousArray(repeating: Entry(), count: 16)
  /// An entry's home is the upper bits of its hash; so many are cut off.
  private var shift: UInt32 = 28
  private(set) var count = 0

  /// The place of `key`, or 0 when it has none.
  ///
  /// - Parameter holds: Whether the key at a place is this one.
  @inline(__always)
  func place(of key: Int, holds: (Int) -> Bool) -> Int {
    let hash = Self.hash(key)
    var index = Int(hash >> shift)
    while true {
      let entry = entries[index]
      if entry.place == 0 { return 0 }
      if entry.hash == hash, holds(Int(entry.place)) { return Int(entry.place) }
      index = next(index)
    }
  }

  /// Sets the place of a key that had none.
  mutating func insert(_ place: Int, for key: Int) {
    if 2 * count >= entries.count { grow() }
    put(Entry(hash: Self.hash(key), place: Int32(place)))
    count += 1
  }

  /// Sets another place for a key.
  mutating func move(_ key: Int, from place: Int, to new: Int) {
    entries[index(of: key, at: place)].place = Int32(new)
  }

  mutating func remove(_ key: Int, at place: Int) {
    entries.closeGap(at: index(of: key, at: place), shift)
    count -= 1
  }

  /// 64 bits, of which the upper ones depend on all of the key.
  static func scattered(_ key: Int) -> UInt64 {
    // 2^64 divided by the golden ratio: neighbours land far apart.
    UInt64(bitPattern: Int64(key)) &* 0x9E37_79B9_7F4A_7C15
  }

  private static func hash(_ key: Int) -> UInt32 {
    UInt32(truncatingIfNeeded: scattered(key) >> 32)
  }

  private func next(_ index: Int) -> Int { (index &+ 1) & (entries.count - 1) }

  /// The entry of a key that has one; no two have the same place.
  @inline(__always)
  private func index(of key: Int, at place: Int) -> Int {
    var index = Int(Self.hash(key) >> shift)
    while Int(entries[index].place) != place {
      precondition(entries[index].place != 0, "no key has the place \(place)")
      index = next(index)
    }
    return index
  }

  private mutating func put(_ entry: Entry) {
    var index = Int(entry.hash >> shift)
    while entries[index].place != 0 { index = next(index) }
    entries[index] = entry
  }

  private mutating func grow() {
    let old = entries
    entries = ContiguousArray(repeating: Entry(), count: 2 * old.count)
    shift -= 1
    for entry in old where entry.place != 0 { put(entry) }
  }
}

extension ContiguousArray<KeyTable.Entry> {
  @inline(__always)
  fileprivate mutating func closeGap(at start: Int, _ shift: UInt32) {
    let mask = count - 1
    var gap = start
    var index = (gap + 1) & mask
    var entries = mutableSpan
    // Whoever stands behind the gap and could stand in it moves up: a search ends at the first gap.
    while entries[index].place != 0 {
      let home = Int(entries[index].hash >> shift)
      if (index &- home) & mask >= (index &- gap) & mask {
        entries[gap] = entries[index]
        gap = index
      }
      index = (index + 1) & mask
    }
    entries[gap] = KeyTable.Entry()
  }
}
