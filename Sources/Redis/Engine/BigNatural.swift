/// A whole number of any size, with just what reading and writing long decimals takes.
struct BigNatural {
  /// Least significant first, without zeros at the end.
  private(set) var words: [UInt32] = []

  init(_ number: UInt64 = 0) {
    words = [UInt32(truncatingIfNeeded: number), UInt32(truncatingIfNeeded: number >> 32)]
    trim()
  }

  var isZero: Bool { words.isEmpty }

  var bitCount: Int { words.count * 32 - (words.last?.leadingZeroBitCount ?? 0) }

  private mutating func trim() {
    while words.last == 0 { words.removeLast() }
  }

  mutating func multiply(by factor: UInt32, adding summand: UInt32 = 0) {
    var carry = UInt64(summand)
    for index in words.indices {
      carry += UInt64(words[index]) * UInt64(factor)
      words[index] = UInt32(truncatingIfNeeded: carry)
      carry >>= 32
    }
    if carry > 0 { words.append(UInt32(carry)) }
    trim()
  }

  mutating func multiply(byPowerOf base: UInt32, _ exponent: Int) {
    for _ in 0..<exponent { multiply(by: base) }
  }

  /// Divides and returns the remainder.
  mutating func divide(by divisor: UInt32) -> UInt32 {
    var rest: UInt64 = 0
    for index in words.indices.reversed() {
      rest = rest << 32 | UInt64(words[index])
      words[index] = UInt32(rest / UInt64(divisor))
      rest %= UInt64(divisor)
    }
    trim()
    return UInt32(rest)
  }

  func shiftedLeft(by bits: Int) -> BigNatural {
    var result = BigNatural()
    let (whole, part) = (bits / 32, UInt64(bits % 32))
    result.words = Array(repeating: 0, count: whole)
    var carry: UInt64 = 0
    for word in words {
      carry |= UInt64(word) << part
      result.words.append(UInt32(truncatingIfNeeded: carry))
      carry >>= 32
    }
    result.words.append(UInt32(truncatingIfNeeded: carry))
    result.trim()
    return result
  }

  /// The 64 bits above `bit`, and whether anything below is set.
  func bits(from bit: Int) -> (UInt64, hasRest: Bool) {
    var result: UInt64 = 0
    for index in words.indices.reversed() {
      let offset = index * 32 - bit
      if offset >= 64 || offset <= -32 { continue }
      let word = UInt64(words[index])
      result |= offset >= 0 ? word << UInt64(offset) : word >> UInt64(-offset)
    }
    let lowest = words.firstIndex { $0 != 0 }.map { $0 * 32 + words[$0].trailingZeroBitCount }
    return (result, (lowest ?? bit) < bit)
  }

  mutating func subtract(_ other: BigNatural) {
    var borrow: Int64 = 0
    for index in words.indices {
      let word = index < other.words.count ? Int64(other.words[index]) : 0
      let difference = Int64(words[index]) - word + borrow
      words[index] = UInt32(truncatingIfNeeded: difference)
      borrow = difference >> 32
    }
    trim()
  }

  /// The number in decimal.
  var decimal: String {
    var rest = self
    var groups: [UInt32] = []
    while !rest.isZero { groups.append(rest.divide(by: 1_000_000_000)) }
    guard let first = groups.popLast() else { return "0" }
    return groups.reversed().reduce(String(first)) { text, group in
      text + String(group + 1_000_000_000).dropFirst()
    }
  }
}

extension BigNatural: Comparable {
  static func < (left: BigNatural, right: BigNatural) -> Bool {
    if left.words.count != right.words.count { return left.words.count < right.words.count }
    return left.words.reversed().lexicographicallyPrecedes(right.words.reversed())
  }
}
