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
/// - Completeness: what the fake lists of commands and settings, Redis lists as well, and more, with notes.
/// - Parts of scans: how far a call of `SCAN` comes that does not come to the end.
enum ReplyRules {
  static func isSame(
    _ command: [RedisBytes],
    _ fake: Frame,
    _ real: Frame,
    _ evidence: Evidence
  ) -> Bool {
    if fake == real { return true }
    if fake.kind != real.kind || fake.isError { return false }
    let words = command.map(\.lowercasedName)
    switch (words[0], words.count > 1 ? words[1] : "") {
    // Which keys a cursor in the middle stands for depends on the hash table.
    case ("scan", let cursor) where cursor != "0": return true
    case ("smembers", _), ("hkeys", _), ("hvals", _), ("hgetall", _), ("sscan", _), ("hscan", _):
      if evidence.isOrdered { return false }
      return hasSameParts(words[0], fake, real)
    case ("config", "get"): return hasSameSettings(fake, real)
    case ("sinter", _), ("sunion", _), ("sdiff", _), ("keys", _), ("scan", _), ("zscan", _),
      ("acl", "getuser"), ("pubsub", _), ("sort", _), ("sort_ro", _):
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

  /// Whether what one knows the other knows as well, with the same values where a test sets them.
  private static func hasSameSettings(_ fake: Frame, _ real: Frame) -> Bool {
    let sides = [fake, real].map { side in
      stride(from: 0, to: side.children.count - 1, by: 2).reduce(into: [String: String]()) {
        $0[side.children[$1].string] = side.children[$1 + 1].string
      }
    }
    let set = Set(LiveReference.settings.map(\.0))
    return sides[0].allSatisfy { name, value in
      sides[1][name].map { !set.contains(name) || $0 == value } ?? false
    }
  }

  /// Whether a command's replies are not bound to be equal, and that not for their order alone.
  static func isLoose(_ command: [RedisBytes]) -> Bool {
    [
      "srandmember", "spop", "hrandfield", "zrandmember", "randomkey", "command", "acl", "config",
      "xadd", "ttl", "pttl", "expiretime", "pexpiretime", "object", "xpending", "xinfo", "client",
      "hello", "info", "time", "lastsave", "memory", "role", "debug", "scan", "sscan", "hscan",
      "zscan",
    ].contains(command[0].lowercasedName)
  }

  /// Whether the parts are the same in any order; of replies that are pairs, the pairs.
  private static func hasSameParts(_ name: String, _ fake: Frame, _ real: Frame) -> Bool {
    guard fake.children.count == real.children.count else { return false }
    switch name {
    case "scan", "sscan", "hscan", "zscan":
      // How far a part of a scan comes depends on the hash table.
      if (fake.children + real.children).contains(where: { $0.isCursor }) { return true }
      return hasSameParts(
        name.hasPrefix("s") ? "" : "hgetall",
        fake.children.last ?? fake,
        real.children.last ?? real
      )
    case "hgetall": return fake.pairs == real.pairs
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
    guard fake.children.count == real.children.count, mine.count == theirs.count,
      fake.isNull == real.isNull
    else { return false }
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
  /// Whether it is the cursor of a scan that is not at its end.
  fileprivate var isCursor: Bool { children.isEmpty && kind == UInt8(ascii: "$") && text != [48] }

  var sortKey: [UInt8] { Array(leaves.joined(separator: [0])) }

  /// As ``sortKey``, with what is in the parts in an order of its own, and without notes for people.
  fileprivate var canonicalKey: [UInt8] {
    if children.isEmpty { return [kind] + text }
    let parts = children.dropFirst(children[0].string == "notes" ? 2 : 0)
    return [kind] + parts.map(\.canonicalKey).sorted { $0.lexicographicallyPrecedes($1) }.joined()
  }

  /// Keys with their values, in the order of the keys.
  fileprivate var pairs: [[UInt8]] {
    stride(from: 0, to: children.count - 1, by: 2)
      .map { children[$0].sortKey + [1] + children[$0 + 1].sortKey }
      .sorted { $0.lexicographicallyPrecedes($1) }
  }
}
