/// A ring of servers on which every key has its place, as libmemcached lays it out.
///
/// Clients in many languages use this layout, so that they all look for a key on the same server:
/// every server has points on a circle of 32-bit numbers, made from its name with ``MD5``, and a key
/// belongs to the server of the first point at or after its own hash. When a server joins or leaves,
/// only the keys next to its points move.
public struct Ketama: Sendable {
  /// A server on the ring.
  public struct Node: Hashable, Sendable {
    public let host: String
    public let port: Int
    /// How large a share of the keys the server gets, in proportion to the others' weights.
    public let weight: Int

    public init(host: String, port: Int = 11211, weight: Int = 1) {
      precondition(weight > 0, "a weight is at least 1, not \(weight)")
      self.host = host
      self.port = port
      self.weight = weight
    }

    /// What the points are made from; the usual port is left out, as it always has been.
    var name: String { port == 11211 ? host : "\(host):\(port)" }
  }

  /// How the points are made.
  public enum Layout: Sendable {
    /// 160 points a server on average, four from each hash, as many as the weights say.
    ///
    /// libmemcached's `KETAMA_WEIGHTED`, and the ring of the original libketama.
    case weighted
    /// 100 points a server, one from each hash, whatever the weights: libmemcached's `KETAMA`, whose
    /// hashes are its own unless its `HASH` (for keys) and `KETAMA_HASH` (for points) say `MD5`.
    case plain(keys: Hash = .oneAtATime, points: Hash = .oneAtATime)
  }

  /// How a text becomes a number on the circle.
  public enum Hash: Sendable {
    /// The first four bytes of the ``MD5`` hash.
    case md5
    /// Bob Jenkins's hash of that name, which libmemcached uses if it is told nothing else.
    case oneAtATime

    func callAsFunction(_ text: some StringProtocol) -> UInt32 {
      switch self {
      case .md5: return Ketama.word(0, of: MD5.hash(text))
      case .oneAtATime:
        var value: UInt32 = 0
        for byte in text.utf8 {
          value &+= UInt32(truncatingIfNeeded: Int8(bitPattern: byte))
          value &+= value << 10
          value ^= value >> 6
        }
        value &+= value << 3
        value ^= value >> 11
        return value &+ (value << 15)
      }
    }
  }

  /// A place on the circle and the number of its server.
  struct Point {
    let position: UInt32
    let node: Int
  }

  public let nodes: [Node]
  let points: [Point]
  private let hash: Hash

  /// Lays out a ring; with no nodes at all, no key has a place.
  public init(_ nodes: [Node], layout: Layout = .weighted) {
    self.nodes = nodes
    var points: [Point] = []
    switch layout {
    case .weighted:
      hash = .md5
      let total = nodes.reduce(0) { $0 + $1.weight }
      for (number, node) in nodes.enumerated() {
        for index in 0..<Self.hashCount(node.weight, of: total, servers: nodes.count) {
          let digest = MD5.hash("\(node.name)-\(index)")
          for part in 0..<4 {
            points.append(Point(position: Self.word(part, of: digest), node: number))
          }
        }
      }
    case .plain(let keys, let hashOfPoints):
      hash = keys
      for (number, node) in nodes.enumerated() {
        for index in 0..<100 {
          points.append(Point(position: hashOfPoints("\(node.name)-\(index)"), node: number))
        }
      }
    }
    self.points = points.sorted { ($0.position, $0.node) < ($1.position, $1.node) }
  }

  /// The number of the node that `key` belongs to.
  public func node(of key: some StringProtocol) -> Int? {
    node(ofHash: hash(key))
  }

  /// The number of the node of the first point at or after `hash`.
  func node(ofHash hash: UInt32) -> Int? {
    var (low, high) = (0, points.count)
    while low < high {
      let middle = (low + high) / 2
      if points[middle].position < hash { low = middle + 1 } else { high = middle }
    }
    return (low < points.count ? points[low] : points.first)?.node
  }

  /// How many hashes a server gets for its weight, rounded as libmemcached rounds.
  private static func hashCount(_ weight: Int, of total: Int, servers: Int) -> Int {
    let share = Float(weight) / Float(total)
    let count = Double(share * 160 / 4 * Float(servers)) + 0.0000000001
    return Int(Float(count).rounded(.down))
  }

  /// Four bytes of a hash as a number, the lowest byte first.
  private static func word(_ part: Int, of digest: [UInt8]) -> UInt32 {
    digest[(4 * part)..<(4 * part + 4)].reversed().reduce(0) { $0 << 8 | UInt32($1) }
  }
}
