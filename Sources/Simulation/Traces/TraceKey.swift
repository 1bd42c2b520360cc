import Lab

/// The number that stands for a key in the simulation.
enum TraceKey {
  /// A decimal number stands for itself, any other text for a hash of it.
  ///
  /// Hashes are negative and decimals are not, so they never collide. Among a million texts, the
  /// odds that two have the same hash and count as one key are one in 18 million.
  static func number(of text: ArraySlice<UInt8>) -> Int {
    decimal(text) ?? hash(text)
  }

  /// Nil for text that is not a plain decimal.
  static func decimal(_ text: ArraySlice<UInt8>) -> Int? {
    guard let first = text.first, text.count <= 18, first != 0x30 || text.count == 1 else {
      return nil
    }
    var number = 0
    for byte in text {
      let digit = Int(byte) - 0x30
      guard (0...9).contains(digit) else { return nil }
      number = number * 10 + digit
    }
    return number
  }

  private static func hash(_ text: ArraySlice<UInt8>) -> Int {
    var hash = FNV1a()
    hash.update(text)
    return Int(truncatingIfNeeded: hash.mixed | 1 << 63)
  }
}
