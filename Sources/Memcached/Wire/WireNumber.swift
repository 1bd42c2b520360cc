/// Numbers as memcached reads them, which is as C's `strtoul` and its relatives do.
///
/// White space and a sign may come first; white space after the digits ends the number, and what
/// follows it does not matter. Numbers of more bits than are kept lose the upper ones.
enum WireNumber {
  static func signed32(_ text: UnsafeRawBufferPointer) -> Int32? {
    guard let (negative, magnitude) = parse(text) else { return nil }
    if negative {
      guard magnitude <= UInt64(Int64.max) + 1 else { return nil }
      return Int32(truncatingIfNeeded: 0 &- magnitude)
    }
    guard magnitude <= UInt64(Int64.max) else { return nil }
    return Int32(truncatingIfNeeded: magnitude)
  }

  static func unsigned32(_ text: UnsafeRawBufferPointer) -> UInt32? {
    unsigned64(text).map { UInt32(truncatingIfNeeded: $0) }
  }

  static func unsigned64(_ text: UnsafeRawBufferPointer) -> UInt64? {
    guard let (negative, magnitude) = parse(text) else { return nil }
    guard negative else { return magnitude }
    // A negative number wraps around, and is refused if the result is large; a few are not.
    let wrapped = 0 &- magnitude
    return wrapped > UInt64(Int64.max) ? nil : wrapped
  }

  private static func parse(
    _ text: UnsafeRawBufferPointer
  ) -> (isNegative: Bool, magnitude: UInt64)? {
    var index = 0
    while index < text.count, isSpace(text[index]) { index += 1 }
    var isNegative = false
    if index < text.count, text[index] == UInt8(ascii: "-") || text[index] == UInt8(ascii: "+") {
      isNegative = text[index] == UInt8(ascii: "-")
      index += 1
    }
    let firstDigit = index
    var number: UInt64 = 0
    while index < text.count, (0x30...0x39).contains(text[index]) {
      let (product, overflow) = number.multipliedReportingOverflow(by: 10)
      let (sum, carry) = product.addingReportingOverflow(UInt64(text[index] - 0x30))
      if overflow || carry { return nil }
      number = sum
      index += 1
    }
    // A zero ends a text in C, and a value may well hold one.
    let isWhole = index == text.count || isSpace(text[index]) || text[index] == 0
    guard index > firstDigit, isWhole else { return nil }
    return (isNegative, number)
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }

  /// Appends the decimal digits of a number.
  static func append(_ number: UInt64, to out: inout [UInt8]) {
    if number < 10 { return out.append(0x30 + UInt8(number)) }
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
      var rest = number
      var start = digits.count
      while rest > 0 {
        start -= 1
        digits[start] = 0x30 + UInt8(rest % 10)
        rest /= 10
      }
      out.append(contentsOf: digits[start...])
    }
  }

  static func append(_ number: Int, to out: inout [UInt8]) {
    if number < 0 { out.append(UInt8(ascii: "-")) }
    append(UInt64(number.magnitude), to: &out)
  }
}
