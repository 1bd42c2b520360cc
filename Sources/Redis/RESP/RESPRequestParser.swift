/// Reads the requests of a client, as a server does: arrays of bulk strings, and inline commands.
///
///     var parser = RESPRequestParser()
///     while try parser.next(&input) {
///       execute(parser.arguments)
///     }
///     // Keep what is left of `input` and put the next bytes behind it.
///
/// Bytes may arrive split anywhere. It accepts and refuses what Redis 7.0 does, in the same words.
/// It is a server's hottest loop: nothing is allocated for arguments of up to 14 bytes.
public struct RESPRequestParser: Sendable {
  public var limits: RESPLimits
  /// Whether the client has given its password: until then only short requests are read.
  public var isAuthenticated = true
  /// The request that ``next(_:)`` has completed: the command's name and its arguments.
  public private(set) var arguments: [RedisBytes] = []

  /// The arguments of the array that are still to come; 0 between requests.
  private var missing = 0
  /// The length of the bulk string that has begun, or -1.
  private var bulkLength = -1
  private var partial = PartialBulk()
  private var isComplete = true

  public init(limits: RESPLimits = RESPLimits()) {
    self.limits = limits
  }

  /// Reads on until a request is complete, and takes what it has read from the front of `input`.
  ///
  /// Returns false when more bytes are needed. Whatever is left of `input` then has to be at the front
  /// of it the next time. After an error the connection has to be closed.
  public mutating func next(
    _ input: inout UnsafeRawBufferPointer
  ) throws(RESPProtocolError) -> Bool {
    if isComplete { startRequest() }
    var position = 0
    defer { input = input.slice(position, input.count) }
    while missing == 0 {
      guard position < input.count else { return false }
      if input[position] != UInt8(ascii: "*") {
        guard let end = try endOfInlineRequest(input, position) else { return false }
        let line = input.slice(position, end)
        position = end + 1
        try splitInlineRequest(line, into: &arguments)
        if arguments.isEmpty { continue }
        isComplete = true
        return true
      }
      guard let count = try argumentCount(input, &position) else { return false }
      // A count below 1 asks for nothing and gets no answer.
      missing = max(count, 0)
    }
    while missing > 0 {
      guard try readArgument(input, &position) else { return false }
      missing &-= 1
    }
    isComplete = true
    return true
  }

  @inline(__always)
  private mutating func startRequest() {
    isComplete = false
    // One request with very many arguments must not hold its room for ever.
    arguments.removeAll(keepingCapacity: arguments.capacity <= 1024)
  }

  @inline(__always)
  private mutating func readArgument(
    _ input: UnsafeRawBufferPointer,
    _ position: inout Int
  ) throws(RESPProtocolError) -> Bool {
    if bulkLength < 0 {
      guard let length = try bulkLength(input, &position) else { return false }
      bulkLength = length
    }
    if partial.count == 0, input.count &- position >= bulkLength &+ 2 {
      let end = position &+ bulkLength
      arguments.append(RedisBytes(copying: input.slice(position, end)))
      // Redis does not look at the two bytes that end a bulk string either.
      position = end &+ 2
      bulkLength = -1
      return true
    }
    guard bulkLength >= PartialBulk.threshold else { return false }
    return readLongArgument(input, &position)
  }

  @inline(never)
  private mutating func readLongArgument(
    _ input: UnsafeRawBufferPointer,
    _ position: inout Int
  ) -> Bool {
    position += partial.take(from: input.slice(position, input.count), length: bulkLength)
    guard partial.count == bulkLength, input.count - position >= 2 else { return false }
    arguments.append(partial.finish())
    position += 2
    bulkLength = -1
    return true
  }
}

extension RESPRequestParser {
  /// The count after `*`, or nil when its line is not complete.
  @inline(__always)
  private func argumentCount(
    _ input: UnsafeRawBufferPointer,
    _ position: inout Int
  ) throws(RESPProtocolError) -> Int? {
    guard let count = shortNumber(input, &position) else {
      return try longArgumentCount(input, &position)
    }
    guard count <= limits.argumentCount else { throw .invalidMultibulkLength }
    if !isAuthenticated, count > RESPLimits.unauthenticatedArgumentCount {
      throw .unauthenticatedMultibulkLength
    }
    return count
  }

  @inline(never)
  private func longArgumentCount(
    _ input: UnsafeRawBufferPointer,
    _ position: inout Int
  ) throws(RESPProtocolError) -> Int? {
    guard let end = try endOfCount(input, position, tooLong: .longMultibulkCount) else {
      return nil
    }
    guard let count = parseInteger(input.slice(position + 1, end)), count <= limits.argumentCount
    else { throw .invalidMultibulkLength }
    if !isAuthenticated, count > RESPLimits.unauthenticatedArgumentCount {
      throw .unauthenticatedMultibulkLength
    }
    position = end + 2
    return count
  }

  /// The length after `$`, or nil when its line is not complete.
  @inline(__always)
  private func bulkLength(
    _ input: UnsafeRawBufferPointer,
    _ position: inout Int
  ) throws(RESPProtocolError) -> Int? {
    if position < input.count, input[position] == UInt8(ascii: "$"),
      let length = shortNumber(input, &position)
    {
      guard length <= limits.bulkLength else { throw .invalidBulkLength }
      return length
    }
    return try longBulkLength(input, &position)
  }

  @inline(never)
  private func longBulkLength(
    _ input: UnsafeRawBufferPointer,
    _ position: inout Int
  ) throws(RESPProtocolError) -> Int? {
    guard let end = try endOfCount(input, position, tooLong: .longBulkCount) else { return nil }
    guard input[position] == UInt8(ascii: "$") else {
      throw .expectedDollar(got: input[position])
    }
    guard let length = parseInteger(input.slice(position + 1, end)), length >= 0,
      length <= limits.bulkLength
    else { throw .invalidBulkLength }
    if !isAuthenticated, length > RESPLimits.unauthenticatedBulkLength {
      throw .unauthenticatedBulkLength
    }
    position = end + 2
    return length
  }

  /// The number of up to three digits between the byte at `position` and a line's end, or nil when it
  /// takes a closer look.
  @inline(__always)
  private func shortNumber(_ input: UnsafeRawBufferPointer, _ position: inout Int) -> Int? {
    let available = input.count &- position
    guard available >= 4 else { return nil }
    let first = input[position &+ 1] &- 48
    guard first < 10 else { return nil }
    let second = input[position &+ 2]
    if second == UInt8(ascii: "\r") {
      position &+= 4
      return Int(first)
    }
    guard available >= 6, first > 0, second &- 48 < 10 else { return nil }
    let number = Int(first) &* 10 &+ Int(second &- 48)
    let third = input[position &+ 3]
    if third == UInt8(ascii: "\r") {
      position &+= 5
      return number
    }
    guard third &- 48 < 10, input[position &+ 4] == UInt8(ascii: "\r") else { return nil }
    position &+= 6
    return number &* 10 &+ Int(third &- 48)
  }

  /// Where the line of a count ends, once both bytes of its end are there.
  private func endOfCount(
    _ input: UnsafeRawBufferPointer,
    _ position: Int,
    tooLong: RESPProtocolError
  ) throws(RESPProtocolError) -> Int? {
    guard let end = input.firstOffset(of: UInt8(ascii: "\r"), from: position),
      isText(input, position, end)
    else {
      guard input.count - position <= limits.lineLength else { throw tooLong }
      return nil
    }
    return end + 1 < input.count ? end : nil
  }

  /// Where the line of an inline request ends.
  private func endOfInlineRequest(
    _ input: UnsafeRawBufferPointer,
    _ position: Int
  ) throws(RESPProtocolError) -> Int? {
    guard let end = input.firstOffset(of: UInt8(ascii: "\n"), from: position),
      isText(input, position, end)
    else {
      guard input.count - position <= limits.lineLength else { throw .longInlineRequest }
      return nil
    }
    return end
  }

  /// Redis looks for a line's end as C looks through a string: a zero byte hides it.
  private func isText(_ input: UnsafeRawBufferPointer, _ start: Int, _ end: Int) -> Bool {
    input.slice(start, end).firstOffset(of: 0, from: 0) == nil
  }
}
