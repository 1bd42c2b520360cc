extension DiagnosticCommands {
  static func memoryUsage(_ context: CommandContext) throws(RedisError) -> RESPValue {
    var index = 3
    while index < context.count {
      guard context.argument(index, is: "SAMPLES"), index + 1 < context.count else {
        throw .syntax
      }
      guard try context.integer(at: index + 1) >= 0 else { throw .syntax }
      index += 2
    }
    let slot = context.peek(context[2])
    guard slot >= 0 else { return .null }
    let value = context.database.keys[slot].value
    return .integer(MemoryMeter.perKey + context[2].heapSize + value.memory)
  }

  static func memoryStats(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let engine = context.engine
    let keys = engine.databases.reduce(0) { $0 + $1.keys.count }
    let share = Double(engine.memory.used) / Double(engine.usedMemory) * 100
    return .map([
      RESPPair(.bulk("peak.allocated"), .integer(engine.peakMemory)),
      RESPPair(.bulk("total.allocated"), .integer(engine.usedMemory)),
      RESPPair(.bulk("keys.count"), .integer(keys)),
      RESPPair(.bulk("keys.bytes-per-key"), .integer(keys > 0 ? engine.memory.used / keys : 0)),
      RESPPair(.bulk("dataset.bytes"), .integer(engine.memory.used)),
      RESPPair(.bulk("dataset.percentage"), .double(share)),
    ])
  }

  static func memoryDoctor(_ context: CommandContext) throws(RedisError) -> RESPValue {
    .verbatim(format: "txt", "Nothing is known to be wrong with this server's memory.\n")
  }

  static func memoryMallocStats(_ context: CommandContext) throws(RedisError) -> RESPValue {
    .verbatim(format: "txt", "The allocator keeps no statistics.\n")
  }

  static func memoryPurge(_ context: CommandContext) throws(RedisError) -> RESPValue { .ok }
}
