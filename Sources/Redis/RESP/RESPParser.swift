/// Reads replies, RESP2 and RESP3, as a client does.
///
///     var parser = RESPParser()
///     parser.append(bytesThatArrived)
///     while let reply = try parser.next() {
///       print(reply)
///     }
///
/// Bytes may arrive split anywhere. Nesting is kept on a stack of its own and limited, and no room is
/// made for what is only announced, so that no reply can crash the client or use up its memory.
/// Attributes are skipped; the streamed types, which Redis does not send, are refused.
public struct RESPParser: Sendable {
  public let limits: RESPLimits

  /// Bytes given to `append(_:)`; those before `start` are read.
  private var buffer: [UInt8] = []
  private var start = 0
  /// The aggregates that have begun, the innermost last.
  var frames: [RESPAggregate] = []
  /// The values announced in the aggregates that have begun.
  var announced = 0
  /// The long string that has begun.
  var bulk: RESPBulk?
  var partial = PartialBulk()

  public init(limits: RESPLimits = RESPLimits()) {
    self.limits = limits
  }

  /// Adds bytes that arrived.
  public mutating func append(_ bytes: some Sequence<UInt8>) {
    // Moving the rest to the front only when it is the smaller part keeps the cost of a byte constant.
    if start > buffer.count / 2 {
      buffer.removeFirst(start)
      start = 0
    }
    buffer.append(contentsOf: bytes)
  }

  /// The next reply that has arrived completely, or nil.
  public mutating func next() throws(RESPProtocolError) -> RESPValue? {
    let bytes = buffer
    let (result, rest) = bytes.withUnsafeBytes { whole in
      var input = whole.slice(start, whole.count)
      let result = Result { () throws(RESPProtocolError) in try next(&input) }
      return (result, input.count)
    }
    start = buffer.count - rest
    return try result.get()
  }

  /// The next reply in the front of `input`, which what was read is taken from.
  ///
  /// Returns nil when more bytes are needed. Whatever is left of `input` then has to be at the front of
  /// it the next time. After an error the connection has to be closed.
  public mutating func next(
    _ input: inout UnsafeRawBufferPointer
  ) throws(RESPProtocolError) -> RESPValue? {
    var position = 0
    defer { input = input.slice(position, input.count) }
    while let event = try nextEvent(input, &position) {
      if let value = try take(event) {
        announced = 0
        return value
      }
    }
    return nil
  }

  /// Puts a value where it belongs; gives the outermost one when that has become complete.
  private mutating func take(_ event: RESPEvent) throws(RESPProtocolError) -> RESPValue? {
    var value: RESPValue
    switch event {
    case .value(let whole): value = whole
    case .begin(let frame):
      frames.append(frame)
      guard frame.missing == 0 else { return nil }
      guard let whole = frames.removeLast().finish() else { return nil }
      value = whole
    }
    while let innermost = frames.indices.last {
      frames[innermost].elements.append(value)
      frames[innermost].missing -= 1
      guard frames[innermost].missing == 0 else { return nil }
      // Attributes vanish, and what they belong to comes next.
      guard let whole = frames.removeLast().finish() else { return nil }
      value = whole
    }
    return value
  }
}

/// What the parser reads in one step.
enum RESPEvent {
  case value(RESPValue)
  case begin(RESPAggregate)
}

/// A long string whose beginning was read.
struct RESPBulk: Sendable {
  var kind: UInt8
  var length: Int
}

/// An aggregate some of whose values are still to come.
struct RESPAggregate: Sendable {
  enum Kind: Sendable { case array, set, push, map, attribute }

  let kind: Kind
  var missing: Int
  var elements: [RESPValue] = []

  /// The value, or nil for attributes.
  func finish() -> RESPValue? {
    switch kind {
    case .array: .array(elements)
    case .set: .set(elements)
    case .push: .push(elements)
    case .attribute: nil
    case .map:
      .map(
        stride(from: 0, to: elements.count, by: 2).map { index in
          RESPPair(elements[index], elements[index + 1])
        }
      )
    }
  }
}
