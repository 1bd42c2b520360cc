// Caught by: testEveryWriteIsARecordOfRedis
// The mistake: a deadline is written in seconds.

public struct LoggedStore: Sendable {
  public private(set) var file: [UInt8] = []

  public private(set) var tornBytes = 0

  private var entries: [String: Entry] = [:]
  private var rewrite: (snapshot: [UInt8], start: Int)?
  private let now: @Sendable () -> Int

  private struct Entry {
    var value: String
    var deadline: Int?
  }

  public init(now: @escaping @Sendable () -> Int) {
    self.now = now
  }

  public init(replaying file: [UInt8], now: @escaping @Sendable () -> Int) throws(LogError) {
    self.now = now
    var reader = RecordReader(bytes: file)
    while let words = try reader.next() {
      guard apply(words) else { throw .unknownRecord(words) }
    }
    tornBytes = file.count - reader.position
    self.file = Array(file[..<reader.position])
  }

  public var count: Int { living.count }

  public func value(for key: String) -> String? {
    entries[key].flatMap { isAlive($0) ? $0.value : nil }
  }

  public mutating func set(_ value: String, for key: String, lifetime: Duration? = nil) {
    let expiry = lifetime.map { ["PXAT", deadline(after: $0)] } ?? []
    write(["SET", key, value] + expiry)
  }

  @discardableResult
  public mutating func expire(_ key: String, after lifetime: Duration) -> Bool {
    guard value(for: key) != nil else { return false }
    write(["PEXPIREAT", key, deadline(after: lifetime)])
    return true
  }

  @discardableResult
  public mutating func delete(_ key: String) -> Bool {
    guard value(for: key) != nil else { return false }
    write(["DEL", key])
    return true
  }

  public func snapshot() -> [UInt8] {
    living.sorted { $0.key < $1.key }.flatMap { key, entry in
      let expiry = entry.deadline.map { ["PXAT", "\($0)"] } ?? []
      return Self.record(["SET", key, entry.value] + expiry)
    }
  }

  public mutating func beginRewrite() {
    guard rewrite == nil else { return }
    rewrite = (snapshot(), file.count)
  }

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
    "\(now() / 1_000 + Int(lifetime / .seconds(1)))"
  }

  private mutating func write(_ words: [String]) {
    file += Self.record(words)
    // The way that replay goes: so the two cannot come to differ.
    _ = apply(words)
  }

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

public enum LogError: Error, Hashable, Sendable {
  case corrupt(at: Int)
  case unknownRecord([String])
}

private struct RecordReader {
  let bytes: [UInt8]
  private(set) var position = 0

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

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
