/// The members of a sorted set with their scores.
///
/// A tree holds them in order. A small set is searched for a member from the front; one that grows
/// beyond its limit has a hash table beside the tree, for good.
struct RedisSortedSet: RedisCollection {
  /// Redis 7.0 as it comes: `zset-max-listpack-entries` and `-value`.
  static let usualLimit = CompactLimit(entries: 128, bytes: 64)

  private var tree = ScoreTree()
  /// Nil while the set is small.
  private var scores: ScanTable<Double>?
  private var heap = 0

  var count: Int { tree.count }
  var isEmpty: Bool { tree.count == 0 }
  var isSmall: Bool { scores == nil }
  var encoding: String { scores == nil ? "listpack" : "skiplist" }

  var memory: Int {
    // The leaves of a tree are three quarters full, more or less.
    let members = tree.count * MemoryLayout<ScoredMember>.stride * 4 / 3
    return MemoryLayout<RedisSortedSet>.size + heap + members + (scores?.memory ?? 0)
  }

  /// The member at a rank, counted from 0 in ascending order.
  subscript(rank: Int) -> ScoredMember { tree[rank] }

  func score(of member: RedisBytes) -> Double? {
    if let scores {
      let slot = scores.find(member)
      return slot < 0 ? nil : scores[slot]
    }
    var score: Double?
    tree.forEach(in: 0..<tree.count) { item in
      if item.member == member { score = item.score }
      return score == nil
    }
    return score
  }

  func rank(of member: RedisBytes) -> Int? {
    guard let score = score(of: member) else { return nil }
    let item = ScoredMember(score: score, member: member)
    return tree.rank { $0 < item }
  }

  /// How many members at the front satisfy `precedes`, which no member behind them may.
  @inline(__always)
  func rank(where precedes: (ScoredMember) -> Bool) -> Int { tree.rank(where: precedes) }

  /// Calls `body` with the members at these ranks, in order, until it returns false.
  @discardableResult
  func forEach(in ranks: Range<Int>, _ body: (ScoredMember) -> Bool) -> Bool {
    tree.forEach(in: ranks, body)
  }

  /// The members at these ranks, in order.
  func items(in ranks: Range<Int>) -> [ScoredMember] {
    var items: [ScoredMember] = []
    items.reserveCapacity(ranks.count)
    tree.forEach(in: ranks) { item in
      items.append(item)
      return true
    }
    return items
  }

  /// Adds a member or gives it another score.
  mutating func set(_ member: RedisBytes, to score: Double) {
    if let old = self.score(of: member) {
      set(member, from: old, to: score)
    } else {
      insert(member, score)
    }
  }

  /// Gives a member another score than the one that it has.
  mutating func set(_ member: RedisBytes, from old: Double, to score: Double) {
    tree.remove(ScoredMember(score: old, member: member))
    tree.insert(ScoredMember(score: stored(score), member: member))
    if let slot = scores?.find(member) { scores?[slot] = score }
  }

  /// Adds a member that is not there.
  mutating func insert(
    _ member: RedisBytes,
    _ score: Double,
    within limit: CompactLimit = usualLimit
  ) {
    if scores == nil && (count >= limit.entries || member.count > limit.bytes) {
      becomeLarge()
    }
    tree.insert(ScoredMember(score: stored(score), member: member))
    scores?.insert(member, score)
    heap += member.heapSize
  }

  /// Removes a member and says whether it was there.
  @discardableResult
  mutating func remove(_ member: RedisBytes) -> Bool {
    guard let score = score(of: member) else { return false }
    tree.remove(ScoredMember(score: score, member: member))
    if let slot = scores?.find(member) { _ = scores?.remove(at: slot) }
    heap -= member.heapSize
    return true
  }

  /// Redis keeps the whole scores of a small set as integers, which have no -0.
  private func stored(_ score: Double) -> Double { scores == nil && score == 0 ? 0 : score }

  /// Gets its hash table now, as in Redis a set that is built from a long member.
  mutating func becomeLarge() {
    guard scores == nil else { return }
    var table = ScanTable<Double>()
    table.reserve(count)
    tree.forEach(in: 0..<count) { item in
      table.insert(item.member, item.score)
      return true
    }
    scores = table
  }

  /// Calls `body` with some members and returns the cursor for the next ones; a small set gives all.
  func scan(
    from cursor: UInt64,
    atLeast count: Int,
    _ body: (RedisBytes, Double) -> Void
  ) -> UInt64 {
    guard let scores else {
      for item in items(in: 0..<self.count) { body(item.member, item.score) }
      return 0
    }
    return scores.scan(from: cursor, atLeast: count) { body($0.key, $0.payload) }
  }
}
