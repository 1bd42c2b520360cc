/// Bytes of a bulk string that is so long that it arrives in pieces.
///
/// Taking the pieces as they come leaves the caller's buffer small and reads each byte once. The
/// announced length is never allocated in advance: whoever announces 512 MB has to send them.
struct PartialBulk: Sendable {
  /// Shorter ones wait in the caller's buffer until they are whole.
  static let threshold = 16 << 10

  private var bytes: [UInt8] = []

  var count: Int { bytes.count }

  /// Takes what belongs to a string of `length` from the front of `input`.
  mutating func take(from input: UnsafeRawBufferPointer, length: Int) -> Int {
    let piece = min(input.count, length - bytes.count)
    bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: input.prefix(piece)))
    return piece
  }

  /// Gives the whole string away and is empty again.
  mutating func finish() -> RedisBytes {
    let whole = bytes
    bytes = []
    return RedisBytes(whole)
  }
}
