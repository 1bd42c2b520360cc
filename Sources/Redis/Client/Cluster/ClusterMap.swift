/// Which node of a cluster has which slots.
struct ClusterMap: Sendable {
  struct Shard: Hashable, Sendable {
    var primary: RedisEndpoint
    var replicas: [RedisEndpoint] = []
  }

  private(set) var shards: [Shard] = []
  /// By slot; the index of a shard, or ``nobody``.
  private var owners = [UInt16](repeating: nobody, count: slotCount)

  static let slotCount = 16384
  private static let nobody = UInt16.max

  init() {}

  /// Reads the reply to `CLUSTER SLOTS`.
  ///
  /// - Parameter asked: Who was asked: a node that does not know its own address means that one.
  init?(slots reply: RESPValue, asked: RedisEndpoint) {
    guard case .array(let ranges) = reply else { return nil }
    for case .array(let range) in ranges {
      guard range.count >= 3, case .integer(let first) = range[0],
        case .integer(let last) = range[1], 0 <= first, first <= last, last < Self.slotCount
      else { return nil }
      let nodes = range.dropFirst(2).compactMap { Self.endpoint($0, asked: asked) }
      guard let primary = nodes.first else { return nil }
      let shard = Shard(primary: primary, replicas: Array(nodes.dropFirst()))
      let index = index(of: shard)
      for slot in first...last { owners[slot] = index }
    }
  }

  /// The shard that has a slot, or nil if nobody does.
  subscript(slot: Int) -> Shard? {
    let owner = owners[slot]
    return owner == Self.nobody ? nil : shards[Int(owner)]
  }

  /// Notes that a slot has moved; false if its new node was not known.
  mutating func move(_ slot: Int, to endpoint: RedisEndpoint) -> Bool {
    let isKnown = shards.contains { $0.primary == endpoint }
    owners[slot] = index(of: Shard(primary: endpoint))
    return isKnown
  }

  var nodes: Set<RedisEndpoint> {
    Set(shards.flatMap { [$0.primary] + $0.replicas })
  }

  private mutating func index(of shard: Shard) -> UInt16 {
    if let index = shards.firstIndex(where: { $0.primary == shard.primary }) {
      return UInt16(index)
    }
    shards.append(shard)
    return UInt16(shards.count - 1)
  }

  private static func endpoint(_ node: RESPValue, asked: RedisEndpoint) -> RedisEndpoint? {
    guard case .array(let parts) = node, parts.count >= 2, case .integer(let port) = parts[1]
    else { return nil }
    var host = asked.host
    if case .bulk(let bytes) = parts[0], !bytes.isEmpty, bytes != "?" { host = bytes.string }
    return RedisEndpoint(host, port: port)
  }
}

/// What a node of a cluster answers when a command belongs elsewhere or has to come again.
enum ClusterRedirection: Hashable, Sendable {
  /// The slot is another node's from now on.
  case moved(slot: Int, RedisEndpoint)
  /// The slot is being moved; this once, ask the other node.
  case ask(RedisEndpoint)
  /// Some of the keys are here and some there, for as long as the slot is being moved.
  case tryAgain
  /// The node cannot answer, and perhaps another one will, or this one later.
  case notReady

  /// Reads an error that `asked` has answered with; nil if it is of another kind.
  init?(_ error: RedisError, asked: RedisEndpoint) {
    switch error.code {
    case "MOVED", "ASK":
      let words = error.message.split(separator: " ")
      guard words.count == 2, let slot = Int(words[0]), (0..<ClusterMap.slotCount).contains(slot),
        let colon = words[1].lastIndex(of: ":"),
        let port = Int(words[1][colon...].dropFirst())
      else { return nil }
      let host = words[1][..<colon]
      let isKnown = !host.isEmpty && host != "?"
      let endpoint = RedisEndpoint(isKnown ? String(host) : asked.host, port: port)
      self = error.code == "ASK" ? .ask(endpoint) : .moved(slot: slot, endpoint)
    case "TRYAGAIN": self = .tryAgain
    case "CLUSTERDOWN", "MASTERDOWN", "LOADING", "READONLY": self = .notReady
    default: return nil
    }
  }
}
