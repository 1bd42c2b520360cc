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
/// A null is not an empty value: `$0` is a string without a byte, and `*0` a list without an element.
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

/// How much a peer may ask of a parser before any of it is believed.
public struct FrameLimits: Hashable, Sendable {
  /// How many arrays may lie in each other, empty ones too: `[[1]]` needs 2, a simple string 0.
  public var depth = 32

  /// How many bytes a bulk string may have.
  public var bulkLength = 512 * 1_024 * 1_024

  /// How many elements an array may have.
  public var elements = 1_024 * 1_024

  /// How many bytes a line may have, without its first byte and without its CR LF.
  public var lineLength = 64 * 1_024

  public init() {}
}

/// What is wrong with bytes that are no RESP2, or more than the limits allow.
public enum FrameError: Error, Hashable, Sendable {
  /// A frame begins with another byte than `+`, `-`, `:`, `$` and `*`.
  case unknownType(UInt8)
  /// An integer or a length is something else than an optional sign and digits, or out of range of `Int`.
  case notANumber(String)
  /// A length is below -1.
  case negativeLength(Int)
  /// There is no CR LF where one has to be, or a CR or an LF where a line does not end.
  case missingCRLF
  /// A line exceeds the limit, whether its end has come or not.
  case lineTooLong
  /// A bulk string is announced with more bytes than the limit.
  case bulkTooLong(Int)
  /// An array is announced with more elements than the limit.
  case tooManyElements(Int)
  /// Arrays lie in more arrays than the limit.
  case tooDeep
}

/// Makes frames of bytes, however the network has cut them into pieces.
///
///     var parser = FrameParser()
///     parser.feed("+OK\r\n$5\r\nhel".utf8)
///     try parser.next()  // .simple("OK")
///     try parser.next()  // nil: the rest has not come yet
///     parser.feed("lo\r\n".utf8)
///     try parser.next()  // .bulk, with the bytes of "hello"
///
/// A piece may end anywhere: in a number, between CR and LF, in the middle of an array. The parser
/// keeps what it has understood, and looks at no byte twice: frames of n bytes take O(n) time in all,
/// whether they come at once or byte by byte. How much it keeps depends on what is not whole yet and on
/// the largest piece, not on how much has passed through; an announced length takes no memory until
/// the bytes come.
///
/// After an error nobody knows where the next frame begins, so the parser stays broken.
public struct FrameParser: Sendable {
  public let limits: FrameLimits

  // Your storage goes here.

  public init(limits: FrameLimits = FrameLimits()) {
    self.limits = limits
  }

  /// Takes the bytes that came.
  public mutating func feed(_ bytes: some Sequence<UInt8>) {
    // Your code here.
  }

  /// The next whole frame, or `nil` if it has not come yet.
  ///
  /// Numbers are an optional sign and one or more digits. In simple strings and errors, bytes that are
  /// no UTF-8 come out as U+FFFD.
  ///
  /// - Throws: What is wrong, once all frames before it have been taken; the same ever after, whatever
  ///   else is fed.
  public mutating func next() throws(FrameError) -> RESPFrame? {
    // Your code here.
    nil
  }
}
