@testable import Redis

/// What one connection sends at once: a command, or a few that only make sense together.
struct Step: Equatable {
  var connection: Int
  var commands: [[RedisBytes]]

  init(_ connection: Int, _ commands: [RedisBytes]...) {
    (self.connection, self.commands) = (connection, commands)
  }

  /// The name of the first command, and of the subcommand where it says more.
  var title: String { commands.first?.first?.string.uppercased() ?? "" }
}

/// Steps in the order in which they are taken.
typealias Script = [Step]

extension Script {
  /// How many connections of its own a script may use.
  static let connections = 3
  /// The connection that looks at the keys when everything is over.
  static let inspector = 3

  var commandCount: Int { reduce(0) { $0 + $1.commands.count } }

  /// Lines to be typed into `redis-cli`, one window for every connection that takes part.
  var lines: [String] {
    let isAlone = Set(map(\.connection)).count < 2
    return flatMap { step in
      step.commands.map { command in
        let line = command.map(\.typed).joined(separator: " ")
        return isAlone ? line : "connection \(step.connection): \(line)"
      }
    }
  }
}

extension RedisBytes {
  /// The bytes as they are typed in `redis-cli`.
  var typed: String {
    let isPlain =
      !isEmpty && allSatisfy { (33...126).contains($0) && $0 != 34 && $0 != 39 && $0 != 92 }
    if isPlain { return string }
    let inner = bytes.map { byte -> String in
      switch byte {
      case 10: return "\\n"
      case 13: return "\\r"
      case 34, 92: return "\\" + String(UnicodeScalar(byte))
      case 32...126: return String(UnicodeScalar(byte))
      default:
        let digits = String(byte, radix: 16)
        return "\\x" + (digits.count < 2 ? "0" : "") + digits
      }
    }
    return "\"\(inner.joined())\""
  }
}
