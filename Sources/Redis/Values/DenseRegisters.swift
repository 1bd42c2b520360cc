/// Registers of six bits each, side by side behind the header, the lowest bits of a byte first.
enum DenseRegisters {
  static func value(_ register: Int, in bytes: [UInt8]) -> UInt8 {
    let (byte, shift) = place(of: register)
    let low = bytes[byte] >> shift
    // The last register ends with the last byte: there is none behind it.
    let high = byte + 1 < bytes.count ? UInt16(bytes[byte + 1]) << (8 - shift) : 0
    return (low | UInt8(truncatingIfNeeded: high)) & 63
  }

  static func all(in bytes: [UInt8]) -> [UInt8] {
    (0..<RedisHyperLogLog.registerCount).map { value($0, in: bytes) }
  }

  /// Gives a register at least this value and says whether it had less.
  static func raise(_ register: Int, to value: UInt8, in bytes: inout [UInt8]) -> Bool {
    guard value > self.value(register, in: bytes) else { return false }
    let (byte, shift) = place(of: register)
    let mask = UInt16(63) << shift
    let bits = UInt16(value) << shift
    bytes[byte] = bytes[byte] & ~UInt8(truncatingIfNeeded: mask) | UInt8(truncatingIfNeeded: bits)
    if byte + 1 < bytes.count {
      bytes[byte + 1] = bytes[byte + 1] & ~UInt8(mask >> 8) | UInt8(bits >> 8)
    }
    return true
  }

  private static func place(of register: Int) -> (byte: Int, shift: Int) {
    (RedisHyperLogLog.headerSize + register * 6 / 8, register * 6 % 8)
  }
}
