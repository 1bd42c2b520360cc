extension SortedSetCommands {
  static func zunion(_ context: CommandContext) throws(RedisError) -> RESPValue {
    try reply(.union, context)
  }

  static func zinter(_ context: CommandContext) throws(RedisError) -> RESPValue {
    try reply(.intersection, context)
  }

  static func zdiff(_ context: CommandContext) throws(RedisError) -> RESPValue {
    try reply(.difference, context)
  }

  static func zunionstore(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let request = try CombiningRequest(context, .union, .store)
    return store(request.members(.union), event: "zunionstore", startsLarge: true, context)
  }

  static func zinterstore(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let request = try CombiningRequest(context, .intersection, .store)
    return store(request.members(.intersection), event: "zinterstore", startsLarge: true, context)
  }

  static func zdiffstore(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let request = try CombiningRequest(context, .difference, .store)
    return store(request.members(.difference), event: "zdiffstore", startsLarge: true, context)
  }

  static func zintercard(_ context: CommandContext) throws(RedisError) -> RESPValue {
    let request = try CombiningRequest(context, .intersection, .count)
    var count = 0
    request.forEachShared { _, _ in
      count += 1
      return count != request.limit
    }
    return .integer(count)
  }

  private static func reply(
    _ operation: CombiningRequest.Operation,
    _ context: CommandContext
  ) throws(RedisError) -> RESPValue {
    let request = try CombiningRequest(context, operation, .reply)
    return reply(request.members(operation), withScores: request.withScores, context)
  }
}

extension CombiningRequest {
  /// The members that come out, in the order of their scores.
  func members(_ operation: Operation) -> [ScoredMember] {
    var members: [ScoredMember] = []
    switch operation {
    case .union: members = union()
    case .intersection:
      forEachShared { member, score in
        members.append(ScoredMember(score: score, member: member))
        return true
      }
    case .difference:
      sources[0].forEach { member, score in
        if !sources.dropFirst().contains(where: { $0.score(of: member) != nil }) {
          members.append(ScoredMember(score: score, member: member))
        }
        return true
      }
    }
    return members.sorted()
  }

  /// The smallest first: in this order the scores are added, which shows in their last digits.
  private var ascending: [CombiningSource] { sources.sorted { $0.count < $1.count } }

  /// Calls `body` with the members that all sources have, until it returns false.
  func forEachShared(_ body: (RedisBytes, Double) -> Bool) {
    let ascending = ascending
    ascending[0].forEach { member, score in
      var total = Self.weighted(score, ascending[0])
      for other in ascending.dropFirst() {
        guard let score = other.score(of: member) else { return true }
        total = aggregate(total, score * other.weight)
      }
      return body(member, total)
    }
  }

  private func union() -> [ScoredMember] {
    var scores = ScanTable<Double>()
    for source in ascending {
      source.forEach { member, score in
        let score = Self.weighted(score, source)
        let slot = scores.find(member)
        if slot < 0 {
          scores.insert(member, score)
        } else {
          scores[slot] = aggregate(scores[slot], score)
        }
        return true
      }
    }
    return scores.nodes.map { ScoredMember(score: $0.payload, member: $0.key) }
  }

  private static func weighted(_ score: Double, _ source: CombiningSource) -> Double {
    let product = score * source.weight
    // Nothing of infinity is nothing.
    return product.isNaN ? 0 : product
  }
}
