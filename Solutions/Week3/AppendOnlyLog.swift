/// A key-value store that outlives its process, since every write is appended to a file.
///
///     var store = LoggedStore(now: clock)
///     store.set("red", for: "tea")
///     store.set("7", for: "session", lifetime: .seconds(60))
///     store.delete("tea")
///
///     // The process dies, and another one is given the file.
///     let restored = try LoggedStore(replaying: store.file, now: clock)
///     restored.value(for: "session")  // "7", for the rest of the 60 seconds
///
/// The file is an append-only file of Redis, so `redis-check-aof` accepts it and a `redis-server`
/// loads it: one record after another, each an array of bulk strings, the UTF-8 bytes of its words. The
/// record of `DEL tea` is `*2` CR LF `$3` CR LF `DEL` CR LF `$3` CR LF `tea` CR LF. There are
/// three kinds:
///
///     SET key value                    a value without a deadline
///     SET key value PXAT milliseconds  a value and its deadline
///     PEXPIREAT key milliseconds       another deadline for the value that is there
///     DEL key
///
/// Deadlines are milliseconds since 1970. A value lives before its deadline and is dead at it. A dead
/// value is as good as none, whether memory still holds it or not.
///
/// It is no database: a write is safe once its record is in `file` and the file is on the disk, which
/// is the caller's part.
public struct LoggedStore: Sendable {
  /// All that has been written: what a process that starts after a crash would find.
  public private(set) var file: [UInt8] = []

  /// How many bytes of an incomplete last record replay has cut off.
  public private(set) var tornBytes = 0

  private var entries: [String: Entry] = [:]
  /// The file of a rewrite that is under way, and how long the old file was when it began.
  private var rewrite: (snapshot: [UInt8], start: Int)?
  private let now: @Sendable () -> Int

  private struct Entry {
    var value: String
    var deadline: Int?
  }

  /// Makes an empty store with an empty file.
  ///
  /// - Parameter now: The time, in milliseconds since 1970.
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
  /// - Throws: A ``LogError`` if the fault is not that the file ends too early.
  public init(replaying file: [UInt8], now: @escaping @Sendable () -> Int) throws(LogError) {
    self.now = now
    var reader = RecordReader(bytes: file)
    while let words = try reader.next() {
      guard apply(words) else { throw .unknownRecord(words) }
    }
    tornBytes = file.count - reader.position
    self.file = Array(file[..<reader.position])
  }

  /// The number of living values.
  public var count: Int { living.count }

  /// The living value of a key, or `nil`.
  public func value(for key: String) -> String? {
    entries[key].flatMap { isAlive($0) ? $0.value : nil }
  }

  /// Stores a value, for ever or for a lifetime in whole milliseconds, whatever was there before.
  public mutating func set(_ value: String, for key: String, lifetime: Duration? = nil) {
    let expiry = lifetime.map { ["PXAT", deadline(after: $0)] } ?? []
    write(["SET", key, value] + expiry)
  }

  /// Gives a living value a new lifetime, which begins now.
  ///
  /// - Returns: Whether there was one; if not, nothing is written.
  @discardableResult
  public mutating func expire(_ key: String, after lifetime: Duration) -> Bool {
    guard value(for: key) != nil else { return false }
    write(["PEXPIREAT", key, deadline(after: lifetime)])
    return true
  }

  /// Removes a living value.
  ///
  /// - Returns: Whether there was one; if not, nothing is written.
  @discardableResult
  public mutating func delete(_ key: String) -> Bool {
    guard value(for: key) != nil else { return false }
    write(["DEL", key])
    return true
  }

  /// The shortest file that holds what lives now: one `SET` for each key, in the order of the keys.
  public func snapshot() -> [UInt8] {
    living.sorted { $0.key < $1.key }.flatMap { key, entry in
      let expiry = entry.deadline.map { ["PXAT", "\($0)"] } ?? []
      return Self.record(["SET", key, entry.value] + expiry)
    }
  }

  /// Begins to write a shorter file with what lives now; the old one stays in use.
  ///
  /// Writes go on meanwhile, to ``file`` as ever, so that a crash during a rewrite loses nothing. While
  /// a rewrite is under way this does nothing.
  public mutating func beginRewrite() {
    guard rewrite == nil else { return }
    rewrite = (snapshot(), file.count)
  }

  /// Puts the new file in the place of the old one.
  ///
  /// It is the ``snapshot()`` of the beginning, and after it the records that were written since.
  /// Without a rewrite under way this does nothing.
  public mutating func finishRewrite() {
    guard let (snapshot, start) = rewrite else { return }
    file = snapshot + file[start...]
    rewrite = nil
  }

  private var living: [String: Entry] { entries.filter { isAlive($0.value) } }

  private func isAlive(_ entry: Entry) -> Bool {
    entry.deadline.map { now() < $0 } ?? true
  }

  private func deadline(after lifetime: Duration) -> String {
    "\(now() + Int(lifetime / .milliseconds(1)))"
  }

  private mutating func write(_ words: [String]) {
    file += Self.record(words)
    // The way that replay goes: so the two cannot come to differ.
    _ = apply(words)
  }

  /// Does what a record says; false if it says nothing that is known.
  private mutating func apply(_ words: [String]) -> Bool {
    switch (words.first, words.count) {
    case ("SET", 3):
      entries[words[1]] = Entry(value: words[2])
    case ("SET", 5):
      guard words[3] == "PXAT", let deadline = Int(words[4]) else { return false }
      entries[words[1]] = Entry(value: words[2], deadline: deadline)
    case ("PEXPIREAT", 3):
      guard let deadline = Int(words[2]) else { return false }
      entries[words[1]]?.deadline = deadline
    case ("DEL", 2):
      entries[words[1]] = nil
    case ("SELECT", 2):
      break
    default:
      return false
    }
    return true
  }

  private static func record(_ words: [String]) -> [UInt8] {
    let parts = words.map { "$\($0.utf8.count)\r\n\($0)\r\n" }
    return Array("*\(words.count)\r\n\(parts.joined())".utf8)
  }
}

/// Why a file is not replayed.
public enum LogError: Error, Hashable, Sendable {
  /// The record that begins at this byte of the file is no array of bulk strings.
  case corrupt(at: Int)
  /// A record is whole, and it is none of those that a store writes; these are its words.
  case unknownRecord([String])
}

/// Reads one record after another.
private struct RecordReader {
  let bytes: [UInt8]
  /// Where the next record begins.
  private(set) var position = 0

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The words of the next record, or `nil` if the file ends before the record does.
  mutating func next() throws(LogError) -> [String]? {
    var end = position
    guard let count = try number(after: "*", at: &end) else { return nil }
    var words: [String] = []
    while words.count < count {
      // Not end + length: a length may be anything up to Int.max.
      guard let length = try number(after: "$", at: &end), bytes.count - end - 2 >= length else {
        return nil
      }
      let text = bytes[end..<(end + length)]
      guard bytes[text.endIndex...].starts(with: "\r\n".utf8) else { throw .corrupt(at: position) }
      words.append(String(decoding: text, as: UTF8.self))
      end = text.endIndex + 2
    }
    position = end
    return words
  }

  /// The number on the line that begins at `end`, which moves to the next line.
  private func number(after type: Unicode.Scalar, at end: inout Int) throws(LogError) -> Int? {
    guard end < bytes.count else { return nil }
    let digits = bytes[(end + 1)...].prefix { $0 != UInt8(ascii: "\r") }
    guard digits.endIndex + 1 < bytes.count else { return nil }
    guard bytes[end] == UInt8(ascii: type), bytes[digits.endIndex + 1] == UInt8(ascii: "\n"),
      let number = Int(String(decoding: digits, as: UTF8.self)), number >= 0
    else { throw .corrupt(at: position) }
    end = digits.endIndex + 2
    return number
  }
}
