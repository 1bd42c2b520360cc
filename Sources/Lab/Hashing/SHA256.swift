/// The SHA-256 hash of FIPS 180-4: 32 bytes for which nobody can find a second input.
///
///     SHA256.hash("abc").hex  // "ba7816bf8f01cfea…"
///
/// Slower than ``FNV1a`` and safe against an attacker. To prove who wrote a message, and not only
/// that it is whole, use ``HMAC``.
public struct SHA256: Sendable {
  /// The length of a hash in bytes.
  public static let byteCount = 32
  /// The length of the blocks that the algorithm works on, in bytes.
  static let blockSize = 64

  private var state = SHA256Block.initialState
  /// Bytes that do not fill a block yet; never a whole block.
  private var pending: [UInt8] = []
  private var length: UInt64 = 0

  public init() {}

  /// Adds bytes; how they are divided over calls makes no difference.
  public mutating func update(_ bytes: some Sequence<UInt8>) {
    let isDone: Void? = bytes.withContiguousStorageIfAvailable {
      update(UnsafeRawBufferPointer($0))
    }
    if isDone == nil { update(Array(bytes)) }
  }

  /// Adds the UTF-8 bytes of `text`.
  public mutating func update(_ text: some StringProtocol) {
    update(text.utf8)
  }

  /// Adds the bytes of a buffer without copying them.
  public mutating func update(_ buffer: UnsafeRawBufferPointer) {
    length &+= UInt64(buffer.count)
    var rest = buffer[...]
    if !pending.isEmpty {
      let fill = rest.prefix(Self.blockSize - pending.count)
      pending.append(contentsOf: fill)
      rest = rest.dropFirst(fill.count)
      guard pending.count == Self.blockSize else { return }
      pending.withUnsafeBytes { SHA256Block.absorb($0, into: &state) }
      pending.removeAll(keepingCapacity: true)
    }
    let whole = rest.prefix(rest.count & ~(Self.blockSize - 1))
    SHA256Block.absorb(UnsafeRawBufferPointer(rebasing: whole), into: &state)
    pending.append(contentsOf: rest.dropFirst(whole.count))
  }

  /// The hash of all the bytes so far; more may be added afterwards.
  public func finish() -> [UInt8] {
    var last = self
    let zeros = (2 * Self.blockSize - 9 - pending.count) % Self.blockSize
    last.update([0x80] + Array(repeating: 0, count: zeros))
    last.update(Self.bigEndianBytes(of: length &* 8))
    return last.state.flatMap(Self.bigEndianBytes)
  }

  /// The hash of `bytes`.
  public static func hash(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    var hash = SHA256()
    hash.update(bytes)
    return hash.finish()
  }

  /// The hash of the UTF-8 bytes of `text`.
  public static func hash(_ text: some StringProtocol) -> [UInt8] {
    hash(text.utf8)
  }

  private static func bigEndianBytes(of number: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: number.bigEndian) { Array($0) }
  }
}
