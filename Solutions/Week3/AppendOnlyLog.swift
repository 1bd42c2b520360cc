/// A key-value store that outlives its process: every write is appended to a file.
///
///     var store = LoggedStore(now: clock)
///     store.set("7", for: "session", lifetime: .seconds(60))
///
///     // The process dies, and another one is given the file.
///     let restored = try LoggedStore(replaying: store.file, now: clock)
///     restored.value(for: "session")  // "7", for the rest of the 60 seconds
///
/// The file is an append-only file of Redis: `redis-check-aof` accepts it, and a `redis-server` loads it.
/// One record follows another, each an array of bulk strings: the UTF-8 bytes of its words. `DEL tea` is
/// `*2` CR LF `$3` CR LF `DEL` CR LF `$3` CR LF `tea` CR LF. There are four kinds of records:
///
///     SET key value                     the value of the key, without a deadline
///     SET key value PXAT milliseconds   the value of the key, and its deadline
///     PEXPIREAT key milliseconds        another deadline for the value that is there
///     DEL key                           the value is gone
///
/// Deadlines are milliseconds since 1970. A value is alive until its deadline, and dead from that
/// moment on. A dead value counts as none.
///
/// It is not a database: a write is safe once its record is on disk, and putting it there is up to
/// the caller.
public struct LoggedStore: Sendable {
  /// All the bytes written so far: what a process that starts after a crash would find.
  public private(set) var file: [UInt8] = []

  private let now: @Sendable () -> Int
  private var entries: [String: Entry] = [:]
  /// The new file of a rewrite that is under way, and how long the old one was when it began.
  private var rewrite: (snapshot: [UInt8], start: Int)?

  private struct Entry {
    let value: String
    var deadline: Int?
  }

  /// Makes an empty store; `now` is the time, in milliseconds since 1970.
  public init(now: @escaping @Sendable () -> Int) {
    self.now = now
  }

  /// Restores the store that wrote `file`, and continues that file.
  ///
  /// All records are replayed in order. Only after that does the time decide which values are dead.
  /// `SELECT` is skipped: a file that Redis wrote begins with it.
  ///
  /// A crash may leave an incomplete record at the end. It was never whole, so nobody relied on it:
  /// it is cut off, from ``file`` too, and everything before it counts. Takes O(n) time for n
  /// bytes.
  ///
  /// - Throws: A ``LogError`` for any other fault: a record that is not an array of bulk strings in
  ///   UTF-8, or is not one of those above.
  public init(replaying file: [UInt8], now: @escaping @Sendable () -> Int) throws(LogError) {
    self.now = now
    var position = 0
    while let (record, end) = try Self.record(of: file, at: position) {
      apply(record)
      position = end
    }
    self.file = Array(file[..<position])
  }

  /// The living value of a key, or `nil`.
  public func value(for key: String) -> String? {
    entries[key].flatMap { isAlive($0.deadline) ? $0.value : nil }
  }

  /// Stores a value, forever or for a lifetime in whole milliseconds, whatever was there before.
  public mutating func set(_ value: String, for key: String, lifetime: Duration? = nil) {
    write(.set(key, Entry(value: value, deadline: lifetime.map(deadline))))
  }

  /// Gives a living value a new lifetime in whole milliseconds, which begins now.
  ///
  /// If there is no living value, nothing is written.
  public mutating func expire(_ key: String, after lifetime: Duration) {
    guard value(for: key) != nil else { return }
    write(.expire(key, deadline(after: lifetime)))
  }

  /// Removes a living value; if there is none, nothing is written.
  public mutating func delete(_ key: String) {
    guard value(for: key) != nil else { return }
    write(.delete(key))
  }

  /// The shortest file that holds the living values: one `SET` for each, sorted by key.
  public func snapshot() -> [UInt8] {
    entries.filter { isAlive($0.value.deadline) }.sorted { $0.key < $1.key }
      .flatMap { Record.set($0.key, $0.value).bytes }
  }

  /// Begins a shorter file, with the ``snapshot()`` of this moment; the old file stays in use.
  ///
  /// Writes go on meanwhile, to ``file`` as before, so a crash during a rewrite loses nothing. Dead
  /// values leave the memory, too. If a rewrite is already under way, nothing happens.
  public mutating func beginRewrite() {
    guard rewrite == nil else { return }
    entries = entries.filter { isAlive($0.value.deadline) }
    rewrite = (snapshot(), file.count)
  }

  /// Replaces the old file by the new one, followed by the records written since the rewrite began.
  ///
  /// If no rewrite is under way, nothing happens.
  public mutating func finishRewrite() {
    guard let (snapshot, start) = rewrite else { return }
    file = snapshot + file[start...]
    rewrite = nil
  }

  private func isAlive(_ deadline: Int?) -> Bool { deadline.map { now() < $0 } ?? true }

  private func deadline(after lifetime: Duration) -> Int {
    // Not lifetime / .milliseconds(1), a Double: from five minutes on it may be a millisecond off.
    let (seconds, attoseconds) = lifetime.components
    return now() + Int(seconds) * 1_000 + Int(attoseconds / 1_000_000_000_000_000)
  }

  private mutating func write(_ record: Record) {
    file += record.bytes
    // In the same way as replay, so that memory and file cannot come to differ.
    apply(record)
  }

  private mutating func apply(_ record: Record) {
    switch record {
    case .set(let key, let entry): entries[key] = entry
    case .expire(let key, let deadline): entries[key]?.deadline = deadline
    case .delete(let key): entries[key] = nil
    case .select: break
    }
  }
}

/// Says where a file holds something that no store writes, so that it cannot be replayed.
public struct LogError: Error, Hashable, Sendable {
  /// The byte at which that record begins.
  public let position: Int
}

/// Records, their words and their bytes.
extension LoggedStore {
  private enum Record {
    case set(String, Entry)
    case expire(String, Int)
    case delete(String)
    case select(String)

    /// Nil for words that are none of these records.
    init?(_ words: [String]) {
      switch (words.first, words.count) {
      case ("SET", 3): self = .set(words[1], Entry(value: words[2]))
      case ("SET", 5):
        guard words[3] == "PXAT", let deadline = Int(words[4]) else { return nil }
        self = .set(words[1], Entry(value: words[2], deadline: deadline))
      case ("PEXPIREAT", 3):
        guard let deadline = Int(words[2]) else { return nil }
        self = .expire(words[1], deadline)
      case ("DEL", 2): self = .delete(words[1])
      case ("SELECT", 2): self = .select(words[1])
      default: return nil
      }
    }

    private var words: [String] {
      switch self {
      case .set(let key, let entry):
        ["SET", key, entry.value] + (entry.deadline.map { ["PXAT", "\($0)"] } ?? [])
      case .expire(let key, let deadline): ["PEXPIREAT", key, "\(deadline)"]
      case .delete(let key): ["DEL", key]
      case .select(let database): ["SELECT", database]
      }
    }

    var bytes: [UInt8] {
      let parts = words.map { "$\($0.utf8.count)\r\n\($0)\r\n" }
      return Array("*\(words.count)\r\n\(parts.joined())".utf8)
    }
  }

  /// The record that begins at `start` and where it ends, or `nil` if the file ends first.
  private static func record(of file: [UInt8], at start: Int) throws(LogError) -> (Record, Int)? {
    var rest = file[start...]

    func number(after type: Character) throws(LogError) -> Int? {
      guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
      let line = String(decoding: rest[..<end], as: UTF8.self)
      guard line.first == type, line.last == "\r", let number = Int(line.dropFirst().dropLast()),
        number >= 0
      else { throw LogError(position: start) }
      rest = rest[(end + 1)...]
      return number
    }

    guard let count = try number(after: "*") else { return nil }
    var words: [String] = []
    while words.count < count {
      // Not length + 2: a length may be anything up to Int.max.
      guard let length = try number(after: "$"), rest.count - 2 >= length else { return nil }
      guard let word = String(validating: rest.prefix(length), as: UTF8.self),
        rest.dropFirst(length).starts(with: "\r\n".utf8)
      else { throw LogError(position: start) }
      words.append(word)
      rest = rest.dropFirst(length + 2)
    }
    guard let record = Record(words) else { throw LogError(position: start) }
    return (record, rest.startIndex)
  }
}
