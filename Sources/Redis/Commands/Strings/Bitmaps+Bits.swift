extension BitmapCommands {
  static let offsetError = RedisError("bit offset is not an integer or out of range")

  /// The number of a bit; none lies beyond the longest string that there can be.
  static func bitOffset(_ context: CommandContext, at index: Int) throws(RedisError) -> Int {
    try context.integer(at: index, in: 0...(512 << 23) - 1, else: offsetError)
  }

  static func setbit(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let key = context[1]
    let offset = try bitOffset(context, at: 2)
    let error = RedisError("bit is not an integer or out of range")
    let bit = try context.integer(at: 3, in: 0...1, else: error) == 1
    let slot = context.write(key)
    let old = try context.string(inSlot: slot)
    let isSet = old.map { Self.bit(offset, of: $0) } ?? false
    let grows = offset / 8 >= old?.count ?? 0
    if grows || isSet != bit {
      var value = slot >= 0 ? StringCommands.takeString(slot, context) : RedisBytes()
      value.modify { bytes in
        bytes.grow(to: offset / 8 + 1)
        let mask: UInt8 = 0x80 >> UInt8(offset % 8)
        if bit { bytes[offset / 8] |= mask } else { bytes[offset / 8] &= ~mask }
      }
      StringCommands.put(value, at: key, inSlot: slot, mark: .raw, context)
      context.notify(.string, "setbit", key)
    } else {
      markRaw(slot, context)
    }
    return .integer(isSet ? 1 : 0)
  }

  /// Redis makes a string changeable before it looks whether anything changes.
  static func markRaw(_ slot: Int, _ context: CommandContext) {
    if slot >= 0 { context.database.keys[slot].access.mark = .raw }
  }

  static func getbit(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let offset = try bitOffset(context, at: 2)
    guard let value = try context.string(context[1]) else { return .integer(0) }
    return .integer(bit(offset, of: value) ? 1 : 0)
  }

  /// A bit of a string, counted from the highest of the first byte; beyond the end they are 0.
  static func bit(_ offset: Int, of value: RedisBytes) -> Bool {
    value.withUnsafeBytes { bytes in
      offset / 8 < bytes.count && bytes[offset / 8] & (0x80 >> UInt8(offset % 8)) != 0
    }
  }

  static func bitop(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let combine: (UInt8, UInt8) -> UInt8
    switch context[1].lowercasedName {
    case "and": combine = (&)
    case "or": combine = (|)
    case "xor": combine = (^)
    case "not":
      guard context.count == 4 else {
        throw RedisError("BITOP NOT must be called with a single source key.")
      }
      combine = { first, _ in first }
    default: throw .syntax
    }
    var sources: [[UInt8]] = []
    for key in context.arguments[3...] { sources.append(try context.string(key)?.bytes ?? []) }
    let length = sources.map(\.count).max() ?? 0
    var result = sources[0]
    result.grow(to: length)
    for source in sources.dropFirst() {
      for index in 0..<length {
        result[index] = combine(result[index], index < source.count ? source[index] : 0)
      }
    }
    if context.argument(1, is: "NOT") {
      for index in result.indices { result[index] = ~result[index] }
    }
    let target = context[2]
    if !result.isEmpty {
      context.store(.string(RedisBytes(result)), at: target, mark: .raw)
      context.notify(.string, "set", target)
      context.engine.dirty += 1
    } else if context.delete(target) {
      context.notify(.generic, "del", target)
      context.changed(target)
    }
    return .integer(length)
  }
}

extension [UInt8] {
  /// Adds zeros until there are `count` bytes.
  mutating func grow(to count: Int) {
    if self.count < count { append(contentsOf: repeatElement(0, count: count - self.count)) }
  }
}
