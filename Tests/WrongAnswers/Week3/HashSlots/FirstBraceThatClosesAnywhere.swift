// Caught by: testAClosingBraceBeforeTheTagIsIgnored
// The mistake: the first } is looked for in the whole key, before the { as well.

public enum HashSlot {
  public static let count = 16_384

  public static func crc16(_ bytes: some Sequence<UInt8>) -> UInt16 {
    bytes.reduce(0) { register, byte in
      register << 8 ^ remainders[Int(UInt8(register >> 8) ^ byte)]
    }
  }

  public static func slot(of key: String) -> Int {
    Int(crc16(tag(of: key.utf8[...]))) % count
  }

  private static func tag(of key: Substring.UTF8View) -> Substring.UTF8View {
    guard let open = key.firstIndex(of: UInt8(ascii: "{")) else { return key }
    let start = key.index(after: open)
    guard let close = key.firstIndex(of: UInt8(ascii: "}")), close > start else { return key }
    return key[start..<close]
  }

  private static let remainders: [UInt16] = (0..<256).map { byte in
    (0..<8).reduce(UInt16(byte) << 8) { register, _ in
      register & 0x8000 == 0 ? register << 1 : register << 1 ^ 0x1021
    }
  }
}

public struct Redirection: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    case moved
    case ask
  }

  public let kind: Kind
  public let slot: Int

  public let node: String

  public init(kind: Kind, slot: Int, node: String) {
    self.kind = kind
    self.slot = slot
    self.node = node
  }

  public init?(_ error: String) {
    let words = error.split(separator: " ", omittingEmptySubsequences: false)
    guard words.count == 3, !words[2].isEmpty,
      let kind = ["MOVED": Kind.moved, "ASK": Kind.ask][words[0]],
      let slot = Int(words[1]), (0..<HashSlot.count).contains(slot)
    else { return nil }
    self.init(kind: kind, slot: slot, node: String(words[2]))
  }
}

public struct SlotMap: Sendable {
  private var nodes = [String?](repeating: nil, count: HashSlot.count)

  public init() {}

  public mutating func assign(_ slots: ClosedRange<Int>, to node: String) {
    precondition(
      slots.lowerBound >= 0 && slots.upperBound < HashSlot.count,
      "slots are numbered from 0 to \(HashSlot.count - 1), not \(slots)"
    )
    for slot in slots { nodes[slot] = node }
  }

  public func node(of key: String) -> String? {
    nodes[HashSlot.slot(of: key)]
  }

  public static func sharedSlot(of keys: [String]) -> Int? {
    let slots = Set(keys.map(HashSlot.slot))
    return slots.count == 1 ? slots.first : nil
  }

  public mutating func follow(_ redirection: Redirection) -> String {
    if redirection.kind == .moved { nodes[redirection.slot] = redirection.node }
    return redirection.node
  }
}
