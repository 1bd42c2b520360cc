/// Everything that can be chosen about a ``RedisClient`` or a ``RedisClusterClient``.
public struct RedisClientConfiguration: Sendable {
  public var endpoint: RedisEndpoint
  /// The user to log in as; with a password but no user it is Redis's `default`.
  public var user: String?
  public var password: String?
  /// The number of the database; a cluster has only 0.
  public var database = 0
  /// What `CLIENT LIST` calls the connections.
  public var clientName: String?
  /// The newest version of the protocol to ask for; a server that does not know it is spoken to in RESP2.
  public var version = RESPVersion.three

  /// How long connecting and logging in may take together.
  public var connectTimeout: Duration = .seconds(2)
  /// How long a reply may take; nil for as long as it likes.
  ///
  /// A command that waits by design, such as `BLPOP`, has the time that it asks for in addition.
  public var commandTimeout: Duration? = .seconds(5)
  /// How long a server that could not be reached is left alone.
  public var backoff = RedisBackoff()
  /// How long a command that has not been sent yet may wait for the server to come back.
  ///
  /// With zero it fails as soon as an attempt to connect does, and at once while the server is left
  /// alone: right for a cache, whose user is better served by the database than by waiting. A cluster
  /// client also waits so long for a failover, and for a slot that is being moved.
  public var patience: Duration = .zero

  /// How many dedicated connections there may be at once; who wants one more waits.
  public var dedicatedConnections = 32
  /// How many of them are kept open for the next who wants one.
  public var idleDedicatedConnections = 4

  /// After how long a silence a subscription asks whether the server is still there; nil for never.
  public var heartbeat: Duration? = .seconds(15)
  /// How many messages a subscription keeps for a reader who is slow before it fails.
  public var messageLimit = 100_000

  /// Whether a cluster client sends commands that only read to replicas, whose data may be old.
  public var readsFromReplicas = false

  public init(_ endpoint: RedisEndpoint = RedisEndpoint()) {
    self.endpoint = endpoint
  }

  /// The configuration that a URL describes.
  public init(_ url: RedisURL) {
    endpoint = url.endpoint
    user = url.user
    password = url.password
    database = url.database
  }
}
