extension StringCommands {
  static func incr(_ context: CommandContext) throws(RedisError) -> RESPValue {
    try add(1, context)
  }

  static func decr(_ context: CommandContext) throws(RedisError) -> RESPValue {
    try add(-1, context)
  }

  static func incrby(_ context: CommandContext) throws(RedisError) -> RESPValue {
    try add(context.integer(at: 2), context)
  }

  static func decrby(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let amount = try context.integer(at: 2)
    guard amount != Int.min else { throw RedisError("decrement would overflow") }
    return try add(-amount, context)
  }

  private static func add(
    _ amount: Int,
    _ context: CommandContext
  ) throws(RedisError) -> RESPValue {
    let key = context[1]
    let slot = context.write(key)
    var number = 0
    if let old = try context.string(inSlot: slot) {
      guard let integer = old.integer else { throw .notAnInteger }
      number = integer
    }
    let (sum, overflow) = number.addingReportingOverflow(amount)
    guard !overflow else { throw RedisError("increment or decrement would overflow") }
    put(RedisBytes(sum), at: key, inSlot: slot, mark: .plain, context)
    context.notify(.string, "incrby", key)
    return .integer(sum)
  }

  static func incrbyfloat(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let key = context[1]
    let slot = context.write(key)
    let old = try context.string(inSlot: slot)
    guard let number = old.map(ExtendedFloat.init(text:)) ?? ExtendedFloat.zero,
      let amount = ExtendedFloat(text: context[2])
    else { throw .notAFloat }
    guard let sum = number.adding(amount) else {
      throw RedisError("increment would produce NaN or Infinity")
    }
    let text = sum.text
    put(text, at: key, inSlot: slot, mark: .text, context)
    context.propagate(as: ["SET", key, text, "KEEPTTL"])
    context.notify(.string, "incrbyfloat", key)
    return .bulk(text)
  }

  static func append(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let key = context[1]
    let slot = context.write(key)
    var value = context[2]
    var mark = StringMark.plain
    if let old = try context.string(inSlot: slot) {
      try checkLength(old.count, value.count)
      value = takeString(slot, context)
      value.append(context[2])
      mark = .raw
    }
    put(value, at: key, inSlot: slot, mark: mark, context)
    context.notify(.string, "append", key)
    return .integer(value.count)
  }

  static func setrange(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let key = context[1]
    let offset = try context.integer(at: 2)
    guard offset >= 0 else { throw RedisError("offset is out of range") }
    let patch = context[3]
    let slot = context.write(key)
    let count = try context.string(inSlot: slot)?.count ?? 0
    if patch.isEmpty { return .integer(count) }
    try checkLength(offset, patch.count)
    var value = slot >= 0 ? takeString(slot, context) : RedisBytes()
    value.modify { bytes in
      let end = offset + patch.count
      if bytes.count < end { bytes.append(contentsOf: repeatElement(0, count: end - bytes.count)) }
      patch.withUnsafeBytes { bytes.replaceSubrange(offset..<end, with: $0) }
    }
    put(value, at: key, inSlot: slot, mark: .raw, context)
    context.notify(.string, "setrange", key)
    return .integer(value.count)
  }

  /// Refuses a string that would be longer than a request can be.
  static func checkLength(_ length: Int, _ more: Int) throws(RedisError) {
    let (sum, overflow) = length.addingReportingOverflow(more)
    if overflow || sum > 512 << 20 {
      throw RedisError("string exceeds maximum allowed size (proto-max-bulk-len)")
    }
  }

  /// The string in a slot, taken out of it so that it has one owner and is changed in place.
  static func takeString(_ slot: Int, _ context: CommandContext) -> RedisBytes {
    guard case .string(let bytes) = context.database.keys[slot].value else { return RedisBytes() }
    context.engine.replace(
      slot,
      by: .string(RedisBytes()),
      mark: .raw,
      in: context.database
    )
    return bytes
  }

  /// Puts a string where a key is, or makes the key; its deadline stays.
  static func put(
    _ value: RedisBytes,
    at key: RedisBytes,
    inSlot slot: Int,
    mark: StringMark,
    _ context: CommandContext
  ) {
    context.store(.string(value), at: key, inSlot: slot, mark: mark, keepingDeadline: true)
    context.engine.dirty += 1
  }
}
