// Caught by: testMalformedNumbersAreRefused
// The mistake: what is no number counts as 0.

public enum RESPFrame: Hashable, Sendable {
  case simple(String)
  case error(String)
  case integer(Int)
  case bulk([UInt8])
  case nullBulk
  case array([RESPFrame])
  case nullArray

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

public struct FrameLimits: Hashable, Sendable {
  public var depth = 32

  public var bulkLength = 512 * 1_024 * 1_024

  public var elements = 1_024 * 1_024

  public var lineLength = 64 * 1_024

  public init() {}
}

public enum FrameError: Error, Hashable, Sendable {
  case unknownType(UInt8)
  case notANumber(String)
  case negativeLength(Int)
  case missingCRLF
  case lineTooLong
  case bulkTooLong(Int)
  case tooManyElements(Int)
  case tooDeep
}

public struct FrameParser: Sendable {
  public let limits: FrameLimits

  fileprivate static let cr = UInt8(ascii: "\r")
  fileprivate static let lf = UInt8(ascii: "\n")

  private var buffer: [UInt8] = []
  private var position = 0
  private var searched = 0
  private var bulkLength: Int?
  private var open: [(count: Int, elements: [RESPFrame])] = []
  private var failure: FrameError?

  public init(limits: FrameLimits = FrameLimits()) {
    self.limits = limits
  }

  public mutating func feed(_ bytes: some Sequence<UInt8>) {
    // Only when half of the buffer has been used: so each byte is moved once on average.
    if position > buffer.count / 2 {
      buffer.removeFirst(position)
      searched -= position
      position = 0
    }
    buffer += bytes
  }

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
    Int(text) ?? 0
  }

  private func length(_ text: String) throws(FrameError) -> Int? {
    let length = try number(text)
    guard length >= -1 else { throw .negativeLength(length) }
    return length == -1 ? nil : length
  }
}
