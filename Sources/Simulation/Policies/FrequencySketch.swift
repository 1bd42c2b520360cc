import Lab

/// An estimate of how often each key was requested of late, in a few bits a key.
///
/// A count-min sketch: a key has four counters, one in each row, which it shares with others, and
/// the smallest of them is the best estimate. Counters end at 15. When an average key in the cache
/// has had ten requests, all counters are halved, so that the past fades.
struct FrequencySketch {
  private static let rows = 4
  private static let most: UInt8 = 15

  private var counters: [UInt8]
  private let mask: Int
  private let window: Int
  private var counted = 0

  init(keys: Int) {
    var width = 16
    while width < 4 * keys, width < 1 << 26 { width *= 2 }
    mask = width - 1
    window = 10 * max(keys, 1)
    counters = Array(repeating: 0, count: Self.rows * width)
  }

  mutating func record(_ key: Int) {
    var hash = Self.scramble(key)
    var isCounted = false
    for row in 0..<Self.rows {
      let index = row * (mask + 1) + Int(truncatingIfNeeded: hash) & mask
      if counters[index] < Self.most {
        counters[index] += 1
        isCounted = true
      }
      hash = hash >> 16 | hash << 48
    }
    guard isCounted else { return }
    counted += 1
    if counted == window { halve() }
  }

  func estimate(_ key: Int) -> Int {
    var hash = Self.scramble(key)
    var least = Self.most
    for row in 0..<Self.rows {
      least = min(least, counters[row * (mask + 1) + Int(truncatingIfNeeded: hash) & mask])
      hash = hash >> 16 | hash << 48
    }
    return Int(least)
  }

  private mutating func halve() {
    for index in counters.indices { counters[index] /= 2 }
    counted /= 2
  }

  private static func scramble(_ key: Int) -> UInt64 {
    SplitMix64.mix(UInt64(bitPattern: Int64(key)) &+ 0x9E37_79B9_7F4A_7C15)
  }
}
