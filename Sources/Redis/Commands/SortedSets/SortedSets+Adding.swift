/// The words that may precede the scores of `ZADD`.
private struct AddOptions: OptionSet {
  let rawValue: UInt8

  static let ifAbsent = AddOptions(rawValue: 1)
  static let ifPresent = AddOptions(rawValue: 2)
  static let ifGreater = AddOptions(rawValue: 4)
  static let ifLess = AddOptions(rawValue: 8)
  static let countsChanges = AddOptions(rawValue: 16)
  static let adds = AddOptions(rawValue: 32)

  /// The option at an index, or nil if the scores begin there.
  init?(_ context: CommandContext, at index: Int) {
    // Nearly always the scores begin, with a digit or a sign.
    if context[index].first ?? 0 < UInt8(ascii: "A") { return nil }
    if context.argument(index, is: "NX") {
      self = .ifAbsent
    } else if context.argument(index, is: "XX") {
      self = .ifPresent
    } else if context.argument(index, is: "CH") {
      self = .countsChanges
    } else if context.argument(index, is: "INCR") {
      self = .adds
    } else if context.argument(index, is: "GT") {
      self = .ifGreater
    } else if context.argument(index, is: "LT") {
      self = .ifLess
    } else {
      return nil
    }
  }

  init(rawValue: UInt8) { self.rawValue = rawValue }

  func check(pairs: Int) throws(RedisError) {
    if isSuperset(of: [.ifAbsent, .ifPresent]) {
      throw RedisError("XX and NX options at the same time are not compatible")
    }
    if contains(.ifGreater) && contains(.ifLess)
      || contains(.ifAbsent) && !isDisjoint(with: [.ifGreater, .ifLess])
    {
      throw RedisError("GT, LT, and/or NX options at the same time are not compatible")
    }
    if contains(.adds) && pairs > 1 {
      throw RedisError("INCR option supports a single increment-element pair")
    }
  }
}

extension SortedSetCommands {
  static func zadd(_ context: CommandContext) throws(RedisError) -> RESPValue {
    try add([], context)
  }

  static func zincrby(_ context: CommandContext) throws(RedisError) -> RESPValue {
    try add(.adds, context)
  }

  private static func add(
    _ options: AddOptions,
    _ context: CommandContext
  ) throws(RedisError) -> RESPValue {
    var options = options
    var first = 2
    while first < context.count, let option = AddOptions(context, at: first) {
      options.insert(option)
      first += 1
    }
    let rest = context.count - first
    guard rest > 0, rest % 2 == 0 else { throw .syntax }
    try options.check(pairs: rest / 2)
    let scores = try scores(from: first, context)
    let key = context[1]
    if options.contains(.ifPresent), try context.changing(RedisSortedSet.self, key) == nil {
      return options.contains(.adds) ? .null : .integer(0)
    }
    let set = try context.creating(RedisSortedSet.self, key)
    let limit = context.limits.sortedSet
    var outcome = Outcome()
    defer { finish(outcome, options, context) }
    for (offset, score) in scores.enumerated() {
      try add(
        context[first + 2 * offset + 1],
        score,
        options,
        to: &set.value,
        within: limit,
        &outcome
      )
    }
    if options.contains(.adds) { return outcome.score.map { .double($0) } ?? .null }
    return .integer(outcome.added + (options.contains(.countsChanges) ? outcome.updated : 0))
  }

  private static func scores(
    from first: Int,
    _ context: CommandContext
  ) throws(RedisError) -> [Double] {
    var scores: [Double] = []
    scores.reserveCapacity((context.count - first) / 2)
    for index in stride(from: first, to: context.count, by: 2) {
      scores.append(try context.score(at: index))
    }
    return scores
  }

  private struct Outcome {
    var added = 0
    var updated = 0
    /// The score of the last member that no condition kept from being set.
    var score: Double?
  }

  private static func add(
    _ member: RedisBytes,
    _ score: Double,
    _ options: AddOptions,
    to set: inout RedisSortedSet,
    within limit: CompactLimit,
    _ outcome: inout Outcome
  ) throws(RedisError) {
    outcome.score = nil
    guard let old = set.score(of: member) else {
      if options.contains(.ifPresent) { return }
      set.insert(member, score, within: limit)
      outcome.added += 1
      outcome.score = score
      return
    }
    if options.contains(.ifAbsent) { return }
    let new = options.contains(.adds) ? old + score : score
    if new.isNaN { throw RedisError("resulting score is not a number (NaN)") }
    if options.contains(.ifLess) && new >= old || options.contains(.ifGreater) && new <= old {
      return
    }
    if new != old {
      set.set(member, from: old, to: new)
      outcome.updated += 1
    }
    outcome.score = new
  }

  private static func finish(
    _ outcome: Outcome,
    _ options: AddOptions,
    _ context: CommandContext
  ) {
    let changes = outcome.added + outcome.updated
    guard changes > 0 else { return }
    context.notify(.sortedSet, options.contains(.adds) ? "zincr" : "zadd", context[1])
    context.changed(context[1], by: changes)
  }
}

extension CommandContext {
  /// A score; whole ones, the most frequent, are read without C's help.
  @inline(__always)
  func score(at index: Int) throws(RedisError) -> Double {
    if let integer = self[index].integer { return Double(integer) }
    return try double(at: index)
  }
}
