extension BitmapCommands {
  static func bitcount(_ context: CommandContext) throws(RedisError) -> RESPValue {
    guard let value = try context.string(context[1]) else { return .integer(0) }
    guard context.count == 2 || context.count == 4 || context.count == 5 else { throw .syntax }
    if context.count == 2 { return .integer(count(value, 0..<value.count * 8)) }
    let start = try context.integer(at: 2)
    let end = try context.integer(at: 3)
    // Before the unit is looked at, which need not even be one then.
    if start < 0 && end < 0 && start > end { return .integer(0) }
    let inBits = try readsBits(context, at: 4)
    guard let range = range(start, end, inBits: inBits, of: value) else { return .integer(0) }
    return .integer(count(value, range))
  }

  /// Whether positions are of bits rather than of bytes.
  private static func readsBits(_ context: CommandContext, at index: Int) throws(RedisError)
    -> Bool
  {
    if index >= context.count { return false }
    if context.argument(index, is: "BIT") { return true }
    guard context.argument(index, is: "BYTE") else { throw .syntax }
    return false
  }

  /// The bits from `start` to `end`, both included and from the end if negative; nil if none.
  private static func range(
    _ start: Int,
    _ end: Int,
    inBits: Bool,
    of value: RedisBytes
  ) -> Range<Int>? {
    let total = inBits ? value.count * 8 : value.count
    let first = max(0, start < 0 ? start &+ total : start)
    let last = min(max(0, end < 0 ? end &+ total : end), total - 1)
    guard first <= last else { return nil }
    return inBits ? first..<last + 1 : first * 8..<(last + 1) * 8
  }

  private static func count(_ value: RedisBytes, _ bits: Range<Int>) -> Int {
    guard !bits.isEmpty else { return 0 }
    return value.withUnsafeBytes { bytes in
      let (first, last) = (bits.lowerBound / 8, (bits.upperBound - 1) / 8)
      var sum = 0
      for index in first...last { sum += bytes[index].nonzeroBitCount }
      let before = UInt8(bits.lowerBound % 8)
      if before > 0 { sum -= (bytes[first] >> (8 - before)).nonzeroBitCount }
      let after = UInt8((8 - bits.upperBound % 8) % 8)
      if after > 0 { sum -= (bytes[last] & (1 << after - 1)).nonzeroBitCount }
      return sum
    }
  }

  static func bitpos(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let wanted = try context.integer(at: 2)
    guard wanted == 0 || wanted == 1 else {
      throw RedisError("The bit argument must be 1 or 0.")
    }
    guard let value = try context.string(context[1]) else { return .integer(wanted == 1 ? -1 : 0) }
    guard context.count <= 6 else { throw .syntax }
    let start = context.count > 3 ? try context.integer(at: 3) : 0
    let inBits = try readsBits(context, at: 5)
    let end = context.count > 4 ? try context.integer(at: 4) : -1
    guard let range = range(start, end, inBits: inBits, of: value) else {
      return .integer(-1)
    }
    if let position = first(wanted == 1, in: value, range) { return .integer(position) }
    // Beyond the end all bits are clear, unless the end was set by the one who asks.
    return .integer(wanted == 0 && context.count <= 4 ? value.count * 8 : -1)
  }

  private static func first(_ bit: Bool, in value: RedisBytes, _ range: Range<Int>) -> Int? {
    value.withUnsafeBytes { bytes in
      var position = range.lowerBound
      while position < range.upperBound {
        let byte = bit ? bytes[position / 8] : ~bytes[position / 8]
        let rest = byte << UInt8(position % 8)
        if rest != 0 {
          let found = position + rest.leadingZeroBitCount
          return found < range.upperBound ? found : nil
        }
        position = (position / 8 + 1) * 8
      }
      return nil
    }
  }
}
