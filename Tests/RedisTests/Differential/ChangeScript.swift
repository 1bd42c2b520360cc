import Lab

@testable import Redis

/// What happens to a server while its changes are written down.
enum ChangeStep {
  case command([RedisBytes], connection: Int)
  /// Time passes, in milliseconds.
  case wait(Int)
  /// Time passes, and nobody removes what has expired until it is asked for.
  case oversleep(Int)
  /// A connection waits no more, if it did.
  case giveUp(connection: Int)
}

extension [ChangeStep] {
  /// Lines for people.
  var lines: [String] {
    map { step in
      switch step {
      case .command(let command, let connection):
        "\(connection): \(command.map(\.typed).joined(separator: " "))"
      case .wait(let milliseconds): "after \(milliseconds) ms"
      case .oversleep(let milliseconds): "after \(milliseconds) ms, with nothing removed"
      case .giveUp(let connection): "\(connection) gives up waiting"
      }
    }
  }
}

/// Writes random scripts of changes; the same seed gives the same script.
///
/// Commands are those of the comparison of replies. Besides, there are many transactions, scripts,
/// several databases, keys that expire soon, and memory that runs out.
struct ChangeScriptWriter {
  private var random: SplitMix64
  private let phrases: [Phrases]
  /// By connection: whether it is putting a transaction together, as far as can be told from here.
  private var isOpen = [Bool](repeating: false, count: Script.connections)

  init(seed: UInt64) {
    random = SplitMix64(seed: SplitMix64.mix(seed))
    let first = Phrases.all[Int.random(in: 0..<Phrases.all.count, using: &random)]
    let second = Phrases.all[Int.random(in: 0..<Phrases.all.count, using: &random)]
    phrases = [first, first, second, .shortLives]
  }

  mutating func script(length: Int) -> [ChangeStep] {
    (0..<length).map { _ in step() }
  }

  private mutating func step() -> ChangeStep {
    if random.chance(0.08) { return .wait(Int.random(in: 1...40, using: &random)) }
    if random.chance(0.04) { return .oversleep(Int.random(in: 1...40, using: &random)) }
    let connection = Int.random(in: 0..<Script.connections, using: &random)
    if random.chance(0.05) { return .giveUp(connection: connection) }
    return .command(command(of: connection), connection: connection)
  }

  private mutating func command(of connection: Int) -> [RedisBytes] {
    if random.chance(isOpen[connection] ? 0.25 : 0.1) {
      isOpen[connection].toggle()
      return [isOpen[connection] ? "MULTI" : random.chance(0.1) ? "DISCARD" : "EXEC"]
    }
    if random.chance(0.06) {
      // A script that runs commands; what stands between them is no word of any.
      let commands = (0..<Int.random(in: 0...4, using: &random)).map { _ in plainCommand() }
      return ["FCALL", "each", "0"] + commands.joined(separator: [ChangeSubject.separator])
    }
    return plainCommand()
  }

  private mutating func plainCommand() -> [RedisBytes] {
    var command: [RedisBytes] = []
    repeat {
      command = phrases[Int.random(in: 0..<phrases.count, using: &random)].draw(&random)
    } while !isPlayable(command)
    return command
  }

  /// Whether a command can be taken by itself, and comes to the same everywhere.
  private func isPlayable(_ command: [RedisBytes]) -> Bool {
    let words = command.map(\.lowercasedName)
    return switch words.first {
    case "shutdown", "monitor", "replicaof", "slaveof", "auth", "eval", "migrate": false
    case "client": words.count < 2 || !["reply", "kill"].contains(words[1])
    // Elements of equal weight come in no order that is promised.
    case "sort": !Set(words).isSuperset(of: ["by", "alpha", "store"])
    default: true
    }
  }
}

extension Phrases {
  /// Keys whose time is over before the script is, and what keeps them, moves them or reads them.
  static let shortLives = Phrases(
    "short lives",
    """
    8 SET {few} {v} PX {soon}
    6 PEXPIRE <{few} | {key}> {soon} [ <NX | XX | GT | LT> ]
    4 GET <{few} | {key}>
    4 GETEX <{few} | {str}> [ <PERSIST | PX {soon} | PXAT 1> ]
    2 GETDEL <{few} | {str}>
    4 SET <{few} | {str}> {v} [ <NX | XX | GET | KEEPTTL> ]
    6 PERSIST <{few} | {key}>
    2 <RENAME | RENAMENX | COPY> <{few} | {key}> <{few} | {key}> [ REPLACE ]
    <INCR | INCRBYFLOAT> {str} 1
    APPEND {str} {v}
    2 <RPUSH | LPUSH> {list} {v}+
    2 <SADD | SREM> {set} {v}+
    2 SPOP {set} [ {count} ]
    ZADD {zset} {int} {v}
    HSET {hash} {v} {v}
    HINCRBYFLOAT {hash} {v} {float}
    <SUNIONSTORE | SINTERSTORE> {set} {set}+
    SORT <{list} | {set}> BY <w_* | nosort> STORE {list}
    XADD {stream} [ MAXLEN ~ {count} ] * f v
    XREADGROUP GROUP g p [ BLOCK 5 ] STREAMS {stream} {new}
    <BLPOP | BRPOP> {list} {list} 0.005
    2 SELECT <0 | 0 | 1 | 2>
    2 MOVE {key} <0 | 1 | 2>
    SWAPDB <0 | 1> <0 | 1 | 2>
    <FLUSHDB | FLUSHALL>
    WATCH {key}
    <DEL | UNLINK> {key}+
    CLIENT PAUSE <1 | 10> <WRITE | ALL>
    CLIENT UNPAUSE
    DEBUG SET-ACTIVE-EXPIRE <0 | 1>
    CONFIG SET maxmemory-policy <allkeys-lru | allkeys-random | volatile-ttl | noeviction>
    2 CONFIG SET maxmemory <0 | 0 | 1001000 | 1002000>
    """
  )
}
