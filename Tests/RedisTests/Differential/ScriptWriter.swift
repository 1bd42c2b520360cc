import Lab

@testable import Redis

/// Writes random scripts; the same seed gives the same script.
struct ScriptWriter {
  private var random: SplitMix64
  private let phrases: [Phrases]
  private var speakers: Int
  private let turn: Double

  init(seed: UInt64) {
    random = SplitMix64(seed: SplitMix64.mix(seed))
    let first = Phrases.all[Int.random(in: 0..<Phrases.all.count, using: &random)]
    // A second kind of command now and then, so that keys of all types meet all commands.
    let second = Phrases.all[Int.random(in: 0..<Phrases.all.count, using: &random)]
    phrases = random.chance(0.3) ? [first, first, second] : [first]
    speakers = first.isCrowded ? Script.connections : random.chance(0.2) ? 2 : 1
    turn = first.isCrowded ? 0.6 : 0.1
  }

  mutating func script() -> Script {
    var script: Script = []
    for connection in 0..<speakers where random.chance(0.5) {
      script.append(Step(connection, ["HELLO", "3"]))
    }
    if phrases.contains(where: { $0.name == "messages" }) && random.chance(0.5) {
      script.append(Step(0, ["CONFIG", "SET", "notify-keyspace-events", "KEA"]))
    }
    var connection = 0
    for _ in 0..<Int.random(in: 30...100, using: &random) {
      if random.chance(turn) { connection = Int.random(in: 0..<speakers, using: &random) }
      script.append(step(of: connection))
    }
    return script
  }

  private mutating func step(of connection: Int) -> Step {
    var command: [RedisBytes] = []
    repeat {
      command = phrases[Int.random(in: 0..<phrases.count, using: &random)].draw(&random)
      if random.chance(0.03) { spoil(&command) }
    } while !isComparable(command)
    var step = Step(connection, command)
    // What chance or the clock decided must not live on: the two servers would differ from then on.
    if command.count > 1, let name = command.first?.lowercasedName {
      if name == "spop" { step.commands.append(["DEL", command[1]]) }
      // Whether a key is removed the moment its time is over is a matter of chance.
      if command.contains(where: { ["exat", "pxat"].contains($0.lowercasedName) }) {
        step.commands.append(["GET", command[1]])
      }
      if name == "xadd" && command.contains("*") { step.commands.append(["DEL", command[1]]) }
    }
    return step
  }

  /// Makes a command wrong, or at least odd.
  private mutating func spoil(_ command: inout [RedisBytes]) {
    switch Int.random(in: 0..<5, using: &random) {
    case 0 where command.count > 1: command.removeLast()
    case 1: command += Vocabulary.absurd(&random)
    case 2 where command.count > 2:
      command.swapAt(
        Int.random(in: 1..<command.count, using: &random),
        Int.random(in: 1..<command.count, using: &random)
      )
    case 3 where command.count > 1:
      let place = Int.random(in: 1..<command.count, using: &random)
      command.replaceSubrange(place...place, with: Vocabulary.absurd(&random))
    default:
      let other = Phrases.all[Int.random(in: 0..<Phrases.all.count, using: &random)]
      command[0] = other.draw(&random)[0]
    }
  }

  /// Whether the replies to a command can be compared at all.
  private func isComparable(_ command: [RedisBytes]) -> Bool {
    let words = command.map(\.lowercasedName)
    let sorts = phrases.contains { $0.sorts }
    // A number out of range leaves a mark in Redis, where a later SORT takes it for its own.
    if sorts && words.contains(where: { ["1e400", "1e-400", "1e999"].contains($0) }) {
      return false
    }
    switch words.first {
    case "sort",
      "sort_ro" where !sorts:
      return false
    // Elements of equal weight come in no order that is promised, so those within limits are any.
    case "sort" where Set(words).isSuperset(of: ["by", "alpha", "limit"]): return false
    // The order of a set's members is nobody's business, and with STORE it becomes a list's.
    case "sort"
    where words.contains("store") && words.contains { $0.hasPrefix("s") && $0.count == 2 }:
      return false
    // Redis has an interpreter and the fake has none, so that they differ as soon as it is asked.
    case "eval", "eval_ro":
      return words.count < 3 || !(0...words.count - 3).contains(Int(words[2]) ?? -1)
    // These change or end the process, or wait for real time to pass.
    case "shutdown" where words.count < 3 && words.last != "foo": return false
    case "save", "bgsave", "bgrewriteaof", "psync", "sync", "monitor", "replicaof", "slaveof":
      return words.count > 1 && words[1] == "x"
    case "debug":
      return words.count > 1 && !["sleep", "segfault", "restart"].contains(words[1])
        || words == ["debug", "sleep", "0"]
    case "client":
      return words.count < 3 || words[1] != "pause" || (Int(words[2]) ?? 0) <= 0
    default: return !expiresSoon(words)
    }
  }

  /// Whether a key's time might be over before the script is: only one of the two clocks goes on.
  private func expiresSoon(_ words: [String]) -> Bool {
    func isSoon(_ index: Int, milliseconds: Bool) -> Bool {
      guard index < words.count, let time = Int(words[index]) else { return false }
      return (1..<(milliseconds ? 60_000 : 60)).contains(time)
    }
    switch words.first {
    case "expire", "setex": return isSoon(2, milliseconds: false)
    case "pexpire", "psetex": return isSoon(2, milliseconds: true)
    case "set", "getex":
      return words.indices.contains { index in
        words[index] == "ex" && isSoon(index + 1, milliseconds: false)
          || words[index] == "px" && isSoon(index + 1, milliseconds: true)
      }
    default: return false
    }
  }
}

extension ScriptWriter {
  /// Looks at everything that the engine holds, to be taken after a script.
  static func closing(_ engine: RedisEngine) -> Script {
    var script: Script = []
    for database in engine.databases where database.keys.count > 0 {
      let keys = (0..<database.keys.count).map { database.keys.key(at: $0) }.sorted()
      script.append(Step(Script.inspector, ["SELECT", RedisBytes(String(database.index))]))
      script.append(Step(Script.inspector, ["DBSIZE"]))
      for key in keys {
        script.append(Step(Script.inspector, ["OBJECT", "ENCODING", key]))
        script.append(Step(Script.inspector, ["PEXPIRETIME", key]))
        let value = database.keys[database.keys.find(key)].value
        script += contents(of: value, key).map { Step(Script.inspector, $0) }
      }
    }
    return script
  }

  private static func contents(of value: RedisValue, _ key: RedisBytes) -> [[RedisBytes]] {
    switch value {
    case .string: [["GET", key]]
    case .list: [["LRANGE", key, "0", "-1"]]
    case .hash: [["HGETALL", key]]
    case .set: [["SMEMBERS", key]]
    case .sortedSet: [["ZRANGE", key, "0", "-1", "WITHSCORES"]]
    case .stream: [["XINFO", "STREAM", key, "FULL", "COUNT", "0"]]
    }
  }
}
