/// A number with 64 significant bits, as the `long double` of the processors that Redis mostly runs on.
///
/// `INCRBYFLOAT` and `HINCRBYFLOAT` calculate with it, which shows: 0.1 + 0.2 is 0.3 there. Swift has
/// the type on some platforms only, and the fake is to give the same replies on all.
struct ExtendedFloat {
  private let isNegative: Bool
  /// With its highest bit set, unless the number is 0.
  private let significand: UInt64
  /// The number is the significand times two to the power of this.
  private let exponent: Int
  private let isInfinite: Bool

  static let zero = ExtendedFloat(isNegative: false, significand: 0, exponent: 0)

  private init(
    isNegative: Bool,
    significand: UInt64,
    exponent: Int,
    isInfinite: Bool = false
  ) {
    self.isNegative = isNegative
    self.significand = significand
    self.exponent = exponent
    // The largest finite one has 16384 bits before the point.
    self.isInfinite = isInfinite || significand > 0 && exponent + 64 > 16384
  }

  /// Rounds to 64 bits, to even where two are as near; `hasRest` says that the bits go on.
  private init(isNegative: Bool, rounding bits: UInt128, exponent: Int, hasRest: Bool) {
    guard bits > 0 else {
      self = ExtendedFloat(isNegative: isNegative, significand: 0, exponent: 0)
      return
    }
    let shift = 64 - bits.leadingZeroBitCount
    guard shift > 0 else {
      self.init(
        isNegative: isNegative,
        significand: UInt64(bits << UInt128(-shift)),
        exponent: exponent + shift
      )
      return
    }
    var kept = UInt64(bits >> UInt128(shift))
    var exponent = exponent + shift
    let rest = bits & (1 << UInt128(shift) - 1)
    let half: UInt128 = 1 << UInt128(shift - 1)
    if rest > half || rest == half && (hasRest || kept & 1 == 1) {
      kept &+= 1
      if kept == 0 { (kept, exponent) = (1 << 63, exponent + 1) }
    }
    self.init(isNegative: isNegative, significand: kept, exponent: exponent)
  }

  /// The sum, or nil if it is infinite or no number.
  func adding(_ other: ExtendedFloat) -> ExtendedFloat? {
    if isInfinite || other.isInfinite { return nil }
    if significand == 0 { return other.significand == 0 ? .zero : other }
    if other.significand == 0 { return self }
    let isLarger = (exponent, significand) >= (other.exponent, other.significand)
    let (large, small) = isLarger ? (self, other) : (other, self)
    let distance = large.exponent - small.exponent
    let wide = UInt128(large.significand) << 63
    let addend = UInt128(small.significand) << 63
    var shifted = distance < 128 ? addend >> UInt128(distance) : 0
    // What fell off the end still decides which way a tie goes.
    if distance >= 128 || shifted << UInt128(distance) != addend { shifted |= 1 }
    let sum = ExtendedFloat(
      isNegative: large.isNegative,
      rounding: large.isNegative == small.isNegative ? wide + shifted : wide - shifted,
      exponent: large.exponent - 63,
      hasRest: false
    )
    return sum.isInfinite ? nil : sum
  }
}

extension ExtendedFloat {
  /// The number in plain decimal with at most 17 digits after the point, and no zeros at its end.
  var text: RedisBytes {
    var digits: String
    if exponent >= 0 {
      digits = BigNatural(significand).shiftedLeft(by: exponent).decimal
    } else {
      digits = String(scaledByTenTo17 + 100_000_000_000_000_000)
      let point = digits.index(digits.endIndex, offsetBy: -17)
      let whole = (scaledByTenTo17 / 100_000_000_000_000_000)
      var fraction = String(digits[point...])
      while fraction.hasSuffix("0") { fraction.removeLast() }
      digits = fraction.isEmpty ? "\(whole)" : "\(whole).\(fraction)"
    }
    return RedisBytes(isNegative && digits != "0" ? "-\(digits)" : digits)
  }

  /// The number times 10^17, rounded to a whole one, to even where two are as near.
  private var scaledByTenTo17: UInt128 {
    let product = UInt128(significand) * 100_000_000_000_000_000
    let shift = -exponent
    guard shift < 128 else { return 0 }
    let (quotient, rest) = (product >> UInt128(shift), product & (1 << UInt128(shift) - 1))
    let half: UInt128 = 1 << UInt128(shift - 1)
    return rest > half || rest == half && quotient & 1 == 1 ? quotient + 1 : quotient
  }
}

extension ExtendedFloat {
  /// The number that a text spells as C reads it, or nil.
  init?(text: RedisBytes) {
    var bytes = text.bytes[...]
    guard !bytes.isEmpty, bytes.count < 5120 else { return nil }
    let isNegative = bytes.first == UInt8(ascii: "-")
    if isNegative || bytes.first == UInt8(ascii: "+") { bytes = bytes.dropFirst() }
    let word = RedisBytes(bytes)
    if word.equalsIgnoringCase("inf") || word.equalsIgnoringCase("infinity") {
      self.init(isNegative: isNegative, significand: 1 << 63, exponent: 0, isInfinite: true)
      return
    }
    let isHexadecimal = bytes.starts(with: "0x".utf8) || bytes.starts(with: "0X".utf8)
    guard let scanned = ScannedNumber(bytes.dropFirst(isHexadecimal ? 2 : 0), isHexadecimal)
    else { return nil }
    self.init(isNegative: isNegative, scanned)
    if isInfinite || significand == 0 && !scanned.digits.isZero { return nil }
  }

  private init(isNegative: Bool, _ number: ScannedNumber) {
    if number.digits.isZero || number.exponent < -6000 {
      self.init(isNegative: isNegative, significand: 0, exponent: 0)
    } else if number.exponent > 6000 && !number.isBinary || number.exponent > 40_000 {
      self.init(isNegative: isNegative, significand: 1 << 63, exponent: 0, isInfinite: true)
    } else if number.isBinary || number.exponent >= 0 {
      var whole = number.digits
      if !number.isBinary { whole.multiply(byPowerOf: 10, number.exponent) }
      let cut = max(0, whole.bitCount - 126)
      let (high, _) = whole.bits(from: cut + 64)
      let (low, hasRest) = whole.bits(from: cut)
      self.init(
        isNegative: isNegative,
        rounding: UInt128(high) << 64 | UInt128(low) | (hasRest ? 1 : 0),
        exponent: cut + (number.isBinary ? number.exponent : 0),
        hasRest: false
      )
    } else {
      self.init(isNegative: isNegative, dividing: number.digits, byTenTo: -number.exponent)
    }
  }

  /// Divides bit by bit until there are more than 64 bits, and remembers whether anything is left.
  private init(isNegative: Bool, dividing dividend: BigNatural, byTenTo power: Int) {
    var divisor = BigNatural(1)
    divisor.multiply(byPowerOf: 10, power)
    let shift = divisor.bitCount + 66 - dividend.bitCount
    var rest = shift > 0 ? dividend.shiftedLeft(by: shift) : dividend
    if shift < 0 { divisor = divisor.shiftedLeft(by: -shift) }
    var quotient: UInt128 = 0
    for bit in (0...67).reversed() {
      let part = divisor.shiftedLeft(by: bit)
      quotient <<= 1
      if part <= rest {
        rest.subtract(part)
        quotient |= 1
      }
    }
    self.init(
      isNegative: isNegative,
      rounding: quotient << 1 | (rest.isZero ? 0 : 1),
      exponent: -shift - 1,
      hasRest: false
    )
  }
}

/// The digits of a number as a whole one, and the power of ten, or of two, to multiply by.
private struct ScannedNumber {
  var digits = BigNatural()
  var exponent = 0
  let isBinary: Bool

  init?(_ text: ArraySlice<UInt8>, _ isHexadecimal: Bool) {
    isBinary = isHexadecimal
    var rest = text
    var seenPoint = false
    var seenDigit = false
    while let byte = rest.first {
      if byte == UInt8(ascii: "."), !seenPoint {
        seenPoint = true
      } else if let value = Character(UnicodeScalar(byte)).hexDigitValue,
        isHexadecimal || value < 10, byte < 128, byte != UInt8(ascii: "e") || isHexadecimal
      {
        digits.multiply(by: isHexadecimal ? 16 : 10, adding: UInt32(value))
        seenDigit = true
        if seenPoint { exponent -= isHexadecimal ? 4 : 1 }
      } else {
        break
      }
      rest = rest.dropFirst()
    }
    guard seenDigit else { return nil }
    guard let mark = rest.first else { return }
    guard mark.lowercased == UInt8(ascii: isHexadecimal ? "p" : "e") else { return nil }
    rest = rest.dropFirst()
    let isNegative = rest.first == UInt8(ascii: "-")
    if isNegative || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
    guard !rest.isEmpty else { return nil }
    var power = 0
    for byte in rest {
      guard (48...57).contains(byte) else { return nil }
      power = min(power * 10 + Int(byte - 48), 1_000_000)
    }
    exponent += isNegative ? -power : power
  }
}
