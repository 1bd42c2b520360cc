/// A small, fast random number generator whose whole sequence follows from its seed.
///
///     var random = SplitMix64(seed: 7)
///     let die = Int.random(in: 1...6, using: &random)
///
/// The same seed gives the same numbers on every machine and in every run, so checks and demos can
/// use randomness. It is not for secrets: anyone who sees one output can compute the rest.
///
/// The algorithm: Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators" (2014),
/// with the constants of Vigna's public-domain `splitmix64.c`.
public struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  public init(seed: UInt64) {
    state = seed
  }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return Self.mix(state)
  }

  /// Spreads each bit of `number` over all 64; no two numbers give the same result.
  public static func mix(_ number: UInt64) -> UInt64 {
    var z = number
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
