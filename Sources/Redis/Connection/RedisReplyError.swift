/// A reply was understood but is not of the kind that its command promises, or that was asked for.
///
/// Reading `hello` as a number gives `GET: expected an integer or nothing, got a bulk string "hello"`.
public struct RedisReplyError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The name of the command.
  public let command: String
  /// What the reply had to be, such as `an integer`.
  public let expected: String
  /// What it was.
  public let reply: RESPValue

  public init(command: String, expected: String, reply: RESPValue) {
    self.command = command
    self.expected = expected
    self.reply = reply
  }

  public var description: String {
    "\(command): expected \(expected), got \(reply.kind)"
  }
}

extension RESPValue {
  /// What kind of value this is, in words for an error's message.
  public var kind: String {
    switch self {
    case .simple(let text): "a simple string \(quoted(text))"
    case .error(let error): "an error \(quoted(error.text))"
    case .integer(let number): "an integer \(number)"
    case .bulk(let bytes): "a bulk string \(quoted(RedisBytes(bytes.prefix(80)).string))"
    case .null: "null"
    case .nullArray: "a null array"
    case .array(let elements): "an array of \(elements.count)"
    case .double(let number): "a double \(number)"
    case .boolean(let flag): "a boolean \(flag)"
    case .bigNumber(let digits): "a big number \(digits)"
    case .verbatim(let format, _): "a verbatim string of format \(format)"
    case .map(let pairs): "a map of \(pairs.count)"
    case .set(let elements): "a set of \(elements.count)"
    case .push(let elements): "a push of \(elements.count)"
    }
  }

  private func quoted(_ text: String) -> String { "\"\(text)\"" }

  /// What this reply to `command` holds.
  ///
  /// - Throws: A ``RedisError`` when it is one, a ``RedisReplyError`` when it is of another kind.
  public func decode<Reply: RedisDecodable>(
    as type: Reply.Type,
    from command: String = "reply"
  ) throws -> Reply {
    if case .error(let error) = self, type != RESPValue.self { throw error }
    guard let value = Reply.decode(self) else {
      throw RedisReplyError(command: command, expected: Reply.expectedReply, reply: self)
    }
    return value
  }

  /// Checks that this reply to `command` is `OK`.
  func expectOK(from command: String) throws {
    if case .error(let error) = self { throw error }
    guard self == .ok else {
      throw RedisReplyError(command: command, expected: "OK", reply: self)
    }
  }
}
