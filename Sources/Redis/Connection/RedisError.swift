/// An error that Redis answered with.
///
/// The first word of its text is a code for programs, the rest is for people:
///
///     do {
///       try await redis.incr("name")
///     } catch let error as RedisError where error.code == "WRONGTYPE" {
///       print(error.message)
///     }
///
/// Like everything that Redis says it consists of bytes. An error may quote some that are no UTF-8;
/// whoever hands it on, as a server does, hands on those.
public struct RedisError: Error, Hashable, Sendable {
  /// The error as it is on the wire, such as `ERR value is not an integer or out of range`.
  public let line: RedisBytes

  /// Makes an error from what is on the wire.
  public init(line: RedisBytes) {
    self.line = line
  }

  public init(code: String = "ERR", _ message: String) {
    line = RedisBytes(message.isEmpty ? code : "\(code) \(message)")
  }

  /// An error that quotes bytes as they are.
  init(code: String = "ERR", quoting message: QuotingText) {
    line = RedisBytes(Array(code.utf8) + [UInt8(ascii: " ")] + message.bytes)
  }

  public init(text: String) {
    line = RedisBytes(text)
  }

  /// The kind of error in one word, such as `ERR`, `WRONGTYPE` or `MOVED`.
  public var code: String { String(decoding: line.prefix { $0 != Self.space }, as: UTF8.self) }

  /// What went wrong, for people.
  public var message: String { String(decoding: messageBytes, as: UTF8.self) }

  var messageBytes: RedisBytes { RedisBytes(line.drop { $0 != Self.space }.dropFirst()) }

  /// The whole of it as a text.
  public var text: String { line.string }

  private static let space = UInt8(ascii: " ")
}

extension RedisError: CustomStringConvertible {
  public var description: String { text }
}

/// A text for an error in which bytes that a client has sent are quoted as they came.
struct QuotingText: ExpressibleByStringInterpolation {
  private(set) var bytes: [UInt8]

  init(stringLiteral text: String) {
    bytes = Array(text.utf8)
  }

  init(stringInterpolation: StringInterpolation) {
    bytes = stringInterpolation.bytes
  }

  struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var bytes: [UInt8] = []

    init(literalCapacity: Int, interpolationCount: Int) {}

    mutating func appendLiteral(_ text: String) {
      bytes += text.utf8
    }

    mutating func appendInterpolation(_ text: String) {
      bytes += text.utf8
    }

    mutating func appendInterpolation(_ quoted: RedisBytes) {
      bytes += quoted.bytes
    }
  }
}
