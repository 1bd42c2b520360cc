/// What `ZUNION`, `ZINTER` and `ZDIFF` with their relatives are told: keys of sorted sets or of sets,
/// whose members count as 1, and how to combine the scores.
struct CombiningRequest {
  enum Operation {
    case union, intersection, difference
  }

  enum Aggregate {
    case sum, least, greatest

    @inline(__always)
    func callAsFunction(_ left: Double, _ right: Double) -> Double {
      switch self {
      case .sum:
        let sum = left + right
        // An infinity and its opposite come to nothing.
        return sum.isNaN ? 0 : sum
      case .least: return right < left ? right : left
      case .greatest: return right > left ? right : left
      }
    }
  }

  /// How the members are given back.
  enum Form {
    case reply, store, count
  }

  private(set) var sources: [CombiningSource] = []
  private(set) var aggregate = Aggregate.sum
  private(set) var withScores = false
  /// How many members to count at most, 0 for all.
  private(set) var limit = 0

  /// Reads it from the number of keys on.
  init(
    _ context: CommandContext,
    _ operation: Operation,
    _ form: Form
  ) throws(RedisError) {
    let index = form == .store ? 2 : 1
    let keyCount = try context.integer(at: index)
    guard keyCount >= 1 else {
      throw RedisError(
        "at least 1 input key is needed for '\(context.command.fullName)' command"
      )
    }
    guard keyCount <= context.remaining(after: index) else { throw .syntax }
    for key in context.arguments[index + 1...index + keyCount] {
      sources.append(try CombiningSource(context, key))
    }
    try readOptions(context, from: index + keyCount + 1, operation, form)
  }

  private mutating func readOptions(
    _ context: CommandContext,
    from start: Int,
    _ operation: Operation,
    _ form: Form
  ) throws(RedisError) {
    var index = start
    let combinesScores = operation != .difference && form != .count
    while index < context.count {
      let rest = context.remaining(after: index)
      if combinesScores, rest >= sources.count, context.argument(index, is: "WEIGHTS") {
        for source in sources.indices {
          index += 1
          guard let weight = context[index].double else {
            throw RedisError("weight value is not a float")
          }
          sources[source].weight = weight
        }
      } else if combinesScores, rest >= 1, context.argument(index, is: "AGGREGATE") {
        index += 1
        aggregate = try Self.aggregate(context, at: index)
      } else if form == .reply, context.argument(index, is: "WITHSCORES") {
        withScores = true
      } else if form == .count, rest >= 1, context.argument(index, is: "LIMIT") {
        index += 1
        limit = try context.integer(
          at: index,
          in: 0...Int.max,
          else: RedisError("LIMIT can't be negative")
        )
      } else {
        throw .syntax
      }
      index += 1
    }
  }

  private static func aggregate(
    _ context: CommandContext,
    at index: Int
  ) throws(RedisError) -> Aggregate {
    if context.argument(index, is: "SUM") { return .sum }
    if context.argument(index, is: "MIN") { return .least }
    if context.argument(index, is: "MAX") { return .greatest }
    throw .syntax
  }
}

/// A sorted set or a set whose members are combined with those of others.
struct CombiningSource {
  private enum Content {
    case nothing
    case set(RedisSet)
    case sortedSet(RedisSortedSet)
  }

  private let content: Content
  var weight = 1.0

  init(_ context: CommandContext, _ key: RedisBytes) throws(RedisError) {
    let slot = context.read(key)
    guard slot >= 0 else {
      content = .nothing
      return
    }
    switch context.database.keys[slot].value {
    case .set(let box): content = .set(box.value)
    case .sortedSet(let box): content = .sortedSet(box.value)
    default: throw .wrongType
    }
  }

  var count: Int {
    switch content {
    case .nothing: 0
    case .set(let set): set.count
    case .sortedSet(let set): set.count
    }
  }

  /// A member's score without its weight.
  func score(of member: RedisBytes) -> Double? {
    switch content {
    case .nothing: nil
    case .set(let set): set.contains(member) ? 1 : nil
    case .sortedSet(let set): set.score(of: member)
    }
  }

  /// Calls `body` with each member and its score without its weight, until it returns false.
  func forEach(_ body: (RedisBytes, Double) -> Bool) {
    switch content {
    case .nothing: break
    case .set(let set):
      for member in set where !body(member, 1) { return }
    case .sortedSet(let set):
      set.forEach(in: 0..<set.count) { body($0.member, $0.score) }
    }
  }
}
