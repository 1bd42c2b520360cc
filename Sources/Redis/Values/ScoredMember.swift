/// A member of a sorted set with its score, in the order of the set: by score, then by bytes.
struct ScoredMember: Comparable {
  let score: Double
  let member: RedisBytes

  @inline(__always)
  static func < (left: ScoredMember, right: ScoredMember) -> Bool {
    left.score != right.score ? left.score < right.score : left.member < right.member
  }
}
