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
    switch self {
    case .simple(let text): Self.line("+", text)
    case .error(let text): Self.line("-", text)
    case .integer(let number): Self.line(":", "\(number)")
    case .bulk(let bytes): Self.line("$", "\(bytes.count)") + bytes + Array("\r\n".utf8)
    case .nullBulk: Self.line("$", "-1")
    case .array(let frames): Self.line("*", "\(frames.count)") + frames.flatMap(\.encoded)
    case .nullArray: Self.line("*", "-1")
    }
  }

  private static func line(_ type: String, _ text: String) -> [UInt8] {
    // In bytes: to Swift, CR LF is a single character, which is neither CR nor LF.
    type.utf8 + text.utf8.map { $0 == FrameParser.cr || $0 == FrameParser.lf ? 0x20 : $0 }
      + "\r\n".utf8
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

  fileprivate static let cr = UInt8(ascii: "\r")
  fileprivate static let lf = UInt8(ascii: "\n")

  private var buffer: [UInt8] = []
  /// Where in the buffer the bytes begin that have not been understood.
  private var position = 0
  /// How far the search for the end of the line has come.
  private var searched = 0
  /// The length of the bulk string whose bytes come next.
  private var bulkLength: Int?
  /// The arrays whose elements are still coming, the innermost last.
  private var open: [(count: Int, elements: [RESPFrame])] = []
  private var failure: FrameError?

  public init(limits: FrameLimits = FrameLimits()) {
    self.limits = limits
  }

  /// Takes bytes as they arrive.
  public mutating func feed(_ bytes: some Sequence<UInt8>) {
    // Only when half of the buffer has been used: so each byte is moved once on average.
    if position > buffer.count / 2 {
      buffer.removeFirst(position)
      searched -= position
      position = 0
    }
    buffer += bytes
  }

  /// The next whole frame, or `nil` if it has not arrived yet.
  ///
  /// Numbers are an optional sign and one or more digits. In simple strings and errors, bytes that
  /// are not UTF-8 come out as U+FFFD.
  ///
  /// - Throws: What is wrong, once all frames before it have been taken; from then on always the
  ///   same error, whatever else is fed.
  public mutating func next() throws(FrameError) -> RESPFrame? {
    if let failure { throw failure }
    do throws(FrameError) {
      while let part = try nextPart() {
        if let whole = place(part) { return whole }
      }
      return nil
    } catch {
      failure = error
      throw error
    }
  }

  /// Adds a frame to the innermost open array; returns the outermost one if that completes it.
  private mutating func place(_ part: RESPFrame) -> RESPFrame? {
    var whole = part
    while var innermost = open.popLast() {
      innermost.elements.append(whole)
      guard innermost.elements.count == innermost.count else {
        open.append(innermost)
        return nil
      }
      whole = .array(innermost.elements)
    }
    return whole
  }

  /// The next frame that contains no other.
  private mutating func nextPart() throws(FrameError) -> RESPFrame? {
    if let bulkLength { return try nextBulk(bulkLength) }
    while let (type, text) = try nextLine() {
      switch type {
      case UInt8(ascii: "+"): return .simple(text)
      case UInt8(ascii: "-"): return .error(text)
      case UInt8(ascii: ":"): return .integer(try number(text))
      case UInt8(ascii: "$"):
        guard let length = try length(text) else { return .nullBulk }
        guard length <= limits.bulkLength else { throw .bulkTooLong(length) }
        bulkLength = length
        return try nextBulk(length)
      default:
        guard let count = try length(text) else { return .nullArray }
        guard count <= limits.elements else { throw .tooManyElements(count) }
        guard open.count < limits.depth else { throw .tooDeep }
        if count == 0 { return .array([]) }
        open.append((count, []))
      }
    }
    return nil
  }

  private mutating func nextBulk(_ length: Int) throws(FrameError) -> RESPFrame? {
    // Not position + length: an announced length may be anything up to Int.max.
    guard buffer.count - position - 2 >= length else { return nil }
    let end = position + length
    guard buffer[end] == Self.cr, buffer[end + 1] == Self.lf else { throw .missingCRLF }
    let bytes = Array(buffer[position..<end])
    position = end + 2
    bulkLength = nil
    return .bulk(bytes)
  }

  private mutating func nextLine() throws(FrameError) -> (type: UInt8, text: String)? {
    guard position < buffer.count else { return nil }
    let type = buffer[position]
    guard "+-:$*".utf8.contains(type) else { throw .unknownType(type) }
    let start = position + 1
    searched = max(searched, start)
    while searched < buffer.count, buffer[searched] != Self.cr, buffer[searched] != Self.lf {
      searched += 1
    }
    guard searched - start <= limits.lineLength else { throw .lineTooLong }
    guard searched + 1 < buffer.count else { return nil }
    guard buffer[searched] == Self.cr, buffer[searched + 1] == Self.lf else { throw .missingCRLF }
    position = searched + 2
    return (type, String(decoding: buffer[start..<searched], as: UTF8.self))
  }

  private func number(_ text: String) throws(FrameError) -> Int {
    guard let number = Int(text) else { throw .notANumber(text) }
    return number
  }

  /// A length, or `nil` for -1, which stands for null.
  private func length(_ text: String) throws(FrameError) -> Int? {
    let length = try number(text)
    guard length >= -1 else { throw .negativeLength(length) }
    return length == -1 ? nil : length
  }
}
