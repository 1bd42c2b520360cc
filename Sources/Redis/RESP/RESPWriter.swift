/// The version of RESP that a client speaks: 2 unless it has said `HELLO 3`.
public enum RESPVersion: Int, Sendable {
  case two = 2
  case three = 3
}

/// Writes values and commands as RESP, one behind another.
///
///     var writer = RESPWriter(version: .two)
///     writer.append(.map([RESPPair(.bulk("hits"), .integer(7))]))
///     // writer.bytes is now *2\r\n$4\r\nhits\r\n:7\r\n
///
/// What RESP2 does not know is lowered as Redis 7.0 does: a map or a set to an array, a double or a
/// big number to a bulk string, a boolean to 0 or 1, a verbatim text to the text alone.
public struct RESPWriter: Sendable {
  /// What was written so far; take from it what has been sent.
  public var bytes: [UInt8] = []
  public var version: RESPVersion

  public init(version: RESPVersion = .two) {
    self.version = version
  }

  /// Writes a value.
  public mutating func append(_ value: RESPValue) {
    switch value {
    case .simple(let text): appendLine("+", text.utf8)
    case .error(let error): appendLine("-", error.line)
    case .integer(let number): appendHeader(":", number)
    case .bulk(let bytes): appendBulk(bytes)
    case .null: append(version == .two ? "$-1\r\n" : "_\r\n")
    case .nullArray: append(version == .two ? "*-1\r\n" : "_\r\n")
    case .array(let values): appendAll(values, "*")
    default: appendRich(value)
    }
  }

  /// Writes a command with its arguments, as a client sends it.
  public mutating func append(_ command: RedisCommand) {
    appendHeader("*", command.arguments.count)
    for argument in command.arguments { appendBulk(argument) }
  }

  private mutating func appendRich(_ value: RESPValue) {
    let lowers = version == .two
    switch value {
    case .double(let number):
      lowers ? appendBulk(RedisBytes(number)) : appendLine(",", number.redisText.utf8)
    case .boolean(let flag):
      append(lowers ? (flag ? ":1\r\n" : ":0\r\n") : (flag ? "#t\r\n" : "#f\r\n"))
    case .bigNumber(let digits):
      lowers ? appendBulk(RedisBytes(digits)) : appendLine("(", digits.utf8)
    case .verbatim(let format, let text):
      if lowers { return appendBulk(text) }
      appendHeader("=", text.count + 4)
      append("\(format):")
      append(text)
      append("\r\n")
    case .map(let pairs):
      appendHeader(lowers ? "*" : "%", lowers ? pairs.count * 2 : pairs.count)
      for pair in pairs {
        append(pair.key)
        append(pair.value)
      }
    case .set(let values): appendAll(values, lowers ? "*" : "~")
    case .push(let values): appendAll(values, lowers ? "*" : ">")
    default: preconditionFailure("append(_:) writes the kinds that RESP2 knows itself")
    }
  }

  private mutating func appendAll(_ values: [RESPValue], _ kind: Unicode.Scalar) {
    appendHeader(kind, values.count)
    for value in values { append(value) }
  }

  @inline(__always)
  private mutating func appendBulk(_ bulk: RedisBytes) {
    if bulk.count < 100 { return appendShortBulk(bulk) }
    appendHeader("$", bulk.count)
    append(bulk)
    append("\r\n")
  }

  /// Puts a string of up to 99 bytes together first, so that the array grows once and not three
  /// times: `LRANGE` of a hundred short elements takes a sixth less time.
  @inline(__always)
  private mutating func appendShortBulk(_ bulk: RedisBytes) {
    withUnsafeTemporaryAllocation(byteCount: 112, alignment: 1) { line in
      let count = bulk.count
      let digits = count < 10 ? 1 : 2
      line[0] = UInt8(ascii: "$")
      line[1] = UInt8(truncatingIfNeeded: count / 10 &+ 48)
      line[digits] = UInt8(truncatingIfNeeded: count % 10 &+ 48)
      line[digits + 1] = UInt8(ascii: "\r")
      line[digits + 2] = UInt8(ascii: "\n")
      let start = digits + 3
      bulk.withUnsafeBytes {
        UnsafeMutableRawBufferPointer(rebasing: line[start...]).copyMemory(from: $0)
      }
      line[start + count] = UInt8(ascii: "\r")
      line[start + count + 1] = UInt8(ascii: "\n")
      bytes.append(contentsOf: line[..<(start + count + 2)])
    }
  }

  /// Writes a kind with a number behind it and the line's end, in one go.
  @inline(__always)
  private mutating func appendHeader(_ kind: Unicode.Scalar, _ number: Int) {
    if number.magnitude < 10, number >= 0 {
      let digit = UInt32(truncatingIfNeeded: number) &+ 48
      append(word: 0x0A0D_0000 | digit << 8 | kind.value)
    } else {
      bytes.append(UInt8(truncatingIfNeeded: kind.value))
      withDecimalDigits(of: number) { bytes.append(contentsOf: $0) }
      append("\r\n")
    }
  }

  @inline(__always)
  private mutating func append(word: UInt32) {
    withUnsafeBytes(of: word.littleEndian) { bytes.append(contentsOf: $0) }
  }

  /// Writes a line; line breaks in the text would end it early and become blanks, as in Redis.
  private mutating func appendLine(_ kind: Unicode.Scalar, _ text: some Collection<UInt8>) {
    bytes.append(UInt8(truncatingIfNeeded: kind.value))
    let start = bytes.count
    bytes.append(contentsOf: text)
    for position in start..<bytes.count where bytes[position] == 10 || bytes[position] == 13 {
      bytes[position] = UInt8(ascii: " ")
    }
    append("\r\n")
  }

  @inline(__always)
  private mutating func append(_ raw: RedisBytes) {
    raw.withUnsafeBytes { bytes.append(contentsOf: $0) }
  }

  @inline(__always)
  private mutating func append(_ text: StaticString) {
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    )
  }

  private mutating func append(_ text: String) {
    bytes.append(contentsOf: text.utf8)
  }
}
