/// Three bytes about the use of a key, and one about its encoding.
///
/// As in Redis they hold the time of the last use in seconds (24 bits, wrapping) or, under an LFU
/// policy, the minute of the last decay (16 bits) above a logarithmic counter of uses (8 bits).
struct AccessStamp {
  private var word: UInt32

  init(_ bits: UInt32, mark: StringMark = .plain) {
    word = bits & Self.mask | UInt32(mark.rawValue) << 24
  }

  private static let mask: UInt32 = 0xFF_FFFF

  var bits: UInt32 {
    get { word & Self.mask }
    set { word = word & ~Self.mask | newValue & Self.mask }
  }

  var mark: StringMark {
    get { StringMark(rawValue: UInt8(word >> 24)) ?? .plain }
    set { word = bits | UInt32(newValue.rawValue) << 24 }
  }
}

extension AccessStamp {
  /// How many seconds the key has not been used.
  func idleSeconds(now: Int) -> Int {
    let clock = Self.recency(now: now)
    return clock >= bits
      ? Int(clock - bits) : Int(clock) + Int(Self.mask) - Int(bits)
  }

  /// The bits of a use at this time, under every policy but the LFU ones.
  static func recency(now: Int) -> UInt32 {
    UInt32(truncatingIfNeeded: now / 1000) & mask
  }
}

/// How LFU counters rise and fall.
struct FrequencyRule {
  /// The counter of a key that is new: not 0, or it would be evicted before it had a chance.
  static let initial: UInt32 = 5

  /// How much harder each step is than the one before.
  var logFactor = 10
  /// The minutes after which an unused counter loses one; 0 means never.
  var decayMinutes = 1

  func new(now: Int) -> UInt32 { Self.minutes(now) << 8 | Self.initial }

  /// The counter after the time without use has been taken off.
  func decayed(_ bits: UInt32, now: Int) -> UInt32 {
    let counter = bits & 0xFF
    guard decayMinutes > 0 else { return counter }
    let periods = Self.elapsed(from: bits >> 8, to: Self.minutes(now)) / UInt32(decayMinutes)
    return periods >= counter ? 0 : counter - periods
  }

  /// The bits after a use: decayed, then with a chance of one more that shrinks as the counter grows.
  func used(_ bits: UInt32, now: Int, chance: () -> Double) -> UInt32 {
    var counter = decayed(bits, now: now)
    if counter < 255 {
      let base = Double(max(0, Int(counter) - Int(Self.initial)))
      if chance() < 1 / (base * Double(logFactor) + 1) { counter += 1 }
    }
    return Self.minutes(now) << 8 | counter
  }

  private static func minutes(_ now: Int) -> UInt32 {
    UInt32(truncatingIfNeeded: now / 60_000) & 0xFFFF
  }

  private static func elapsed(from old: UInt32, to new: UInt32) -> UInt32 {
    new >= old ? new - old : 65535 - old + new
  }
}
