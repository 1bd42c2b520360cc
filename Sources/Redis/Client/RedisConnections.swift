#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The one setting by which exercises, demos and tests choose their Redis.
public enum RedisConnections {
  /// The server that `REDIS_URL` names, or the cluster whose nodes `REDIS_CLUSTER` lists, or `fallback`.
  ///
  ///     let redis = try RedisConnections.fromEnvironment(default: FakeRedis())
  ///
  /// `REDIS_URL` is like `redis://user:password@127.0.0.1:6379/0`, `REDIS_CLUSTER` like
  /// `127.0.0.1:7001,127.0.0.1:7002`, where the first node may be a URL with a password for all. If both
  /// are set, `REDIS_URL` holds.
  ///
  /// - Throws: When what is set cannot be read; it does not try whether anybody is there.
  public static func fromEnvironment(
    _ variable: (String) -> String? = environmentVariable,
    default fallback: @autoclosure () -> any RedisConnection
  ) throws(RedisURLError) -> any RedisConnection {
    if let client = try client(fromEnvironment: variable) { return client }
    if let client = try clusterClient(fromEnvironment: variable) { return client }
    return fallback()
  }

  /// A client for the server that `REDIS_URL` names, or nil if it is not set.
  public static func client(
    fromEnvironment variable: (String) -> String? = environmentVariable
  ) throws(RedisURLError) -> RedisClient? {
    guard let text = variable("REDIS_URL"), !text.isEmpty else { return nil }
    return RedisClient(RedisClientConfiguration(try RedisURL(text, source: "REDIS_URL")))
  }

  /// A client for the cluster whose nodes `REDIS_CLUSTER` lists, or nil if it is not set.
  public static func clusterClient(
    fromEnvironment variable: (String) -> String? = environmentVariable
  ) throws(RedisURLError) -> RedisClusterClient? {
    guard let text = variable("REDIS_CLUSTER"), !text.isEmpty else { return nil }
    var urls: [RedisURL] = []
    for item in text.split(separator: ",", omittingEmptySubsequences: false) {
      let node = item.trimmed
      guard !node.isEmpty else {
        throw RedisURLError(
          source: "REDIS_CLUSTER",
          text: text,
          problem: "there is a comma without a node before or after it"
        )
      }
      let url = node.contains("://") ? String(node) : "redis://\(node)"
      urls.append(try RedisURL(url, source: "REDIS_CLUSTER"))
    }
    var configuration = RedisClientConfiguration.cluster
    let login = urls.first { $0.password != nil }
    configuration.user = login?.user
    configuration.password = login?.password
    return RedisClusterClient(urls.map(\.endpoint), configuration: configuration)
  }

  /// The value of a variable of this process's environment.
  public static func environmentVariable(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }
}

extension Substring {
  fileprivate var trimmed: Substring {
    var text = self
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}
