/// The slot that a key belongs to.
enum ClusterSlot {
  /// The slot of a key: of the part in braces if there is one, so that keys can be kept together.
  static func of(_ key: RedisBytes) -> Int {
    key.withUnsafeBytes { bytes in
      guard let open = bytes.firstIndex(of: UInt8(ascii: "{")),
        let close = bytes[(open + 1)...].firstIndex(of: UInt8(ascii: "}")), close > open + 1
      else { return slot(bytes[...]) }
      return slot(bytes[(open + 1)..<close])
    }
  }

  private static func slot(_ bytes: Slice<UnsafeRawBufferPointer>) -> Int {
    var crc: UInt16 = 0
    for byte in bytes { crc = crc << 8 ^ table[Int(UInt8(crc >> 8) ^ byte)] }
    return Int(crc) % ClusterMap.slotCount
  }

  /// CRC-16/XMODEM, by the value of a byte.
  private static let table: [UInt16] = (0..<256).map { byte in
    (0..<8).reduce(UInt16(byte) << 8) { crc, _ in crc & 0x8000 == 0 ? crc << 1 : crc << 1 ^ 0x1021 }
  }
}
