/// What a key may be.
enum KeyRule {
  static let longest = 250

  /// The bytes of `key`, or an error if it is none.
  static func bytes(of key: String) throws(MemcachedError) -> [UInt8] {
    let bytes = Array(key.utf8)
    let isSound =
      !bytes.isEmpty && bytes.count <= longest
      // A space or a line's end would begin another argument, or another command.
      && bytes.allSatisfy { $0 > 0x20 && $0 != 0x7F }
    guard isSound else { throw .invalidKey(key) }
    return bytes
  }
}
