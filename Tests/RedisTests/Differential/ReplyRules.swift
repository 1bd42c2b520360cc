@testable import Redis

/// Which replies may differ in their bytes, and how they are compared then.
///
/// All others must be equal.
///
/// - Unordered: members of hash tables come in the order of the table, which is nobody's promise.
///   Where the fake keeps the collection in a compact form, its order is that of Redis, to the byte.
/// - Chosen at random: as many, as distinct, and all of them from what there was to choose from.
/// - Times: the two look at the clock a moment apart; they may be a minute apart.
/// - Identities: numbers of clients, versions of servers, and what these measure about themselves.
/// - Texts: an error quotes arguments as UTF-8; what is not becomes U+FFFD.
/// - Completeness: what the fake lists of commands, Redis lists as well, and more.
enum ReplyRules {
  static func isSame(
    _ command: [RedisBytes],
    _ fake: Frame,
    _ real: Frame,
    _ evidence: Evidence
  ) -> Bool {
    if fake == real { return true }
    if fake.isError { return real.isError && fake.string == real.string }
    if fake.kind != real.kind { return false }
    let words = command.map(\.lowercasedName)
    switch (words[0], words.count > 1 ? words[1] : "") {
    case ("smembers", _), ("hkeys", _), ("hvals", _), ("hgetall", _), ("sscan", _), ("hscan", _):
      if evidence.isOrdered { return false }
      return hasSameParts(words[0], fake, real)
    case ("sinter", _), ("sunion", _), ("sdiff", _), ("keys", _), ("scan", _), ("zscan", _),
      ("config", "get"), ("acl", "getuser"), ("pubsub", _), ("sort", _), ("sort_ro", _):
      return hasSameParts(words[0], fake, real)
    case ("srandmember", _), ("spop", _), ("hrandfield", _), ("zrandmember", _), ("randomkey", _):
      return isDrawnAlike(command, fake, real, from: evidence.candidates)
    case ("command", ""),
      ("command", "info") where words.count < 3:
      return true
    case ("acl", "cat"), ("command", "list"), ("command", "info"):
      return Set(fake.children.map(\.canonicalKey)).isSubset(of: real.children.map(\.canonicalKey))
    case ("command", "count"), ("command", "docs"): return true
    case ("xadd", _): return words.contains("*")
    case ("ttl", _), ("expiretime", _): return isNear(fake, real, 60)
    case ("pttl", _), ("pexpiretime", _), ("object", "idletime"), ("xpending", _), ("xinfo", _):
      return isSameButForTimes(fake, real, isTime: words[0] != "xpending" && words[0] != "xinfo")
    case ("hello", _): return fake.children.count == real.children.count
    case ("client", "id"), ("client", "info"), ("client", "list"), ("info", _), ("time", ""),
      ("lastsave", ""), ("memory", "usage"), ("role", _), ("debug", "object"):
      return true
    default: return false
    }
  }

  /// Whether the parts are the same in any order; of replies that are pairs, the pairs.
  private static func hasSameParts(_ name: String, _ fake: Frame, _ real: Frame) -> Bool {
    guard fake.children.count == real.children.count else { return false }
    switch name {
    case "scan", "sscan":
      return fake.children.first == real.children.first
        && hasSameParts("", fake.children.last ?? fake, real.children.last ?? real)
    case "hscan", "zscan":
      return fake.children.first == real.children.first
        && hasSameParts("hgetall", fake.children.last ?? fake, real.children.last ?? real)
    case "hgetall", "config": return fake.pairs == real.pairs
    default:
      return fake.children.map(\.sortKey).sorted { $0.lexicographicallyPrecedes($1) }
        == real.children.map(\.sortKey).sorted { $0.lexicographicallyPrecedes($1) }
    }
  }

  private static func isDrawnAlike(
    _ command: [RedisBytes],
    _ fake: Frame,
    _ real: Frame,
    from candidates: Set<[UInt8]>?
  ) -> Bool {
    let (mine, theirs) = (fake.leaves, real.leaves)
    guard fake.children.count == real.children.count, mine.count == theirs.count else {
      return false
    }
    // Only a negative count lets an element be drawn twice; scores and values may be equal anyway.
    let isDistinct = command.count == 3 && (command[2].integer ?? 0) >= 0
    if isDistinct && Set(mine).count < mine.count { return false }
    guard let candidates else { return true }
    return (mine + theirs).allSatisfy { candidates.contains(Array($0.dropFirst())) }
  }

  private static func isNear(_ fake: Frame, _ real: Frame, _ tolerance: Int) -> Bool {
    guard let fake = fake.number, let real = real.number else { return false }
    return (fake < 0) == (real < 0) && abs(fake - real) <= tolerance
  }

  /// Whether everything is equal but the times, which are near to each other.
  private static func isSameButForTimes(_ fake: Frame, _ real: Frame, isTime: Bool = false) -> Bool
  {
    if fake == real { return true }
    guard fake.kind == real.kind, fake.children.count == real.children.count else { return false }
    if fake.children.isEmpty {
      guard let mine = fake.number, let theirs = real.number else { return false }
      return (isTime || min(mine, theirs) > 1_000_000_000_000) && isNear(fake, real, 60_000)
    }
    return fake.children.indices.allSatisfy { index in
      let name = index > 0 ? fake.children[index - 1].string : ""
      // A row of XPENDING is an entry, its consumer, how long ago that was, and how often.
      let isTime = name == "idle" || fake.children.count == 4 && index == 2
      return isSameButForTimes(fake.children[index], real.children[index], isTime: isTime)
    }
  }
}

extension Frame {
  var sortKey: [UInt8] { Array(leaves.joined(separator: [0])) }

  /// As ``sortKey``, with what is in the parts in an order of its own.
  fileprivate var canonicalKey: [UInt8] {
    [kind] + text
      + children.map(\.canonicalKey).sorted { $0.lexicographicallyPrecedes($1) }.joined()
  }

  /// Keys with their values, in the order of the keys.
  fileprivate var pairs: [[UInt8]] {
    stride(from: 0, to: children.count - 1, by: 2)
      .map { children[$0].sortKey + [1] + children[$0 + 1].sortKey }
      .sorted { $0.lexicographicallyPrecedes($1) }
  }
}
