/// Bytes as text, in the alphabet of RFC 4648 and always with padding.
enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
  )
  private static let padding = UInt8(ascii: "=")

  static func encode(_ bytes: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let bits = group.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } << (8 * UInt32(3 - group.count))
      for position in 0..<4 {
        let digit = alphabet[Int(bits >> (18 - 6 * UInt32(position)) & 63)]
        text.append(position <= group.count ? digit : padding)
      }
    }
    return text
  }

  /// The bytes that `text` stands for; `nil` if it stands for none.
  ///
  /// As forgiving as memcached: what is not of the alphabet is skipped; padding may stand anywhere
  /// in a group of four, counts as a zero, and ends the text with its group.
  static func decode(_ encoded: UnsafeRawBufferPointer) -> [UInt8]? {
    let text = encoded.filter { value(of: $0) != nil }
    guard text.count % 4 == 0 else { return nil }
    var bytes: [UInt8] = []
    for start in stride(from: 0, to: text.count, by: 4) {
      var bits: UInt32 = 0
      var padded = 0
      for byte in text[start..<start + 4] {
        guard let digit = value(of: byte) else { return nil }
        if byte == padding { padded += 1 }
        bits = bits << 6 | digit
      }
      guard padded <= 2 else { return nil }
      for shift in [16, 8, 0] { bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(shift))) }
      if padded > 0 {
        bytes.removeLast(padded)
        break
      }
    }
    return bytes.isEmpty ? nil : bytes
  }

  private static func value(of byte: UInt8) -> UInt32? {
    switch byte {
    case 0x41...0x5A: UInt32(byte) - 0x41
    case 0x61...0x7A: UInt32(byte) - 0x61 + 26
    case 0x30...0x39: UInt32(byte) - 0x30 + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    case padding: 0
    default: nil
    }
  }
}
