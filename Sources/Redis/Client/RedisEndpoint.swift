/// Where a Redis listens.
public struct RedisEndpoint: Hashable, Sendable, CustomStringConvertible {
  public var host: String
  public var port: Int

  /// The port that Redis listens at if nobody says otherwise.
  public static let defaultPort = 6379

  public init(_ host: String = "127.0.0.1", port: Int = RedisEndpoint.defaultPort) {
    self.host = host
    self.port = port
  }

  public var description: String {
    host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
  }
}
