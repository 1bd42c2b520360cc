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
/// Deadlines are milliseconds since 1970. A value lives before its deadline and is dead at it; a dead
/// value is as good as none.
///
/// It is no database: a write is safe when its record is on the disk, and that is the caller's part.
public struct LoggedStore: Sendable {
  /// All that has been written: what a process that starts after a crash would find.
  public private(set) var file: [UInt8] = []

  private let now: @Sendable () -> Int
  private var entries: [String: (value: String, deadline: Int?)] = [:]
  /// The new file of a rewrite that is under way, and how long the old one was when it began.
  private var rewrite: (snapshot: [UInt8], start: Int)?

  /// Makes an empty store; `now` is the time, in milliseconds since 1970.
  public init(now: @escaping @Sendable () -> Int) {
    self.now = now
  }

  /// Makes the store that wrote `file`, and goes on with that file.
  ///
  /// All records are replayed in their order; which values are dead is a question of the time after
  /// that. `SELECT` is passed over: a file that Redis wrote begins with it.
  ///
  /// A crash leaves an incomplete record at the end. It was never whole, so nobody relied on it: it is
  /// cut off, from ``file`` too, and everything before it holds. Takes O(n) time with n bytes.
  ///
  /// - Throws: A ``LogError`` for any other fault: a record that is no array of bulk strings in UTF-8, or
  ///   that is none of those above.
  public init(replaying file: [UInt8], now: @escaping @Sendable () -> Int) throws(LogError) {
    self.now = now
    var position = 0
    while let (words, end) = try Self.read(file, at: position) {
      guard apply(words) else { throw LogError(position: position) }
      position = end
    }
    self.file = Array(file[..<position])
  }

  /// The living value of a key, or `nil`.
  public func value(for key: String) -> String? {
    entries[key].flatMap { isAlive($0.deadline) ? $0.value : nil }
  }

  /// Stores a value, for ever or for a lifetime in whole milliseconds, whatever was there before.
  public mutating func set(_ value: String, for key: String, lifetime: Duration? = nil) {
    write(Self.words(for: key, (value, lifetime.map(deadline))))
  }

  /// Gives a living value a new lifetime in whole milliseconds, which begins now.
  ///
  /// Where there is none, nothing is written.
  public mutating func expire(_ key: String, after lifetime: Duration) {
    guard value(for: key) != nil else { return }
    write(["PEXPIREAT", key, "\(deadline(after: lifetime))"])
  }

  /// Removes a living value; where there is none, nothing is written.
  public mutating func delete(_ key: String) {
    guard value(for: key) != nil else { return }
    write(["DEL", key])
  }

  /// The shortest file that holds what lives now: one `SET` for each key, in the order of the keys.
  public func snapshot() -> [UInt8] {
    entries.filter { isAlive($0.value.deadline) }.sorted { $0.key < $1.key }
      .flatMap { Self.record(Self.words(for: $0.key, $0.value)) }
  }

  /// Begins to write a shorter file, the ``snapshot()`` of now; the old one stays in use.
  ///
  /// Writes go on meanwhile, to ``file`` as ever, so that a crash during a rewrite loses nothing. What
  /// is dead leaves the memory, too. While a rewrite is under way this does nothing.
  public mutating func beginRewrite() {
    guard rewrite == nil else { return }
    entries = entries.filter { isAlive($0.value.deadline) }
    rewrite = (snapshot(), file.count)
  }

  /// Puts the new file in the place of the old one, and behind it the records written since it began.
  ///
  /// Without a rewrite under way this does nothing.
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

  private mutating func write(_ words: [String]) {
    file += Self.record(words)
    // The way that replay goes: so memory and file cannot come to differ.
    _ = apply(words)
  }

  /// Does what a record says; false if it says nothing that is known.
  private mutating func apply(_ words: [String]) -> Bool {
    switch (words.first, words.count) {
    case ("SET", 3): entries[words[1]] = (words[2], nil)
    case ("SET", 5):
      guard words[3] == "PXAT", let deadline = Int(words[4]) else { return false }
      entries[words[1]] = (words[2], deadline)
    case ("PEXPIREAT", 3):
      guard let deadline = Int(words[2]) else { return false }
      entries[words[1]]?.deadline = deadline
    case ("DEL", 2): entries[words[1]] = nil
    case ("SELECT", 2): break
    default: return false
    }
    return true
  }
}

/// Where a file holds something else than a store writes, and so is not replayed.
public struct LogError: Error, Hashable, Sendable {
  /// The byte at which that record begins.
  public let position: Int
}

/// Records and their bytes.
extension LoggedStore {
  private static func words(for key: String, _ entry: (value: String, deadline: Int?)) -> [String] {
    ["SET", key, entry.value] + (entry.deadline.map { ["PXAT", "\($0)"] } ?? [])
  }

  private static func record(_ words: [String]) -> [UInt8] {
    let parts = words.map { "$\($0.utf8.count)\r\n\($0)\r\n" }
    return Array("*\(words.count)\r\n\(parts.joined())".utf8)
  }

  /// The words of the record that begins at `start` and where it ends, or `nil` if the file ends first.
  private static func read(_ file: [UInt8], at start: Int) throws(LogError) -> ([String], Int)? {
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
    return (words, rest.startIndex)
  }
}
