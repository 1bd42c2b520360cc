import Sockets

/// A reply of a memcached server in the text protocol.
enum WireReply: Sendable {
  case items([(key: [UInt8], item: MemcachedItem)])
  case stats([MemcachedStatistic])
  case line(String)
}

/// Cuts the bytes of a memcached server into replies.
///
/// The first word of a reply tells of what kind it is, so the request need not be known.
struct MemcachedReplyDecoder: ReplyDecoder {
  /// A line that is longer is no reply of memcached.
  private static let longestLine = 4096
  private static let largestItem = 1 << 30

  /// Parts of a reply that have come, so that a long one is not read from its beginning again.
  private var items: [(key: [UInt8], item: MemcachedItem)] = []
  private var stats: [MemcachedStatistic] = []
  private var offset = 0

  mutating func decode(
    _ bytes: UnsafeRawBufferPointer
  ) throws(MalformedReply) -> (reply: WireReply, length: Int)? {
    var line = RequestLine()
    while let text = try nextLine(bytes) {
      let length = text.count
      let hasReturn = length > 1 && text[length - 2] == 13
      line.parse(UnsafeRawBufferPointer(rebasing: text[..<(length - (hasReturn ? 2 : 1))]))
      switch line.count > 0 ? line.word(0) : "" {
      case "VALUE":
        guard try takeItem(line, bytes, after: offset + length) else { return nil }
      case "STAT":
        stats.append(statistic(line))
        offset += length
      case "END":
        return finish(with: stats.isEmpty ? .items(items) : .stats(stats), offset + length)
      default:
        let words = String(decoding: text, as: UTF8.self)
        return finish(with: .line(String(words.prefix { !$0.isNewline })), offset + length)
      }
    }
    return nil
  }

  private mutating func finish(with reply: WireReply, _ length: Int) -> (WireReply, Int) {
    (items, stats, offset) = ([], [], 0)
    return (reply, length)
  }

  private func nextLine(
    _ bytes: UnsafeRawBufferPointer
  ) throws(MalformedReply) -> UnsafeRawBufferPointer? {
    let rest = UnsafeRawBufferPointer(rebasing: bytes[min(offset, bytes.count)...])
    guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else {
      if rest.count > Self.longestLine { throw MalformedReply("a line without an end") }
      return nil
    }
    return UnsafeRawBufferPointer(rebasing: rest[...end])
  }

  /// Reads `VALUE key flags length [unique]` and the data behind it; false if it has not all come.
  private mutating func takeItem(
    _ line: RequestLine,
    _ bytes: UnsafeRawBufferPointer,
    after start: Int
  ) throws(MalformedReply) -> Bool {
    guard line.count == 4 || line.count == 5, let flags = WireNumber.unsigned32(line[2]),
      let length = WireNumber.unsigned64(line[3]), length <= Self.largestItem
    else { throw MalformedReply("an item without flags and length") }
    let unique = line.count == 5 ? WireNumber.unsigned64(line[4]) : nil
    if line.count == 5, unique == nil { throw MalformedReply("an item whose unique is no number") }
    let end = start + Int(length)
    guard bytes.count >= end + 2 else { return false }
    guard bytes[end] == 13, bytes[end + 1] == 10 else {
      throw MalformedReply("an item that does not end where it should")
    }
    items.append(
      (Array(line[1]), MemcachedItem(Array(bytes[start..<end]), flags: flags, unique: unique))
    )
    offset = end + 2
    return true
  }

  private func statistic(_ line: RequestLine) -> MemcachedStatistic {
    let name = line.count > 1 ? line.word(1) : ""
    let value = (2..<max(2, line.count)).map { line.word($0) }.joined(separator: " ")
    return MemcachedStatistic(name, value)
  }
}
