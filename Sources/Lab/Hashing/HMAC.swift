/// HMAC-SHA256 (RFC 2104): a seal that only someone with the key can make or check.
///
///     let seal = HMAC.seal("user=7", key: secret)
///
/// Compare seals in constant time. A comparison that stops at the first difference tells an
/// attacker how much of a forged seal is right.
public struct HMAC: Sendable {
  private var inner = SHA256()
  private var outer = SHA256()

  /// Makes a seal with `key`, which may have any length; 32 random bytes are a good one.
  public init(key: some Sequence<UInt8>) {
    var block = Array(key)
    if block.count > SHA256.blockSize { block = SHA256.hash(block) }
    block += Array(repeating: 0, count: SHA256.blockSize - block.count)
    inner.update(block.map { $0 ^ 0x36 })
    outer.update(block.map { $0 ^ 0x5C })
  }

  /// Adds bytes of the message; how they are divided over calls makes no difference.
  public mutating func update(_ bytes: some Sequence<UInt8>) {
    inner.update(bytes)
  }

  /// Adds the UTF-8 bytes of `text` to the message.
  public mutating func update(_ text: some StringProtocol) {
    inner.update(text.utf8)
  }

  /// The seal, 32 bytes, of the message so far; more may be added afterwards.
  public func finish() -> [UInt8] {
    var outer = outer
    outer.update(inner.finish())
    return outer.finish()
  }

  /// The seal, 32 bytes, of `message`.
  public static func seal(_ message: some Sequence<UInt8>, key: some Sequence<UInt8>) -> [UInt8] {
    var hmac = HMAC(key: key)
    hmac.update(message)
    return hmac.finish()
  }

  /// The seal, 32 bytes, of the UTF-8 bytes of `message`.
  public static func seal(_ message: some StringProtocol, key: some Sequence<UInt8>) -> [UInt8] {
    seal(message.utf8, key: key)
  }
}
