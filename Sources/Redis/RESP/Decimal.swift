/// Calls `body` with the decimal digits of a number, without an allocation.
///
/// Two digits a division: half as many divisions, which are what it costs.
@inline(__always)
func withDecimalDigits<Result>(
  of number: Int,
  _ body: (UnsafeRawBufferPointer) -> Result
) -> Result {
  withUnsafeTemporaryAllocation(byteCount: 20, alignment: 1) { digits in
    var position = 20
    var rest = number.magnitude
    while rest >= 100 {
      let (quotient, pair) = rest.quotientAndRemainder(dividingBy: 100)
      position -= 2
      digits[position] = 48 &+ UInt8(truncatingIfNeeded: pair / 10)
      digits[position + 1] = 48 &+ UInt8(truncatingIfNeeded: pair % 10)
      rest = quotient
    }
    if rest >= 10 {
      position -= 1
      digits[position] = 48 &+ UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
    position -= 1
    digits[position] = 48 &+ UInt8(truncatingIfNeeded: rest)
    if number < 0 {
      position -= 1
      digits[position] = UInt8(ascii: "-")
    }
    return body(UnsafeRawBufferPointer(rebasing: digits[position...]))
  }
}

/// The number that the bytes spell in decimal, or nil: strict, as Redis reads lengths and values.
@inline(__always)
func parseInteger(_ digits: UnsafeRawBufferPointer) -> Int? {
  guard let first = digits.first else { return nil }
  if digits.count == 1 {
    let digit = first &- 48
    return digit < 10 ? Int(digit) : nil
  }
  let negative = first == UInt8(ascii: "-")
  let start = negative ? 1 : 0
  // Neither "-0" nor "007".
  guard digits[start] != 48, digits.count - start <= 19 else { return nil }
  // 19 digits always fit 64 bits without a sign.
  var magnitude: UInt = 0
  for position in start..<digits.count {
    let digit = digits[position] &- 48
    guard digit < 10 else { return nil }
    magnitude = magnitude &* 10 &+ UInt(digit)
  }
  if negative {
    guard magnitude <= Int.min.magnitude else { return nil }
    return Int(truncatingIfNeeded: 0 &- magnitude)
  }
  return Int(exactly: magnitude)
}
