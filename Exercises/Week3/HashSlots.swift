/// How Redis Cluster finds the place of a key: one of 16,384 slots, worked out from its name.
///
///     HashSlot.slot(of: "foo")             // 12182, on every machine and in every language
///     HashSlot.slot(of: "{user:7}:cart")   // 2780
///     HashSlot.slot(of: "{user:7}:orders") // 2780 as well: only what is in braces counts
public enum HashSlot {
  /// How many slots there are; they are numbered from 0.
  public static let count = 16_384

  /// The checksum CRC-16 of `bytes`, as Redis Cluster and the XMODEM protocol compute it.
  ///
  /// It is the remainder of a division: polynomial `0x1021`, register 0 at the beginning, bytes and
  /// bits taken from the most significant end, nothing added at the end. The check value that is
  /// published for it is `0x31C3`, for the ASCII bytes of "123456789". Of no bytes it is 0.
  public static func crc16(_ bytes: some Sequence<UInt8>) -> UInt16 {
    // Your code here.
    0
  }

  /// The slot of a key: the CRC-16 of what counts in its UTF-8 bytes, modulo ``count``.
  ///
  /// What counts is the *hash tag*: what stands between the first `{` in the key and the first `}`
  /// after it. If the key has no such pair of braces, or nothing stands between them, the whole key
  /// counts, braces and all. Keys with the same tag are in the same slot, and so on the same node.
  public static func slot(of key: String) -> Int {
    // Your code here.
    0
  }
}

/// What a node of a cluster answers when it is asked for a key that it does not serve.
public struct Redirection: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// The slot belongs to the other node, from now on.
    case moved
    /// The slot is on its way to the other node: ask there, this once.
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
    // Your code here.
    return nil
  }
}

/// What a client knows of a cluster: which node serves which slot.
///
///     var map = SlotMap()
///     map.assign(0...8191, to: "127.0.0.1:7000")
///     map.assign(8192...16383, to: "127.0.0.1:7001")
///     map.node(of: "foo")  // "127.0.0.1:7001", for slot 12182
///
/// Every client keeps such a map and asks nobody on its way to a key. The map may be out of date; the
/// cluster says so with a ``Redirection``. A look-up takes the same time however the slots are
/// spread over nodes.
public struct SlotMap: Sendable {
  // Your storage goes here.

  /// Makes a map in which no slot has a node.
  public init() {}

  /// Gives slots to a node, whoever had them.
  ///
  /// - Precondition: The slots exist.
  public mutating func assign(_ slots: ClosedRange<Int>, to node: String) {
    precondition(
      slots.lowerBound >= 0 && slots.upperBound < HashSlot.count,
      "slots are numbered from 0 to \(HashSlot.count - 1), not \(slots)"
    )
    // Your code here.
  }

  /// The node that serves a key, or `nil` if its slot has none.
  public func node(of key: String) -> String? {
    // Your code here.
    nil
  }

  /// The one slot of several keys, or `nil` if they are in more than one, or if there are no keys.
  ///
  /// A cluster takes a command with several keys only when they share a slot, not merely a node:
  /// slots move one by one.
  public static func sharedSlot(of keys: [String]) -> Int? {
    // Your code here.
    nil
  }

  /// Takes note of a redirection, and says where to ask now.
  ///
  /// After `MOVED` the slot, and no other, belongs to the node that was named. After `ASK` the map
  /// stays as it is: until the move is complete, the old node answers for the keys that it still has.
  public mutating func follow(_ redirection: Redirection) -> String {
    // Your code here.
    ""
  }
}
