/// One frame of RESP2, the protocol that Redis speaks: a whole command or a whole reply.
///
///     RESPFrame.array([.bulk(Array("GET".utf8)), .bulk(Array("tea".utf8))]).encoded
///     // the bytes of "*2\r\n$3\r\nGET\r\n$3\r\ntea\r\n"
///
/// The first byte says what a frame is, and a line that ends with CR LF follows it:
///
/// | frame | bytes |
/// |:--|:--|
/// | `.simple("OK")` | `+OK` CR LF |
/// | `.error("ERR no")` | `-ERR no` CR LF |
/// | `.integer(-7)` | `:-7` CR LF |
/// | `.bulk([0x68, 0x69])` | `$2` CR LF, the two bytes `hi`, CR LF |
/// | `.nullBulk` | `$-1` CR LF: there is no such value |
/// | `.array([.integer(1)])` | `*1` CR LF, then the frames in it: `:1` CR LF |
/// | `.nullArray` | `*-1` CR LF: there is no such list |
///
/// A null is not an empty value: `$0` is an empty string, and `*0` an empty list.
public enum RESPFrame: Hashable, Sendable {
  case simple(String)
  case error(String)
  case integer(Int)
  case bulk([UInt8])
  case nullBulk
  case array([RESPFrame])
  case nullArray

  /// The bytes of the frame, as in the table above.
  ///
  /// A line break would end a simple string or an error too early, and what follows would be read as
  /// another frame. So each CR and each LF in one of them is sent as a space. Bulk strings may contain
  /// any bytes.
  public var encoded: [UInt8] {
    // Your code here.
    []
  }
}

/// How much a peer may announce before a parser refuses it.
public struct FrameLimits: Hashable, Sendable {
  /// How deeply arrays may be nested, empty ones included: `[[1]]` needs 2, a simple string 0.
  public var depth = 32

  /// How many bytes a bulk string may have.
  public var bulkLength = 512 * 1_024 * 1_024

  /// How many elements an array may have.
  public var elements = 1_024 * 1_024

  /// How many bytes a line may have, without its first byte and without its CR LF.
  public var lineLength = 64 * 1_024

  public init() {}
}

/// Why bytes are refused: they are not RESP2, or they exceed the limits.
public enum FrameError: Error, Hashable, Sendable {
  /// A frame begins with a byte other than `+`, `-`, `:`, `$` and `*`.
  case unknownType(UInt8)
  /// An integer or a length is not an optional sign and digits, or does not fit into an `Int`.
  case notANumber(String)
  /// A length is below -1.
  case negativeLength(Int)
  /// There is no CR LF where one has to be, or a CR or an LF inside a line.
  case missingCRLF
  /// A line exceeds the limit, whether its end has arrived or not.
  case lineTooLong
  /// A bulk string announces more bytes than the limit.
  case bulkTooLong(Int)
  /// An array announces more elements than the limit.
  case tooManyElements(Int)
  /// Arrays are nested more deeply than the limit.
  case tooDeep
}

/// Turns bytes into frames, however the network has cut them into pieces.
///
///     var parser = FrameParser()
///     parser.feed("+OK\r\n$5\r\nhel".utf8)
///     try parser.next()  // .simple("OK")
///     try parser.next()  // nil: the rest has not come yet
///     parser.feed("lo\r\n".utf8)
///     try parser.next()  // .bulk, with the bytes of "hello"
///
/// A piece may end anywhere: in a number, between CR and LF, in the middle of an array. The parser
/// keeps what it has understood, and looks at no byte twice: frames of n bytes take O(n) time in
/// all, whether they come at once or byte by byte. How much memory it takes depends on what is
/// still incomplete and on the largest piece, not on how much has passed through; an announced
/// length takes no memory until the bytes arrive.
///
/// After an error nobody knows where the next frame begins, so the parser stays broken.
public struct FrameParser: Sendable {
  public let limits: FrameLimits

  // Your storage goes here.

  public init(limits: FrameLimits = FrameLimits()) {
    self.limits = limits
  }

  /// Takes bytes as they arrive.
  public mutating func feed(_ bytes: some Sequence<UInt8>) {
    // Your code here.
  }

  /// The next whole frame, or `nil` if it has not arrived yet.
  ///
  /// Numbers are an optional sign and one or more digits. In simple strings and errors, bytes that
  /// are not UTF-8 come out as U+FFFD.
  ///
  /// - Throws: What is wrong, once all frames before it have been taken; from then on always the
  ///   same error, whatever else is fed.
  public mutating func next() throws(FrameError) -> RESPFrame? {
    // Your code here.
    nil
  }
}
