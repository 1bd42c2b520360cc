extension SortCommands {
  static func sort(_ context: CommandContext) throws(RedisError) -> RESPValue {
    try sort(context, SortOptions(context, mayStore: true))
  }

  static func sortReadOnly(_ context: CommandContext) throws(RedisError) -> RESPValue {
    try sort(context, SortOptions(context, mayStore: false))
  }

  /// The key that is sorted and the one that is stored to, which may stand anywhere.
  @Sendable
  static func findSortKeys(_ arguments: [RedisBytes]) -> [Int] {
    var store: Int?
    var index = 2
    while index < arguments.count {
      if arguments[index].equalsIgnoringCase("LIMIT") {
        index += 2
      } else if arguments[index].equalsIgnoringCase("GET")
        || arguments[index].equalsIgnoringCase("BY")
      {
        index += 1
      } else if arguments[index].equalsIgnoringCase("STORE"), index + 1 < arguments.count {
        store = index + 1
        index += 1
      }
      index += 1
    }
    return [1] + (store.map { [$0] } ?? [])
  }

  private static func sort(
    _ context: CommandContext,
    _ options: SortOptions
  ) throws(RedisError) -> RESPValue {
    var options = options
    let slot = context.read(context[1])
    var elements: [RedisBytes] = []
    if slot >= 0 {
      let value = context.database.keys[slot].value
      elements = try Self.elements(of: value, options)
      // A set has no order of its own, so what is stored from it would depend on chance.
      if case .set = value, options.keepsOrder,
        options.target != nil || context.client.runsScript
      {
        options.sortAlphabetically()
      }
    }
    if !options.keepsOrder { elements = try sorted(elements, options, context) }
    let results = options.cut(elements).flatMap { element in
      options.getPatterns.isEmpty
        ? [element]
        : options.getPatterns.map { $0.value(for: element, context) }
    }
    guard let target = options.target else {
      return .array(results.map { $0.map { .bulk($0) } ?? .null })
    }
    store(results.map { $0 ?? RedisBytes() }, at: target, context)
    return .integer(results.count)
  }

  private static func elements(
    of value: RedisValue,
    _ options: SortOptions
  ) throws(RedisError) -> [RedisBytes] {
    switch value {
    case .list(let box):
      let elements = (0..<box.value.count).map { box.value[$0] }
      return options.keepsOrder && options.isDescending ? elements.reversed() : elements
    case .set(let box): return (0..<box.value.count).map { box.value[$0] }
    case .sortedSet(let box):
      // As Redis does, which sorts only the large form; OBJECT ENCODING shows it ever after.
      box.value.becomeLarge()
      let members = box.value.items(in: 0..<box.value.count).map(\.member)
      return options.keepsOrder && options.isDescending ? members.reversed() : members
    case .string, .hash, .stream: throw .wrongType
    }
  }

  private static func store(
    _ results: [RedisBytes],
    at target: RedisBytes,
    _ context: CommandContext
  ) {
    if results.isEmpty {
      if context.delete(target) {
        context.notify(.generic, "del", target)
        context.changed(target)
      }
    } else {
      context.store(.list(Boxed(RedisList(results))), at: target)
      context.notify(.list, "sortstore", target)
      context.engine.dirty += results.count
    }
  }

  private static func sorted(
    _ elements: [RedisBytes],
    _ options: SortOptions,
    _ context: CommandContext
  ) throws(RedisError) -> [RedisBytes] {
    var items: [SortItem] = []
    for element in elements {
      let key = options.by.map { $0.value(for: element, context) } ?? element
      items.append(try SortItem(element, key: key, alphabetical: options.isAlphabetical))
    }
    // Sorting keeps the order of equal ones, so that a run can be repeated.
    let order = items.sorted { options.isDescending ? $1 < $0 : $0 < $1 }
    return order.map(\.element)
  }
}

/// An element with what it is sorted by.
private struct SortItem: Comparable {
  let element: RedisBytes
  private let score: Double
  private let text: RedisBytes?
  private let alphabetical: Bool

  init(_ element: RedisBytes, key: RedisBytes?, alphabetical: Bool) throws(RedisError) {
    self.element = element
    self.alphabetical = alphabetical
    text = alphabetical ? key : nil
    guard !alphabetical, let key else {
      score = 0
      return
    }
    guard let number = key.sortNumber else {
      throw RedisError("One or more scores can't be converted into double")
    }
    score = number
  }

  static func < (left: SortItem, right: SortItem) -> Bool {
    if left.alphabetical {
      guard let a = left.text else { return right.text != nil }
      guard let b = right.text else { return false }
      return a < b
    }
    if left.score != right.score { return left.score < right.score }
    return left.element < right.element
  }

  static func == (left: SortItem, right: SortItem) -> Bool { !(left < right) && !(right < left) }
}

extension RedisBytes {
  /// The number that the bytes spell up to a zero, 0 for none; unlike elsewhere, spaces before it do
  /// not matter.
  fileprivate var sortNumber: Double? {
    let text = untilZero
    if text.isEmpty { return 0 }
    return RedisBytes(text.drop { $0 == 32 || (9...13).contains($0) }).double
  }
}
