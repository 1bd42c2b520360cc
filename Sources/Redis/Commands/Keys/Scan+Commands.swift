extension ScanCommands {
  static func scan(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let cursor = try ScanOptions.cursor(context, at: 1)
    let options = try ScanOptions(context, from: 2, allowsType: true)
    var found: [RedisBytes] = []
    var overdue: [RedisBytes] = []
    let next = context.database.keys.table.scan(from: cursor, atLeast: options.count) { node in
      guard options.matches(node.key) else { return }
      if node.payload.deadline <= context.now {
        overdue.append(node.key)
      } else if options.type.map({ $0 == node.payload.value.typeName }) ?? true {
        found.append(node.key)
      }
    }
    for key in overdue { _ = context.peek(key) }
    return .array([.bulk(RedisBytes("\(next)")), .array(found.map { .bulk($0) })])
  }
}

/// What `SCAN`, `HSCAN`, `SSCAN` and `ZSCAN` are asked for.
struct ScanOptions {
  private(set) var count = 10
  private var glob: Glob?
  /// The name of the only type that is wanted.
  private(set) var type: String?

  /// Reads what follows the cursor.
  init(_ context: CommandContext, from start: Int, allowsType: Bool = false) throws(RedisError) {
    var index = start
    while index < context.count {
      guard index + 1 < context.count else { throw .syntax }
      if context.argument(index, is: "COUNT") {
        count = try context.integer(at: index + 1)
        guard count >= 1 else { throw .syntax }
      } else if context.argument(index, is: "MATCH") {
        let glob = Glob(context[index + 1])
        self.glob = glob.matchesAll ? nil : glob
      } else if allowsType && context.argument(index, is: "TYPE") {
        type = context[index + 1].lowercasedName
      } else {
        throw .syntax
      }
      index += 2
    }
  }

  func matches(_ name: RedisBytes) -> Bool { glob?.matches(name) ?? true }

  static func cursor(_ context: CommandContext, at index: Int) throws(RedisError) -> UInt64 {
    var digits = context[index].bytes[...]
    // As C reads an unsigned number: nothing is 0, and a negative one counts down from the top.
    let isNegative = digits.first == UInt8(ascii: "-")
    if isNegative || digits.first == UInt8(ascii: "+") { digits = digits.dropFirst() }
    if digits.isEmpty && context[index].isEmpty { return 0 }
    guard digits.allSatisfy({ (48...57).contains($0) }),
      let cursor = UInt64(String(decoding: digits, as: UTF8.self))
    else { throw RedisError("invalid cursor") }
    return isNegative ? 0 &- cursor : cursor
  }
}
