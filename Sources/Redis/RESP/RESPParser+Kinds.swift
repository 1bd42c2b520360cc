extension RESPParser {
  /// Reads a value that is not an aggregate, or the beginning of one; nil when bytes are missing.
  mutating func nextEvent(
    _ input: UnsafeRawBufferPointer,
    _ position: inout Int
  ) throws(RESPProtocolError) -> RESPEvent? {
    if let bulk { return try bulkBody(bulk, input, &position) }
    guard let end = try endOfLine(input, position) else { return nil }
    let kind = input[position]
    let line = input.slice(position + 1, end)
    position = end + 2
    switch kind {
    case UInt8(ascii: "+"): return .value(.simple(text(line)))
    case UInt8(ascii: "-"): return .value(.error(RedisError(line: RedisBytes(copying: line))))
    case UInt8(ascii: ":"): return .value(.integer(try integer(line)))
    case UInt8(ascii: "$"), UInt8(ascii: "="), UInt8(ascii: "!"):
      return try bulkHead(kind, line, input, &position)
    case UInt8(ascii: "*"): return try aggregate(.array, line)
    case UInt8(ascii: "~"): return try aggregate(.set, line)
    case UInt8(ascii: ">"): return try aggregate(.push, line)
    case UInt8(ascii: "%"): return try aggregate(.map, line)
    case UInt8(ascii: "|"): return try aggregate(.attribute, line)
    case UInt8(ascii: "_"):
      guard line.isEmpty else { throw RESPProtocolError("invalid null") }
      return .value(.null)
    case UInt8(ascii: "#"): return .value(.boolean(try boolean(line)))
    case UInt8(ascii: ","): return .value(.double(try double(line)))
    case UInt8(ascii: "("): return .value(.bigNumber(try bigNumber(line)))
    case UInt8(ascii: ";"), UInt8(ascii: "."):
      throw RESPProtocolError("streamed types are not supported")
    default:
      throw RESPProtocolError(
        "unknown kind of reply '\(text(input.slice(end - line.count - 1, end - line.count)))'"
      )
    }
  }

  private func endOfLine(
    _ input: UnsafeRawBufferPointer,
    _ position: Int
  ) throws(RESPProtocolError) -> Int? {
    guard let end = input.firstOffset(of: UInt8(ascii: "\r"), from: position) else {
      guard input.count - position <= limits.lineLength else {
        throw RESPProtocolError("a line is longer than \(limits.lineLength) bytes")
      }
      return nil
    }
    guard end + 1 < input.count else { return nil }
    guard input[end + 1] == UInt8(ascii: "\n"), end > position else {
      throw RESPProtocolError(end > position ? "a line does not end in CRLF" : "an empty line")
    }
    return end
  }

  private mutating func bulkHead(
    _ kind: UInt8,
    _ line: UnsafeRawBufferPointer,
    _ input: UnsafeRawBufferPointer,
    _ position: inout Int
  ) throws(RESPProtocolError) -> RESPEvent? {
    guard let length = try count(line, .invalidBulkLength, nullable: kind == UInt8(ascii: "$"))
    else { return .value(.null) }
    guard length <= limits.bulkLength else { throw .invalidBulkLength }
    let bulk = RESPBulk(kind: kind, length: length)
    self.bulk = bulk
    return try bulkBody(bulk, input, &position)
  }

  private mutating func bulkBody(
    _ bulk: RESPBulk,
    _ input: UnsafeRawBufferPointer,
    _ position: inout Int
  ) throws(RESPProtocolError) -> RESPEvent? {
    let missing = bulk.length - partial.count
    // The bytes of a long string are taken as they come, those of a short one when all are there.
    if input.count - position < missing + 2 || partial.count > 0 {
      guard bulk.length >= PartialBulk.threshold else { return nil }
      position += partial.take(from: input.slice(position, input.count), length: bulk.length)
      guard partial.count == bulk.length, input.count - position >= 2 else { return nil }
      return .value(try finish(bulk, partial.finish(), input, &position))
    }
    let body = RedisBytes(copying: input.slice(position, position + bulk.length))
    position += bulk.length
    return .value(try finish(bulk, body, input, &position))
  }

  private mutating func finish(
    _ bulk: RESPBulk,
    _ body: RedisBytes,
    _ input: UnsafeRawBufferPointer,
    _ position: inout Int
  ) throws(RESPProtocolError) -> RESPValue {
    guard input[position] == UInt8(ascii: "\r"), input[position + 1] == UInt8(ascii: "\n") else {
      throw RESPProtocolError("a bulk string does not end in CRLF")
    }
    position += 2
    self.bulk = nil
    switch bulk.kind {
    case UInt8(ascii: "!"): return .error(RedisError(line: body))
    case UInt8(ascii: "="):
      guard body.count >= 4, body[3] == UInt8(ascii: ":") else {
        throw RESPProtocolError("a verbatim string without its format")
      }
      return .verbatim(
        format: String(decoding: body.prefix(3), as: UTF8.self),
        RedisBytes(body.dropFirst(4))
      )
    default: return .bulk(body)
    }
  }

  private mutating func aggregate(
    _ kind: RESPAggregate.Kind,
    _ line: UnsafeRawBufferPointer
  ) throws(RESPProtocolError) -> RESPEvent? {
    guard let count = try count(line, .invalidMultibulkLength, nullable: kind == .array) else {
      return .value(.nullArray)
    }
    let room = limits.elementCount - announced
    let isPaired = kind == .map || kind == .attribute
    guard count <= (isPaired ? room / 2 : room) else {
      throw RESPProtocolError("a reply of more than \(limits.elementCount) values")
    }
    guard frames.count < limits.depth else {
      throw RESPProtocolError("a reply nested deeper than \(limits.depth) levels")
    }
    let missing = isPaired ? count * 2 : count
    announced += missing
    return .begin(RESPAggregate(kind: kind, missing: missing))
  }

  /// A length or a count; nil stands for -1, which only RESP2's two nulls may have.
  private func count(
    _ line: UnsafeRawBufferPointer,
    _ error: RESPProtocolError,
    nullable: Bool
  ) throws(RESPProtocolError) -> Int? {
    guard let count = parseInteger(line) else {
      let isStreamed = line.elementsEqual([UInt8(ascii: "?")])
      throw isStreamed ? RESPProtocolError("streamed types are not supported") : error
    }
    if count == -1, nullable { return nil }
    guard count >= 0 else { throw error }
    return count
  }
}

extension RESPParser {
  private func text(_ line: UnsafeRawBufferPointer) -> String {
    String(decoding: line, as: UTF8.self)
  }

  private func integer(_ line: UnsafeRawBufferPointer) throws(RESPProtocolError) -> Int {
    // Redis never writes a plus, but the protocol allows it.
    let hasPlus = line.first == UInt8(ascii: "+") && line.dropFirst().first != UInt8(ascii: "-")
    guard let number = parseInteger(hasPlus ? line.slice(1, line.count) : line) else {
      throw RESPProtocolError("invalid integer")
    }
    return number
  }

  private func boolean(_ line: UnsafeRawBufferPointer) throws(RESPProtocolError) -> Bool {
    guard line.count == 1, line[0] == UInt8(ascii: "t") || line[0] == UInt8(ascii: "f") else {
      throw RESPProtocolError("invalid boolean")
    }
    return line[0] == UInt8(ascii: "t")
  }

  private func double(_ line: UnsafeRawBufferPointer) throws(RESPProtocolError) -> Double {
    let text = text(line)
    switch text {
    case "inf": return .infinity
    case "-inf": return -.infinity
    case "nan", "-nan": return .nan
    default:
      // Swift would also read hexadecimal and words.
      guard text.utf8.allSatisfy({ "0123456789+-.eE".utf8.contains($0) }),
        let number = Double(text)
      else { throw RESPProtocolError("invalid double") }
      return number
    }
  }

  private func bigNumber(_ line: UnsafeRawBufferPointer) throws(RESPProtocolError) -> String {
    let hasSign = line.first == UInt8(ascii: "-") || line.first == UInt8(ascii: "+")
    let digits = line.dropFirst(hasSign ? 1 : 0)
    guard !digits.isEmpty, digits.allSatisfy({ $0 &- 48 < 10 }) else {
      throw RESPProtocolError("invalid big number")
    }
    return text(line)
  }
}
