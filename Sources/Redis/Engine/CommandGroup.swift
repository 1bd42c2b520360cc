/// The family that a command belongs to, as the documentation sorts them.
public enum CommandGroup: String, Sendable, CaseIterable {
  case generic
  case string
  case bitmap
  case list
  case hash
  case set
  case sortedSet = "sorted-set"
  case stream
  case hyperLogLog = "hyperloglog"
  case pubsub
  case transactions
  case scripting
  case connection
  case server
  case cluster

  /// The category that every command of the group with keys is in.
  var category: CommandCategory? {
    switch self {
    case .generic: .keyspace
    case .string: .string
    case .bitmap: .bitmap
    case .list: .list
    case .hash: .hash
    case .set: .set
    case .sortedSet: .sortedSet
    case .stream: .stream
    case .hyperLogLog: .hyperLogLog
    case .pubsub: .pubsub
    case .transactions: .transaction
    case .scripting: .scripting
    case .connection: .connection
    case .server, .cluster: nil
    }
  }
}

/// A category of `ACL CAT`, listed in the order in which `COMMAND INFO` gives them.
public enum CommandCategory: String, Sendable, CaseIterable {
  case keyspace
  case read
  case write
  case set
  case sortedSet = "sortedset"
  case list
  case hash
  case string
  case bitmap
  case hyperLogLog = "hyperloglog"
  case geo
  case stream
  case pubsub
  case admin
  case fast
  case slow
  case blocking
  case dangerous
  case connection
  case transaction
  case scripting
}
