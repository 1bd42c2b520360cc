// Caught by: testUnknownRecordsAreNotSkipped
// The mistake: a record that nobody knows is passed over in silence.

public struct LoggedStore: Sendable {
  public private(set) var file: [UInt8] = []

  private let now: @Sendable () -> Int
  private var entries: [String: (value: String, deadline: Int?)] = [:]
  private var rewrite: (snapshot: [UInt8], start: Int)?

  public init(now: @escaping @Sendable () -> Int) {
    self.now = now
  }

  public init(replaying file: [UInt8], now: @escaping @Sendable () -> Int) throws(LogError) {
    self.now = now
    var position = 0
    while let (words, end) = try Self.read(file, at: position) {
      _ = apply(words)
      position = end
    }
    self.file = Array(file[..<position])
  }

  public func value(for key: String) -> String? {
    entries[key].flatMap { isAlive($0.deadline) ? $0.value : nil }
  }

  public mutating func set(_ value: String, for key: String, lifetime: Duration? = nil) {
    write(Self.words(for: key, (value, lifetime.map(deadline))))
  }

  public mutating func expire(_ key: String, after lifetime: Duration) {
    guard value(for: key) != nil else { return }
    write(["PEXPIREAT", key, "\(deadline(after: lifetime))"])
  }

  public mutating func delete(_ key: String) {
    guard value(for: key) != nil else { return }
    write(["DEL", key])
  }

  public func snapshot() -> [UInt8] {
    entries.filter { isAlive($0.value.deadline) }.sorted { $0.key < $1.key }
      .flatMap { Self.record(Self.words(for: $0.key, $0.value)) }
  }

  public mutating func beginRewrite() {
    guard rewrite == nil else { return }
    entries = entries.filter { isAlive($0.value.deadline) }
    rewrite = (snapshot(), file.count)
  }

  public mutating func finishRewrite() {
    guard let (snapshot, start) = rewrite else { return }
    file = snapshot + file[start...]
    rewrite = nil
  }

  private func isAlive(_ deadline: Int?) -> Bool { deadline.map { now() < $0 } ?? true }

  private func deadline(after lifetime: Duration) -> Int {
    let (seconds, attoseconds) = lifetime.components
    return now() + Int(seconds) * 1_000 + Int(attoseconds / 1_000_000_000_000_000)
  }

  private mutating func write(_ words: [String]) {
    file += Self.record(words)
    _ = apply(words)
  }

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

public struct LogError: Error, Hashable, Sendable {
  public let position: Int
}

extension LoggedStore {
  private static func words(for key: String, _ entry: (value: String, deadline: Int?)) -> [String] {
    ["SET", key, entry.value] + (entry.deadline.map { ["PXAT", "\($0)"] } ?? [])
  }

  private static func record(_ words: [String]) -> [UInt8] {
    let parts = words.map { "$\($0.utf8.count)\r\n\($0)\r\n" }
    return Array("*\(words.count)\r\n\(parts.joined())".utf8)
  }

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
