/// Reads the commands of an append-only file, one after another, and knows where each lies.
///
/// It is stricter than a server with its clients: every byte has to be what Redis writes there, so that
/// a file whose middle was damaged is not taken for one with other commands.
struct AppendOnlyReader: ~Copyable {
  enum Item {
    /// A command, and the offset of its first byte.
    case command([RedisBytes], at: Int)
    /// The file ends in the middle of a command that begins at this offset.
    case torn(at: Int)
    case end
  }

  private let file: DiskFile
  private var buffer: [UInt8] = []
  private var position = 0
  /// The offset in the file of the buffer's first byte.
  private var base = 0

  private static let chunk = 1 << 20
  /// No line of a count is longer.
  private static let longestCount = 24

  init(_ path: String) throws(DiskError) {
    file = try DiskFile(path, .reading)
  }

  deinit { file.close() }

  /// The offset of the next byte.
  var offset: Int { base + position }

  mutating func next() throws(AppendOnlyError) -> Item {
    dropRead()
    let start = offset
    do {
      try skipAnnotations()
      guard try has(1) else { return .end }
      let begin = offset
      return .command(try readCommand(at: begin), at: begin)
    } catch {
      switch error {
      case .endOfFile: return .torn(at: start)
      case .failed(let error): throw error
      }
    }
  }

  private enum Interruption: Error {
    case endOfFile
    case failed(AppendOnlyError)
  }

  private mutating func readCommand(at start: Int) throws(Interruption) -> [RedisBytes] {
    if offset == 0, try has(5), buffer[position..<position + 5].elementsEqual("REDIS".utf8) {
      throw .failed(.isSnapshot(file.path))
    }
    let count = try readCount(after: UInt8(ascii: "*"), atLeast: 1)
    var arguments: [RedisBytes] = []
    arguments.reserveCapacity(min(count, 1024))
    for _ in 0..<count {
      let length = try readCount(after: UInt8(ascii: "$"), atLeast: 0)
      guard try has(length + 2) else { throw .endOfFile }
      let end = position + length
      let argument = buffer.withUnsafeBytes { RedisBytes(copying: $0.slice(position, end)) }
      position = end
      guard buffer[end] == 13, buffer[end + 1] == 10 else { throw corrupt("no line end") }
      position += 2
      arguments.append(argument)
    }
    return arguments
  }

  /// A kind, a number and the end of the line.
  private mutating func readCount(
    after kind: UInt8,
    atLeast least: Int
  ) throws(Interruption) -> Int {
    guard try has(1) else { throw .endOfFile }
    let expected = Character(UnicodeScalar(kind))
    guard buffer[position] == kind else { throw corrupt("no '\(expected)'") }
    var end = position + 1
    while true {
      guard try has(end - position + 2) else {
        // What is there must be the beginning of a count, or it is not only torn.
        let digits = buffer[position + 1..<min(end, buffer.count)]
        guard digits.allSatisfy({ $0 == 13 || $0 &- 48 < 10 }) else { throw corrupt("no count") }
        throw .endOfFile
      }
      if buffer[end] == 13 { break }
      guard buffer[end] &- 48 < 10, end - position < Self.longestCount else {
        throw corrupt("no count")
      }
      end += 1
    }
    let number = buffer.withUnsafeBytes { parseInteger($0.slice(position + 1, end)) }
    guard let number, number >= least, number <= Int32.max, buffer[end + 1] == 10 else {
      throw corrupt("no count")
    }
    position = end + 2
    return number
  }

  /// Lines that begin with `#`, such as Redis writes with `aof-timestamp-enabled`.
  private mutating func skipAnnotations() throws(Interruption) {
    while try has(1), buffer[position] == UInt8(ascii: "#") {
      var end = position
      while true {
        guard try has(end - position + 1) else { throw .endOfFile }
        if buffer[end] == 10 { break }
        guard end - position < 1024 else { throw corrupt("an endless annotation") }
        end += 1
      }
      position = end + 1
    }
  }

  private func corrupt(_ what: String) -> Interruption {
    .failed(.corrupt(file.path, offset: offset, what: what))
  }

  /// Whether so many bytes follow; they are in the buffer then.
  private mutating func has(_ count: Int) throws(Interruption) -> Bool {
    while buffer.count - position < count {
      do {
        guard try file.read(max(Self.chunk, min(count, 64 << 20)), into: &buffer) else {
          return false
        }
      } catch {
        throw .failed(.disk(error))
      }
    }
    return true
  }

  private mutating func dropRead() {
    guard position >= Self.chunk else { return }
    buffer.removeFirst(position)
    base += position
    position = 0
  }
}

/// Why an append-only file was not loaded.
enum AppendOnlyError: Error {
  case disk(DiskError)
  case corrupt(String, offset: Int, what: String)
  case isSnapshot(String)
  case inUse(String)
  case refused(String, offset: Int, command: [RedisBytes], error: RedisError)
  case manifest(String, line: Int, what: String)
}

extension AppendOnlyError: CustomStringConvertible {
  var description: String {
    switch self {
    case .disk(let error): error.description
    case .corrupt(let path, let offset, let what):
      "\(path) is damaged at byte \(offset) (\(what)), and more follows, so this is not just an "
        + "unfinished write. Keep a copy, then let `redis-check-aof --fix` cut it off there, or "
        + "start with another file."
    case .inUse(let path):
      "another server writes to \(path) already. Stop that one first, or give this one a file of "
        + "its own."
    case .isSnapshot(let path):
      "\(path) begins with a snapshot in Redis's RDB format, which is not read here. Have the "
        + "server that wrote it run CONFIG SET aof-use-rdb-preamble no, then BGREWRITEAOF."
    case .refused(let path, let offset, let command, let error):
      "\(path), byte \(offset): the command \(command.first?.quoted ?? "") was refused with "
        + "\"\(error.text)\", so the keys would not be what they were."
    case .manifest(let path, let line, let what): "\(path), line \(line): \(what)"
    }
  }
}
