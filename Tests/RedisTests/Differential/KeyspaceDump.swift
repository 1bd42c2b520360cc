@testable import Redis

/// Everything that a server holds, in lines of text, so that two can be compared.
///
/// It is read with commands that real servers have, too. What has no order is sorted. Left out is what
/// neither file nor replica is told: how a value is kept, and when a key or a consumer was last used.
struct KeyspaceDump: Equatable {
  private var lines: [String] = []

  /// Asks a server for all that it holds.
  ///
  /// - Parameters:
  ///   - withTimes: Whether it counts when entries were given to consumers, of which a real server
  ///     believes none that is to come.
  ///   - ask: Runs a command on a connection that speaks RESP2.
  init(
    databases: Int = 16,
    withTimes: Bool = false,
    ask: ([RedisBytes]) throws -> Frame
  ) rethrows {
    for database in 0..<databases {
      _ = try ask(["SELECT", RedisBytes(database)])
      let keys = try ask(["KEYS", "*"]).children.map { RedisBytes($0.text) }
      lines.append("\(database) holds \(try ask(["DBSIZE"]).string)")
      for key in keys.sorted() {
        let type = try ask(["TYPE", key]).string
        let title = "\(database) \(type) \(key.typed)"
        lines.append("\(title) until \(try ask(["PEXPIRETIME", key]).string)")
        let reply = try ask(Self.question(about: key, type))
        lines += Self.contents(reply, type, withTimes).map { "\(title): \($0)" }
      }
    }
  }

  /// What the other one does not hold, after a minus, and what only it holds; nil if they are equal.
  func difference(from other: KeyspaceDump) -> String? {
    if lines == other.lines { return nil }
    let (mine, theirs) = (Set(lines), Set(other.lines))
    let missing = lines.filter { !theirs.contains($0) }.map { "- \($0)" }
    let surplus = other.lines.filter { !mine.contains($0) }.map { "+ \($0)" }
    return (missing.prefix(6) + surplus.prefix(6)).joined(separator: "\n")
  }

  private static func question(about key: RedisBytes, _ type: String) -> [RedisBytes] {
    switch type {
    case "list": ["LRANGE", key, "0", "-1"]
    case "set": ["SMEMBERS", key]
    case "zset": ["ZRANGE", key, "0", "-1", "WITHSCORES"]
    case "hash": ["HGETALL", key]
    case "stream": ["XINFO", "STREAM", key, "FULL", "COUNT", "0"]
    default: ["GET", key]
    }
  }

  private static func contents(_ reply: Frame, _ type: String, _ withTimes: Bool) -> [String] {
    switch type {
    case "set": [reply.children.map(\.shown).sorted().joined(separator: " ")]
    case "hash": [reply.fields.map { "\($0) \($1.shown)" }.sorted().joined(separator: ", ")]
    case "stream": stream(reply, withTimes)
    default: [reply.shown]
    }
  }

  private static func stream(_ info: Frame, _ withTimes: Bool) -> [String] {
    let facts = ["last-generated-id", "max-deleted-entry-id", "entries-added", "entries"]
    let groups = (info["groups"]?.children ?? []).flatMap { group in
      let progress = ["last-delivered-id", "entries-read"].map { "\($0) \(group.text(of: $0))" }
      let pending = (group["pel"]?.children ?? []).map { entry in
        // An entry, whose it is, when that was, how often.
        let parts = entry.children.enumerated().filter { withTimes || $0.offset != 2 }
        return "pending " + parts.map(\.element.shown).joined(separator: " ")
      }
      let consumers = (group["consumers"]?.children ?? []).map { "consumer \($0.text(of: "name"))" }
      let name = "group \(group.text(of: "name"))"
      return (progress + pending + consumers).map { "\(name): \($0)" }
    }
    return facts.map { "\($0) \(info.text(of: $0))" } + groups.sorted()
  }
}

extension Frame {
  /// Names with their values, of a list in which they take turns.
  fileprivate var fields: [(name: String, value: Frame)] {
    stride(from: 0, to: children.count - 1, by: 2).map { (children[$0].shown, children[$0 + 1]) }
  }

  fileprivate subscript(name: String) -> Frame? { fields.first { $0.name == name }?.value }

  fileprivate func text(of name: String) -> String { self[name]?.shown ?? "missing" }

  fileprivate var shown: String {
    if isNull { return "nil" }
    if !children.isEmpty { return "[\(children.map(\.shown).joined(separator: " "))]" }
    return RedisBytes(text).typed
  }
}
