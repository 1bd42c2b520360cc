extension RedisError {
  static let corruptHyperLogLog = RedisError(
    code: "INVALIDOBJ",
    "Corrupted HLL object detected"
  )
  fileprivate static let notHyperLogLog = RedisError(
    code: "WRONGTYPE",
    "Key is not a valid HyperLogLog string value."
  )
}

extension HyperLogLogCommands {
  /// The HyperLogLog at a key, nil if there is nothing.
  static func load(
    _ key: RedisBytes,
    _ context: CommandContext,
    forReading: Bool = false
  ) throws(RedisError) -> RedisHyperLogLog? {
    let slot = forReading ? context.read(key) : context.write(key)
    guard let string = try context.string(inSlot: slot) else { return nil }
    guard let log = RedisHyperLogLog(string) else { throw .notHyperLogLog }
    return log
  }

  /// Puts a HyperLogLog at a key, whose deadline stays.
  static func save(_ log: RedisHyperLogLog, at key: RedisBytes, _ context: CommandContext) {
    context.store(.string(RedisBytes(log.bytes)), at: key, mark: .raw, keepingDeadline: true)
  }

  static func registers(of log: RedisHyperLogLog) throws(RedisError) -> [UInt8] {
    try corruptIsError { () throws(CorruptHyperLogLog) in try log.registers() }
  }

  static func corruptIsError<Result>(
    _ body: () throws(CorruptHyperLogLog) -> Result
  ) throws(RedisError) -> Result {
    do { return try body() } catch { throw .corruptHyperLogLog }
  }
}
