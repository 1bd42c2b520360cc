extension BitmapCommands {
  static func bitfield(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let steps = try fieldSteps(context)
    return try run(steps, context)
  }

  static func bitfieldReadOnly(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let steps = try fieldSteps(context)
    guard steps.allSatisfy({ $0.action.isGet }) else {
      throw RedisError("BITFIELD_RO only supports the GET subcommand")
    }
    return try run(steps, context)
  }

  private static func fieldSteps(_ context: CommandContext) throws(RedisError) -> [FieldStep] {
    var steps: [FieldStep] = []
    var overflow = FieldStep.Overflow.wrap
    var index = 2
    while index < context.count {
      let left = context.remaining(after: index)
      if context.argument(index, is: "OVERFLOW"), left >= 1 {
        overflow = try FieldStep.Overflow(context, at: index + 1)
        index += 2
        continue
      }
      let isGet = context.argument(index, is: "GET") && left >= 2
      let isSet = context.argument(index, is: "SET") && left >= 3
      guard isGet || isSet || context.argument(index, is: "INCRBY") && left >= 3 else {
        throw .syntax
      }
      let type = try FieldType(context[index + 1])
      let offset = try fieldOffset(context, at: index + 2, width: type.width)
      if isGet {
        steps.append(FieldStep(type: type, offset: offset, overflow: overflow, action: .get))
        index += 3
      } else {
        let number = try context.integer(at: index + 3)
        steps.append(
          FieldStep(
            type: type,
            offset: offset,
            overflow: overflow,
            action: isSet ? .set(number) : .add(number)
          )
        )
        index += 4
      }
    }
    return steps
  }

  /// The number of a bit, or of a field if it begins with `#`.
  private static func fieldOffset(
    _ context: CommandContext,
    at index: Int,
    width: Int
  ) throws(RedisError) -> Int {
    let text = context[index]
    let isField = text.first == UInt8(ascii: "#")
    let digits = isField ? RedisBytes(text.bytes.dropFirst()) : text
    guard let number = digits.integer, number >= 0 else { throw offsetError }
    let (offset, overflow) = number.multipliedReportingOverflow(by: isField ? width : 1)
    guard !overflow, offset < 512 << 23 else { throw offsetError }
    return offset
  }

  private static func run(
    _ steps: [FieldStep],
    _ context: CommandContext
  ) throws(RedisError) -> RESPValue {
    let key = context[1]
    let writes = steps.contains { !$0.action.isGet }
    let slot = writes ? context.write(key) : context.read(key)
    let old = try context.string(inSlot: slot)
    var bytes = old?.bytes ?? []
    if let end = steps.filter({ !$0.action.isGet }).map({ $0.offset + $0.type.width }).max() {
      bytes.grow(to: (end + 7) / 8)
    }
    var changes = 0
    let replies = steps.map { $0.run(on: &bytes, &changes) }
    if changes > 0 || bytes.count != old?.count ?? 0 {
      context.store(
        .string(RedisBytes(bytes)),
        at: key,
        inSlot: slot,
        mark: .raw,
        keepingDeadline: true
      )
      context.notify(.string, "setbit", key)
      context.engine.dirty += max(1, changes)
    } else if writes {
      markRaw(slot, context)
    }
    return .array(replies)
  }
}

/// The kind of integer that a field holds: `i5`, `u8`.
private struct FieldType {
  let width: Int
  let isSigned: Bool

  init(_ text: RedisBytes) throws(RedisError) {
    let sign = text.first
    let width = RedisBytes(text.bytes.dropFirst()).integer ?? 0
    isSigned = sign == UInt8(ascii: "i")
    guard isSigned || sign == UInt8(ascii: "u"), (1...(isSigned ? 64 : 63)).contains(width) else {
      throw RedisError(
        "Invalid bitfield type. Use something like i16 u8. Note that u64 is not supported but i64"
          + " is."
      )
    }
    self.width = width
  }

  var lowest: Int { isSigned ? Int.min >> (64 - width) : 0 }
  var highest: Int { Int.max >> (isSigned ? 64 - width : 63 - width) }

  /// The low bits of a number, read as this type.
  func wrapped(_ number: Int) -> Int {
    let unused = 64 - width
    return isSigned
      ? (number << unused) >> unused
      : Int(bitPattern: (UInt(bitPattern: number) << UInt(unused)) >> UInt(unused))
  }
}

/// One of the things that a `BITFIELD` does, in order.
private struct FieldStep {
  enum Action {
    case get, set(Int), add(Int)

    var isGet: Bool { if case .get = self { true } else { false } }
  }

  /// What becomes of a number that does not fit.
  enum Overflow {
    case wrap, saturate, fail

    init(_ context: CommandContext, at index: Int) throws(RedisError) {
      switch context[index].lowercasedName {
      case "wrap": self = .wrap
      case "sat": self = .saturate
      case "fail": self = .fail
      default: throw RedisError("Invalid OVERFLOW type specified")
      }
    }
  }

  let type: FieldType
  let offset: Int
  let overflow: Overflow
  let action: Action

  func run(on bytes: inout [UInt8], _ changes: inout Int) -> RESPValue {
    let old = read(bytes)
    let wanted: (number: Int, overflows: Bool, upward: Bool)
    switch action {
    case .get: return .integer(old)
    case .set(let number):
      // A negative number set into an unsigned field counts as a very large one.
      // So does one that is so low that Redis's subtraction goes round.
      let goesRound = type.width < 64 && number < 0 && type.highest &- number < 0
      let isLarge = number > type.highest || !type.isSigned && number < 0 || goesRound
      wanted = (number, isLarge || number < type.lowest, isLarge)
    case .add(let number):
      let (sum, overflow) = old.addingReportingOverflow(number)
      let leaves = overflow || sum > type.highest || sum < type.lowest
      wanted = (sum, leaves, number > 0)
    }
    var new = wanted.number
    if wanted.overflows {
      switch overflow {
      case .wrap: new = type.wrapped(new)
      case .saturate: new = wanted.upward ? type.highest : type.lowest
      case .fail: return .null
      }
    }
    write(new, to: &bytes)
    changes += 1
    if case .set = action { return .integer(old) }
    return .integer(new)
  }

  private func read(_ bytes: [UInt8]) -> Int {
    var number: UInt = 0
    for position in offset..<offset + type.width {
      let byte = position / 8 < bytes.count ? bytes[position / 8] : 0
      number = number << 1 | UInt(byte >> UInt8(7 - position % 8) & 1)
    }
    return type.wrapped(Int(bitPattern: number))
  }

  private func write(_ number: Int, to bytes: inout [UInt8]) {
    for index in 0..<type.width {
      let position = offset + index
      let mask: UInt8 = 0x80 >> UInt8(position % 8)
      let isSet = number >> (type.width - 1 - index) & 1 == 1
      if isSet { bytes[position / 8] |= mask } else { bytes[position / 8] &= ~mask }
    }
  }
}
