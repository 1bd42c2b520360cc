/// A connection as the engine sees it.
final class EngineClient {
  /// How many of the next replies the client wants.
  enum ReplyMode {
    case on, off
    /// Not the next one.
    case skip
  }

  let id: Int
  /// Takes replies that come later, messages and other pushes.
  let deliver: (RESPValue) -> Void
  /// Is told when the engine wants the connection closed, as `CLIENT KILL` does.
  var close: () -> Void = {}

  var address: String
  var localAddress: String
  var name = RedisBytes()
  var user = "default"
  @exclusivity(unchecked) var isAuthenticated = true
  /// 2 or 3.
  @exclusivity(unchecked) var protocolVersion = 2
  @exclusivity(unchecked) var databaseIndex = 0

  let created: Int
  @exclusivity(unchecked) var lastActive: Int
  @exclusivity(unchecked) var lastCommand: String?

  @exclusivity(unchecked) var transaction: Transaction?
  /// Watched keys with the database of each, and whether it had expired already.
  var watched: [(database: RedisDatabase, key: RedisBytes)] = []
  /// A watched key was changed: the next `EXEC` does nothing.
  var isDirty = false

  @exclusivity(unchecked) var subscriptions = Subscriptions()
  /// While a transaction runs: confirmations of subscriptions, which go among its replies.
  var confirmations: [RESPValue]?
  @exclusivity(unchecked) var blocked: BlockedCall?
  @exclusivity(unchecked) var isMonitor = false
  @exclusivity(unchecked) var replyMode = ReplyMode.on
  var noEvict = false
  /// The connection is to be closed once what was sent has been delivered.
  @exclusivity(unchecked) var isClosing = false
  /// Runs a script or a transaction: blocking commands must not block.
  var denyBlocking = false
  /// A script is running for the client.
  var runsScript = false

  init(
    id: Int,
    now: Int,
    address: String,
    localAddress: String,
    deliver: @escaping (RESPValue) -> Void
  ) {
    self.id = id
    self.address = address
    self.localAddress = localAddress
    self.deliver = deliver
    created = now
    lastActive = now
  }

  /// Nothing about the client asks for more than running its commands as they come.
  @inline(__always)
  var isPlain: Bool {
    transaction == nil && isAuthenticated && replyMode == .on && !isMonitor
      && (subscriptions.isEmpty || protocolVersion == 3)
  }
}

/// The commands between `MULTI` and `EXEC`.
struct Transaction {
  var queue: [(command: Command, arguments: [RedisBytes])] = []
  /// A command could not be queued: `EXEC` will refuse to run the others.
  var isBroken = false
}

/// What a client has subscribed to, each in order of subscription.
struct Subscriptions {
  var channels: [RedisBytes] = []
  var patterns: [RedisBytes] = []
  var shardChannels: [RedisBytes] = []

  var isEmpty: Bool { channels.isEmpty && patterns.isEmpty && shardChannels.isEmpty }
  /// What the confirmations of `SUBSCRIBE` and `PSUBSCRIBE` count.
  var count: Int { channels.count + patterns.count }
}
