@testable import Redis

/// The part of a lesson page that follows from the command table.
struct CommandPage {
  /// A row of a table, or a line below it.
  private struct Entry {
    let name: String
    let spec: CommandSpec
  }

  /// The heading with which the generated part begins.
  static let heading = "## The commands"

  /// Why commands of Redis are not there, by the beginning of their names.
  static let reasons: [(prefix: String, reason: String)] = [
    ("geo", "Places on the earth; nothing in the course needs them."),
    ("acl", "There is one user, so there is nothing to change, to test or to log."),
    ("function", "Functions are registered in Swift, so there is nothing to write out or to read."),
    ("module", "A module is machine code for Redis itself."),
    ("script", "There is no Lua to look into."),
    ("failover", "Only the nodes of a `FakeCluster` have replicas: `CLUSTER FAILOVER` is there."),
    ("psync", "Replication goes by itself in a `FakeCluster`, without a protocol."),
    ("replconf", "Replication goes by itself in a `FakeCluster`, without a protocol."),
    ("sync", "Replication goes by itself in a `FakeCluster`, without a protocol."),
  ]

  private let entries: [Entry]
  let missing: [String]

  init() {
    let all = CommandTable(CommandList.all).all
    missing = Set(RealCommandNames.all).subtracting(all.map(\.fullName)).sorted()
    entries =
      all.filter { command in
        // A container is only the first word of its subcommands, and HELP is everywhere the same.
        !command.isContainer && !command.fullName.hasSuffix("|help")
      }
      .map { Entry(name: $0.fullName, spec: $0.spec) }
      .sorted { $0.name < $1.name }
  }

  var text: String {
    ([Self.heading, introduction] + CommandGroup.allCases.compactMap(section) + [absence])
      .joined(separator: "\n\n") + "\n"
  }

  private var introduction: String {
    let all = RealCommandNames.all.count
    let limited = entries.count { $0.spec.limits != nil }
    return """
      Of the \(all) commands and subcommands of Redis 7.0, \(all - missing.count) are here. \
      \(limited) of them do less than in Redis or do it differently; what that is stands below the \
      table of their group. For all others replies, errors and the order in which arguments are \
      checked are meant to be those of Redis, to the letter. "Since" is the version of Redis that \
      brought the command. A command with subcommands has a subcommand `HELP` as well.

      This part of the page is written by a test from the table that the fake itself works by.
      """
  }

  private func section(_ group: CommandGroup) -> String? {
    let entries = entries.filter { $0.spec.group == group }
    if entries.isEmpty { return nil }
    var lines = ["### \(group.title)", "", "| Command | What it does | Since |", "|:--|:--|:--|"]
    lines += entries.map { "| `\($0.name.typed)` | \($0.spec.summary) | \($0.spec.since) |" }
    let limits = entries.compactMap { entry in
      entry.spec.limits.map { "- `\(entry.name.typed)`: \($0)" }
    }
    if !limits.isEmpty { lines += ["", "Not as in Redis:", ""] + limits }
    return lines.joined(separator: "\n")
  }

  private var absence: String {
    var lines = ["### Not there", ""]
    lines += [
      "These are unknown here, and `COMMAND` does not list them:", "",
      "| Commands | Why |", "|:--|:--|",
    ]
    var rows: [(reason: String, names: [String])] = []
    for (prefix, reason) in Self.reasons {
      let names = missing.filter { $0.hasPrefix(prefix) }.map { "`\($0.typed)`" }
      if let last = rows.indices.last, rows[last].reason == reason {
        rows[last].names += names
      } else {
        rows.append((reason, names))
      }
    }
    lines += rows.map { "| \($0.names.joined(separator: ", ")) | \($0.reason) |" }
    return lines.joined(separator: "\n")
  }
}

extension String {
  /// As one types it: `CLIENT LIST` for `client|list`.
  fileprivate var typed: String { uppercased().replacing("|", with: " ") }
}

extension CommandGroup {
  fileprivate var title: String {
    switch self {
    case .generic: "Keys"
    case .string: "Strings"
    case .bitmap: "Bitmaps"
    case .list: "Lists"
    case .hash: "Hashes"
    case .set: "Sets"
    case .sortedSet: "Sorted sets"
    case .stream: "Streams"
    case .hyperLogLog: "HyperLogLogs"
    case .pubsub: "Messages"
    case .transactions: "Transactions"
    case .scripting: "Scripts and functions"
    case .connection: "Connections"
    case .server: "The server"
    case .cluster: "Clusters"
    }
  }
}

extension Command {
  /// Whether the command does nothing without a subcommand.
  fileprivate var isContainer: Bool { !subcommands.isEmpty && fullName != "command" }
}
