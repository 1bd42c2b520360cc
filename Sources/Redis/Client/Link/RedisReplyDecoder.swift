import Sockets

/// Finds replies in what a Redis sends, and tells them from messages.
struct RedisReplyDecoder: ReplyDecoder {
  /// Whether the connection is there for messages, which in RESP2 look like replies.
  let carriesMessages: Bool
  private var parser = RESPParser()
  /// How many bytes of the unfinished reply the parser has taken already.
  private var taken = 0

  init(carriesMessages: Bool) {
    self.carriesMessages = carriesMessages
  }

  mutating func decode(
    _ bytes: UnsafeRawBufferPointer
  ) throws(MalformedReply) -> (reply: RESPValue, length: Int)? {
    var input = UnsafeRawBufferPointer(rebasing: bytes[taken...])
    do throws(RESPProtocolError) {
      let reply = try parser.next(&input)
      let length = bytes.count - input.count
      guard let reply else {
        taken = length
        return nil
      }
      taken = 0
      return (reply, length)
    } catch {
      throw MalformedReply(error.message)
    }
  }

  func isUnasked(_ reply: RESPValue) -> Bool {
    switch reply {
    case .push(let elements): !carriesMessages || !Self.isConfirmation(elements)
    case .array(let elements): carriesMessages && !Self.isConfirmation(elements)
    case .simple("PONG"): carriesMessages
    default: false
    }
  }

  /// Whether this answers `SUBSCRIBE` or one of its kin.
  private static func isConfirmation(_ elements: [RESPValue]) -> Bool {
    guard case .bulk(let kind) = elements.first else { return false }
    return confirmations.contains(kind)
  }

  private static let confirmations: Set<RedisBytes> = [
    "subscribe", "psubscribe", "ssubscribe", "unsubscribe", "punsubscribe", "sunsubscribe",
  ]
}
