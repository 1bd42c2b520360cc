/// How Redis Cluster places a key: in one of 16,384 slots, computed from its name.
///
///     HashSlot.slot(of: "foo")             // 12182, on every machine and in every language
///     HashSlot.slot(of: "{user:7}:cart")   // 2780
///     HashSlot.slot(of: "{user:7}:orders") // 2780 as well: only what is in braces counts
public enum HashSlot {
  /// How many slots there are; they are numbered from 0.
  public static let count = 16_384

  /// The checksum CRC-16 of `bytes`, as Redis Cluster and the XMODEM protocol compute it.
  ///
  /// It is the remainder of a division: the polynomial is `0x1021`, the register starts at 0, the
  /// most significant bit of each byte comes first, and nothing is added at the end. Its published
  /// check value is `0x31C3`, for the ASCII bytes of "123456789". Of no bytes it is 0.
  public static func crc16(_ bytes: some Sequence<UInt8>) -> UInt16 {
    bytes.reduce(0) { register, byte in
      register << 8 ^ remainders[Int(UInt8(register >> 8) ^ byte)]
    }
  }

  /// The slot of a key: the CRC-16 of those of its UTF-8 bytes that count, modulo ``count``.
  ///
  /// Only the *hash tag* counts: what is between the first `{` in the key and the first `}` after
  /// it. If there is no such pair of braces, or nothing between them, the whole key counts, braces
  /// included. Keys with the same tag are in the same slot, and so on the same node.
  public static func slot(of key: String) -> Int {
    Int(crc16(tag(of: key.utf8[...]))) % count
  }

  private static func tag(of key: Substring.UTF8View) -> Substring.UTF8View {
    guard let open = key.firstIndex(of: UInt8(ascii: "{")) else { return key }
    let rest = key[key.index(after: open)...]
    guard let close = rest.firstIndex(of: UInt8(ascii: "}")), close > rest.startIndex else {
      return key
    }
    return rest[..<close]
  }

  /// The remainder that each byte leaves: eight bits of the division at once.
  private static let remainders: [UInt16] = (0..<256).map { byte in
    (0..<8).reduce(UInt16(byte) << 8) { register, _ in
      register & 0x8000 == 0 ? register << 1 : register << 1 ^ 0x1021
    }
  }
}

/// What a node of a cluster answers when it is asked for a key that it does not serve.
public struct Redirection: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// The slot belongs to the other node, from now on.
    case moved
    /// The slot is moving to the other node: ask there, this once.
    case ask
  }

  public let kind: Kind
  public let slot: Int

  /// Where to ask instead, as the answer names it: "127.0.0.1:7001".
  public let node: String

  public init(kind: Kind, slot: Int, node: String) {
    self.kind = kind
    self.slot = slot
    self.node = node
  }

  /// Reads an error of Redis, such as "MOVED 3999 127.0.0.1:7001" or "ASK 3999 127.0.0.1:7001".
  ///
  /// The three words are separated by single spaces, and the first is in capitals. Any other error,
  /// and a slot that does not exist, gives `nil`. The node is taken as it is: an IPv6 address has
  /// colons of its own.
  public init?(_ error: String) {
    let words = error.split(separator: " ", omittingEmptySubsequences: false)
    guard words.count == 3, !words[2].isEmpty,
      let kind = ["MOVED": Kind.moved, "ASK": Kind.ask][words[0]],
      let slot = Int(words[1]), (0..<HashSlot.count).contains(slot)
    else { return nil }
    self.init(kind: kind, slot: slot, node: String(words[2]))
  }
}

/// What a client knows about a cluster: which node serves which slot.
///
///     var map = SlotMap()
///     map.assign(0...8191, to: "127.0.0.1:7000")
///     map.assign(8192...16383, to: "127.0.0.1:7001")
///     map.node(of: "foo")  // "127.0.0.1:7001", for slot 12182
///
/// Every client keeps such a map, so it need not ask where a key is. The map may be out of date;
/// then the cluster says so with a ``Redirection``. A look-up takes the same time however the slots
/// are spread over the nodes.
public struct SlotMap: Sendable {
  private var nodes = [String?](repeating: nil, count: HashSlot.count)

  /// Makes a map in which no slot has a node.
  public init() {}

  /// Gives slots to a node, whichever node had them before.
  ///
  /// - Precondition: The slots exist.
  public mutating func assign(_ slots: ClosedRange<Int>, to node: String) {
    precondition(
      slots.lowerBound >= 0 && slots.upperBound < HashSlot.count,
      "slots are numbered from 0 to \(HashSlot.count - 1), not \(slots)"
    )
    for slot in slots { nodes[slot] = node }
  }

  /// The node that serves a key, or `nil` if its slot has none.
  public func node(of key: String) -> String? {
    nodes[HashSlot.slot(of: key)]
  }

  /// The slot that all of the keys share, or `nil` if they are in more than one, or if there are no
  /// keys.
  ///
  /// A cluster accepts a command with several keys only if they share a slot, not merely a node:
  /// slots move one by one.
  public static func sharedSlot(of keys: [String]) -> Int? {
    let slots = Set(keys.map(HashSlot.slot))
    return slots.count == 1 ? slots.first : nil
  }

  /// Takes note of a redirection, and returns the node to ask now.
  ///
  /// After `MOVED` the slot, and no other, belongs to the node that was named. After `ASK` the map
  /// stays as it is: until the move is complete, the old node answers for the keys that it still has.
  public mutating func follow(_ redirection: Redirection) -> String {
    if redirection.kind == .moved { nodes[redirection.slot] = redirection.node }
    return redirection.node
  }
}
