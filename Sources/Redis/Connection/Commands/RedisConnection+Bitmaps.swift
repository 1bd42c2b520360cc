/// How `BITOP` puts bitmaps together.
public enum RedisBitOperation: String, Sendable {
  case and = "AND"
  case or = "OR"
  case xor = "XOR"
}

/// Bitmaps: strings seen as rows of bits, the first bit being the highest of the first byte.
extension RedisConnection {
  /// Sets a bit and returns what it was.
  ///
  ///     try await redis.setBit("present:2026-01-01", at: 7, true)
  @discardableResult
  public func setBit(
    _ key: some RedisArgument,
    at offset: Int,
    _ bit: Bool
  ) async throws -> Bool {
    try await send(RedisCommand("SETBIT", key, offset, bit ? 1 : 0), as: Bool.self)
  }

  /// A bit; beyond the end of the value it is false.
  public func getBit(_ key: some RedisArgument, at offset: Int) async throws -> Bool {
    try await send(RedisCommand("GETBIT", key, offset), as: Bool.self)
  }

  /// How many bits are set.
  public func bitCount(_ key: some RedisArgument) async throws -> Int {
    try await send(RedisCommand("BITCOUNT", key), as: Int.self)
  }

  /// How many bits are set from one byte through another; negative ones count from the end.
  public func bitCount(
    _ key: some RedisArgument,
    fromByte start: Int,
    throughByte end: Int = -1
  ) async throws -> Int {
    try await send(RedisCommand("BITCOUNT", key, start, end), as: Int.self)
  }

  /// The position of the first bit that is set, or is not, or nil when there is none.
  public func bitPos(_ key: some RedisArgument, _ bit: Bool) async throws -> Int? {
    let position = try await send(RedisCommand("BITPOS", key, bit ? 1 : 0), as: Int.self)
    return position >= 0 ? position : nil
  }

  /// Stores bitmaps put together bit by bit, and returns the result's length in bytes.
  @discardableResult
  public func bitOp(
    _ operation: RedisBitOperation,
    _ destination: some RedisArgument,
    _ keys: [some RedisArgument]
  ) async throws -> Int {
    let command = RedisCommand("BITOP", operation.rawValue, destination).adding(keys)
    return try await send(command, as: Int.self)
  }

  /// Stores a bitmap with every bit turned round, and returns the result's length in bytes.
  @discardableResult
  public func bitNot(
    _ destination: some RedisArgument,
    _ key: some RedisArgument
  ) async throws -> Int {
    try await send(RedisCommand("BITOP", "NOT", destination, key), as: Int.self)
  }
}
