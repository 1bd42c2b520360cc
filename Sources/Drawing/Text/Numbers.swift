#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A number with exactly `digits` places after the point, rounded to the nearest.
///
///     fixed(3.14159, 2)   // "3.14"
///     fixed(0.999, 2)     // "1.00"
///     fixed(-0.001, 2)    // "0.00": nothing that rounds to zero keeps a sign
///     fixed(.infinity, 2) // "inf"
///
/// Exact ties go to the even digit, as in C's `printf`: `fixed(0.5, 0)` is "0".
public func fixed(_ value: Double, _ digits: Int) -> String {
  precondition((0...100).contains(digits), "fixed(_:_:) writes 0 to 100 digits, not \(digits)")
  if value.isNaN { return "nan" }
  if value.isInfinite { return value < 0 ? "-inf" : "inf" }
  // The largest Double has 309 digits before the point.
  let text = withUnsafeTemporaryAllocation(of: CChar.self, capacity: 320 + digits) { buffer in
    withVaList([CInt(digits), value]) { arguments in
      let length = Int(vsnprintf(buffer.baseAddress, buffer.count, "%.*f", arguments))
      return String(decoding: buffer[..<length].lazy.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
  }
  let isNegativeZero = text.hasPrefix("-") && !text.utf8.contains { (0x31...0x39).contains($0) }
  return isNegativeZero ? String(text.dropFirst()) : text
}

/// A ratio as a percentage: `percent(0.9423)` is "94.2 %".
public func percent(_ ratio: Double, digits: Int = 1) -> String {
  fixed(ratio * 100, digits) + " %"
}

/// A whole number with a comma between groups of three digits: "1,234,567".
public func grouped(_ n: Int) -> String {
  let digits = Array(String(n.magnitude))
  var text = n < 0 ? "-" : ""
  for (index, digit) in digits.enumerated() {
    if index > 0 && (digits.count - index).isMultiple(of: 3) { text.append(",") }
    text.append(digit)
  }
  return text
}
