/// The 64-bit FNV-1a hash: the same number for the same bytes on every machine and in every run.
///
///     FNV1a.hash("user:42")  // always 0x6c151ea4dcd221c2
///
/// Swift's `Hasher` starts from a random seed in each process, so two machines that must agree where a
/// key lives cannot use it. FNV-1a is fast on short keys. It is no defence against an attacker who
/// chooses the keys, and keys that differ only in their last bytes get numbers that differ little in
/// the high bits: call ``mixed`` before placing them on a ring or comparing their order.
///
/// The algorithm: Fowler, Noll and Vo, RFC 9923.
public struct FNV1a: Sendable {
  /// The hash of all the bytes so far.
  public private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  public init() {}

  /// Adds bytes; how they are divided over calls makes no difference.
  public mutating func update(_ bytes: some Sequence<UInt8>) {
    for byte in bytes {
      value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
    }
  }

  /// Adds the UTF-8 bytes of `text`.
  public mutating func update(_ text: some StringProtocol) {
    update(text.utf8)
  }

  /// The value with each bit of the hash spread over all 64.
  public var mixed: UInt64 { SplitMix64.mix(value) }

  /// The hash of `bytes`.
  public static func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
    var hash = FNV1a()
    hash.update(bytes)
    return hash.value
  }

  /// The hash of the UTF-8 bytes of `text`.
  public static func hash(_ text: some StringProtocol) -> UInt64 {
    hash(text.utf8)
  }
}
