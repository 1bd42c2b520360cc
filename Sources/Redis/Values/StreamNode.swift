/// An entry of a stream.
struct StreamEntry {
  let id: StreamID
  /// Each field with its value behind it.
  let fields: [RedisBytes]

  /// About how many bytes it takes.
  var memory: Int {
    // The array's header and its elements, then what long strings have on the heap.
    fields.reduce(MemoryLayout<StreamEntry>.stride + 32) {
      $0 + MemoryLayout<RedisBytes>.stride + $1.heapSize
    }
  }

  var reply: RESPValue {
    .array([id.reply, .array(fields.map { .bulk($0) })])
  }
}

/// How large a node may become, as `stream-node-max-entries` and `stream-node-max-bytes` say.
struct StreamNodeLimits {
  /// 0 means without limit.
  var entries = 100
  /// 0 means the most that there is.
  var bytes = 4096

  /// No node is larger than this, whatever the settings are.
  private static let maximum = 1 << 30

  var mostBytes: Int { bytes == 0 ? Self.maximum : min(bytes, Self.maximum) }

  /// How many entries go at most when a stream is trimmed about so far, as `~` says: a hundred nodes.
  var trimmedEntries: Int {
    let (count, isOver) = entries.multipliedReportingOverflow(by: 100)
    if isOver { return 1_000_000 }
    return count <= 0 ? 10_000 : min(count, 1_000_000)
  }
}

/// Some entries of a stream that follow each other.
///
/// Redis packs about a hundred entries into a node and, with `~`, trims whole nodes only. A learner
/// sees that in what is left, so a node ends here where it ends in Redis: at so many entries, or at so
/// many bytes of Redis's packed form, whose size is worked out though nothing is packed.
struct StreamNode {
  /// The first entry that was ever in it.
  let firstID: StreamID
  /// The last entry that was ever in it, removed or not.
  private(set) var lastID: StreamID
  private(set) var entries: ContiguousArray<StreamEntry> = []
  /// How many entries were removed; in Redis they keep their place.
  private(set) var removedCount = 0
  private(set) var packedSize: Int
  /// The names of the first entry's fields; entries with the same ones leave them out.
  private let names: [RedisBytes]

  init(_ entry: StreamEntry) {
    firstID = entry.id
    lastID = entry.id
    names = Self.names(of: entry)
    // Head and end, three counters, the names and a closing zero.
    packedSize = 7 + 2 + 2 + PackedSize.of(names.count) + 2
    for name in names { packedSize += PackedSize.of(name) }
    append(entry)
  }

  func hasRoom(for entry: StreamEntry, within limits: StreamNodeLimits) -> Bool {
    let added = entry.fields.reduce(0) { $0 + $1.count }
    if packedSize + added >= limits.mostBytes { return false }
    return limits.entries == 0 || entries.count + removedCount < limits.entries
  }

  mutating func append(_ entry: StreamEntry) {
    let count = entry.fields.count / 2
    var size = 2  // The flags.
    size += PackedSize.of(
      Int(truncatingIfNeeded: entry.id.milliseconds &- firstID.milliseconds)
    )
    size += PackedSize.of(Int(truncatingIfNeeded: entry.id.sequence &- firstID.sequence))
    let sameNames = hasSameNames(entry)
    if !sameNames { size += PackedSize.of(count) }
    for (index, bytes) in entry.fields.enumerated() where !sameNames || index % 2 == 1 {
      size += PackedSize.of(bytes)
    }
    size += PackedSize.of(sameNames ? count + 3 : 2 * count + 4)
    packedSize += size
    lastID = entry.id
    entries.append(entry)
  }

  private func hasSameNames(_ entry: StreamEntry) -> Bool {
    entry.fields.count == names.count * 2
      && names.indices.allSatisfy { names[$0] == entry.fields[2 * $0] }
  }

  private static func names(of entry: StreamEntry) -> [RedisBytes] {
    stride(from: 0, to: entry.fields.count, by: 2).map { entry.fields[$0] }
  }

  /// Where the first entry is whose id is not below `id`.
  func index(from id: StreamID) -> Int {
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].id < id { low = middle + 1 } else { high = middle }
    }
    return low
  }

  mutating func remove(_ range: Range<Int>) {
    removedCount += range.count
    entries.removeSubrange(range)
  }
}

/// How many bytes something takes in a listpack, Redis's packed list.
enum PackedSize {
  static func of(_ number: Int) -> Int {
    switch number {
    case 0...127: 2
    case -4096...4095: 3
    case -32768...32767: 4
    case -8_388_608...8_388_607: 5
    case -2_147_483_648...2_147_483_647: 6
    default: 10
    }
  }

  /// A text that is a number takes what the number takes.
  static func of(_ bytes: RedisBytes) -> Int {
    let count = bytes.count
    if count <= 20, let number = bytes.integer { return of(number) }
    let size = count + (count < 64 ? 1 : count < 4096 ? 2 : 5)
    // The entry's length follows it, seven bits a byte, so that a list can be read backwards.
    switch size {
    case ...127: return size + 1
    case ..<16_383: return size + 2
    case ..<2_097_151: return size + 3
    case ..<268_435_455: return size + 4
    default: return size + 5
    }
  }
}
