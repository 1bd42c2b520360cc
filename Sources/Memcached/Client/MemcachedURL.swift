import Sockets

/// The servers that a `MEMCACHED_URL` names.
///
///     memcached://127.0.0.1:11211
///     memcached://cache1:11211,cache2:11211,[::1]:11212
///
/// The scheme may be missing, and so may a port, which is 11211 then. `host:port*3` gives a server
/// three times the usual share of the keys.
public struct MemcachedURL: Hashable, Sendable {
  public let nodes: [Ketama.Node]

  /// Reads the setting; `nil` if it is not a list of servers.
  public init?(_ text: some StringProtocol) {
    let scheme = "memcached://"
    let list = text.hasPrefix(scheme) ? text.dropFirst(scheme.count) : text[...]
    var nodes: [Ketama.Node] = []
    for entry in list.split(separator: ",", omittingEmptySubsequences: false) {
      guard let node = Self.node(entry.drop { $0 == " " }) else { return nil }
      nodes.append(node)
    }
    self.nodes = nodes
  }

  private static func node(_ entry: some StringProtocol) -> Ketama.Node? {
    var entry = String(entry)
    while entry.last == " " || entry.last == "/" { entry.removeLast() }
    var weight = 1
    if let star = entry.lastIndex(of: "*") {
      guard let number = Int(entry[entry.index(after: star)...]), (1...1_000_000).contains(number)
      else { return nil }
      weight = number
      entry = String(entry[..<star])
    }
    var port = 11211
    if let colon = entry.lastIndex(of: ":"), !entry[colon...].contains("]"),
      entry.first == "[" || entry.firstIndex(of: ":") == colon
    {
      guard let number = Int(entry[entry.index(after: colon)...]), (1...65535).contains(number)
      else { return nil }
      port = number
      entry = String(entry[..<colon])
    }
    if entry.first == "[", entry.last == "]" { entry = String(entry.dropFirst().dropLast()) }
    guard !entry.isEmpty, entry.allSatisfy({ !$0.isWhitespace && $0 != "[" && $0 != "]" }) else {
      return nil
    }
    return Ketama.Node(host: entry, port: port, weight: weight)
  }

  /// Clients for all the servers, sharded; with one server there is nothing to shard.
  public func connect(options: ClientOptions = ClientOptions()) -> ShardedMemcached<MemcachedClient>
  {
    ShardedMemcached(
      ring: Ketama(nodes),
      connections: nodes.map { MemcachedClient(host: $0.host, port: $0.port, options: options) }
    )
  }
}
