/// Where the data of each key lies: a hash table from keys to places, which are numbers above 0.
///
/// All entries lie in one array, so that a look-up touches one line of memory and mostly no more: an
/// entry stands where its hash says, or in the first free place behind. It takes a third of the time
/// of a `Dictionary` on the keys of a trace.
struct KeyTable {
  private struct Entry {
    var key = 0
    /// 0 in a free entry.
    var place: Int32 = 0
  }

  private var entries: [Entry]
  /// The hash of a key is the upper bits of a product; so many are cut off.
  private var shift: UInt64
  private(set) var count = 0

  init(expecting keys: Int = 8) {
    var bits = 4
    while 1 << bits < 2 * keys { bits += 1 }
    entries = Array(repeating: Entry(), count: 1 << bits)
    shift = UInt64(64 - bits)
  }

  /// The place of `key`, or 0 when it has none.
  subscript(key: Int) -> Int {
    var index = home(of: key)
    while entries[index].place != 0 {
      if entries[index].key == key { return Int(entries[index].place) }
      index = next(index)
    }
    return 0
  }

  /// Sets the place of a key that had none.
  mutating func insert(_ place: Int, for key: Int) {
    assert(self[key] == 0, "\(key) has a place already")
    if 2 * count >= entries.count { grow() }
    put(Entry(key: key, place: Int32(place)))
    count += 1
  }

  /// Sets the place of a key and returns the one that it had, or 0.
  mutating func update(_ place: Int, for key: Int) -> Int {
    var index = home(of: key)
    while entries[index].place != 0 {
      if entries[index].key == key {
        defer { entries[index].place = Int32(place) }
        return Int(entries[index].place)
      }
      index = next(index)
    }
    insert(place, for: key)
    return 0
  }

  mutating func remove(_ key: Int) {
    var gap = home(of: key)
    while entries[gap].key != key || entries[gap].place == 0 {
      guard entries[gap].place != 0 else { return }
      gap = next(gap)
    }
    // Whoever stands behind the gap and could stand in it moves up: a search ends at the first gap.
    var index = next(gap)
    while entries[index].place != 0 {
      let distance = (index &- home(of: entries[index].key)) & (entries.count - 1)
      if distance >= (index &- gap) & (entries.count - 1) {
        entries[gap] = entries[index]
        gap = index
      }
      index = next(index)
    }
    entries[gap] = Entry()
    count -= 1
  }

  private func home(of key: Int) -> Int {
    // 2^64 divided by the golden ratio: neighbours land far apart.
    Int(truncatingIfNeeded: (UInt64(bitPattern: Int64(key)) &* 0x9E37_79B9_7F4A_7C15) >> shift)
  }

  private func next(_ index: Int) -> Int { (index + 1) & (entries.count - 1) }

  private mutating func put(_ entry: Entry) {
    var index = home(of: entry.key)
    while entries[index].place != 0 { index = next(index) }
    entries[index] = entry
  }

  private mutating func grow() {
    let old = entries
    entries = Array(repeating: Entry(), count: 2 * old.count)
    shift -= 1
    for entry in old where entry.place != 0 { put(entry) }
  }
}
