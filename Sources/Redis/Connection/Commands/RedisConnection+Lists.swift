/// An end of a list.
public enum RedisListEnd: String, Sendable {
  case left = "LEFT"
  case right = "RIGHT"
}

/// An element that a blocking command took from one of several keys.
public struct RedisPopped<Value: RedisDecodable>: RedisDecodable {
  /// The key that it was taken from.
  public let key: RedisBytes
  public let value: Value

  public static var expectedReply: String { "a key with \(Value.expectedReply)" }

  public static func decode(_ reply: RESPValue) -> RedisPopped? {
    guard let parts = reply.elements, parts.count == 2,
      let key = RedisBytes.decode(parts[0]), let value = Value.decode(parts[1])
    else { return nil }
    return RedisPopped(key: key, value: value)
  }
}

extension RedisPopped: Equatable where Value: Equatable {}

/// Lists: elements in order, cheap to add and to take at both ends.
extension RedisConnection {
  /// Adds elements at the left end, one after another, and returns the new length.
  ///
  ///     try await redis.lpush("recent:7", "book:1", "book:2")  // book:2 comes first
  @discardableResult
  public func lpush<Element: RedisArgument>(
    _ key: some RedisArgument,
    _ elements: Element...
  ) async throws -> Int {
    try await lpush(key, elements)
  }

  /// Adds elements at the left end, one after another, and returns the new length.
  @discardableResult
  public func lpush(
    _ key: some RedisArgument,
    _ elements: [some RedisArgument]
  ) async throws -> Int {
    try await send(RedisCommand("LPUSH", key).adding(elements), as: Int.self)
  }

  /// Adds elements at the right end, one after another, and returns the new length.
  @discardableResult
  public func rpush<Element: RedisArgument>(
    _ key: some RedisArgument,
    _ elements: Element...
  ) async throws -> Int {
    try await rpush(key, elements)
  }

  /// Adds elements at the right end, one after another, and returns the new length.
  @discardableResult
  public func rpush(
    _ key: some RedisArgument,
    _ elements: [some RedisArgument]
  ) async throws -> Int {
    try await send(RedisCommand("RPUSH", key).adding(elements), as: Int.self)
  }

  /// Adds elements at the left end of a list that exists, and returns its length.
  @discardableResult
  public func lpushX(
    _ key: some RedisArgument,
    _ elements: [some RedisArgument]
  ) async throws -> Int {
    try await send(RedisCommand("LPUSHX", key).adding(elements), as: Int.self)
  }

  /// Adds elements at the right end of a list that exists, and returns its length.
  @discardableResult
  public func rpushX(
    _ key: some RedisArgument,
    _ elements: [some RedisArgument]
  ) async throws -> Int {
    try await send(RedisCommand("RPUSHX", key).adding(elements), as: Int.self)
  }

  /// Takes the leftmost element, or nil when there is none.
  public func lpop<Value: RedisDecodable>(
    _ key: some RedisArgument,
    as type: Value.Type = RedisBytes.self
  ) async throws -> Value? {
    try await send(RedisCommand("LPOP", key), as: Value?.self)
  }

  /// Takes up to `count` elements from the left.
  public func lpop<Value: RedisDecodable>(
    _ key: some RedisArgument,
    count: Int,
    as type: Value.Type = RedisBytes.self
  ) async throws -> [Value] {
    try await send(RedisCommand("LPOP", key, count), as: [Value]?.self) ?? []
  }

  /// Takes the rightmost element, or nil when there is none.
  public func rpop<Value: RedisDecodable>(
    _ key: some RedisArgument,
    as type: Value.Type = RedisBytes.self
  ) async throws -> Value? {
    try await send(RedisCommand("RPOP", key), as: Value?.self)
  }

  /// Takes up to `count` elements from the right, the rightmost first.
  public func rpop<Value: RedisDecodable>(
    _ key: some RedisArgument,
    count: Int,
    as type: Value.Type = RedisBytes.self
  ) async throws -> [Value] {
    try await send(RedisCommand("RPOP", key, count), as: [Value]?.self) ?? []
  }

  /// The elements from one position through another; negative ones count from the right.
  ///
  ///     let newest = try await redis.lrange("recent:7", from: 0, through: 9, as: String.self)
  public func lrange<Value: RedisDecodable>(
    _ key: some RedisArgument,
    from start: Int = 0,
    through end: Int = -1,
    as type: Value.Type = RedisBytes.self
  ) async throws -> [Value] {
    try await send(RedisCommand("LRANGE", key, start, end), as: [Value].self)
  }

  /// Keeps the elements from one position through another and removes the rest.
  public func ltrim(
    _ key: some RedisArgument,
    from start: Int,
    through end: Int
  ) async throws {
    try await sendForOK(RedisCommand("LTRIM", key, start, end))
  }

  /// How many elements there are.
  public func llen(_ key: some RedisArgument) async throws -> Int {
    try await send(RedisCommand("LLEN", key), as: Int.self)
  }

  /// The element at a position, or nil when there is none.
  public func lindex<Value: RedisDecodable>(
    _ key: some RedisArgument,
    at index: Int,
    as type: Value.Type = RedisBytes.self
  ) async throws -> Value? {
    try await send(RedisCommand("LINDEX", key, index), as: Value?.self)
  }

  /// Replaces the element at a position.
  ///
  /// - Throws: A ``RedisError`` when there is no element at the position.
  public func lset(
    _ key: some RedisArgument,
    at index: Int,
    _ element: some RedisArgument
  ) async throws {
    try await sendForOK(RedisCommand("LSET", key, index, element))
  }

  /// Removes elements equal to one: `count` from the left, from the right if negative, all if 0.
  @discardableResult
  public func lrem(
    _ key: some RedisArgument,
    count: Int = 0,
    _ element: some RedisArgument
  ) async throws -> Int {
    try await send(RedisCommand("LREM", key, count, element), as: Int.self)
  }

  /// Inserts an element before another and returns the new length, or nil when there is no other.
  @discardableResult
  public func linsert(
    _ key: some RedisArgument,
    _ element: some RedisArgument,
    before pivot: some RedisArgument
  ) async throws -> Int? {
    try await insert(RedisCommand("LINSERT", key, "BEFORE", pivot, element))
  }

  /// Inserts an element after another and returns the new length, or nil when there is no other.
  @discardableResult
  public func linsert(
    _ key: some RedisArgument,
    _ element: some RedisArgument,
    after pivot: some RedisArgument
  ) async throws -> Int? {
    try await insert(RedisCommand("LINSERT", key, "AFTER", pivot, element))
  }

  private func insert(_ command: RedisCommand) async throws -> Int? {
    let length = try await send(command, as: Int.self)
    return length > 0 ? length : nil
  }

  /// The position of the first element equal to one, or nil when there is none.
  public func lpos(
    _ key: some RedisArgument,
    _ element: some RedisArgument
  ) async throws -> Int? {
    try await send(RedisCommand("LPOS", key, element), as: Int?.self)
  }

  /// Takes an element from an end of one list and adds it at an end of another.
  @discardableResult
  public func lmove<Value: RedisDecodable>(
    _ source: some RedisArgument,
    _ from: RedisListEnd,
    to destination: some RedisArgument,
    _ to: RedisListEnd,
    as type: Value.Type = RedisBytes.self
  ) async throws -> Value? {
    let command = RedisCommand("LMOVE", source, destination, from.rawValue, to.rawValue)
    return try await send(command, as: Value?.self)
  }
}
