#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A sampler of popularity ranks: rank k of `keys` comes up in proportion to 1 / (k + 1)^exponent.
///
///     let zipf = Zipf(exponent: 1, keys: 1_000_000)
///     var random = SplitMix64(seed: 7)
///     let rank = zipf.rank(using: &random)   // 0 is the most popular
///
/// The exponent says how steep popularity falls: 0 makes every rank as likely as any, 1 is Zipf's
/// law, and what web caches see lies mostly between 0.6 and 1.2.
///
/// It holds six numbers whatever the count of keys. The algorithm is rejection-inversion: Hörmann
/// and Derflinger, "Rejection-inversion to generate variates from monotone discrete distributions"
/// (1996). It draws from a smooth curve over the bars of the histogram, by inverting its integral,
/// and refuses the few draws that fall between the curve and the bars; so the distribution is the
/// exact one, not an approximation.
///
/// - Complexity: O(1) numbers drawn for each rank, fewer than 1.3 on average.
public struct Zipf: Hashable, Sendable {
  public let exponent: Double
  public let keys: Int

  /// The integral of the curve at the two ends of the region that is drawn from.
  private let integralAtFirst: Double
  private let integralAtLast: Double
  /// A draw that lies no farther than this below its rank is under the bar without looking.
  private let surelyInside: Double

  public init(exponent: Double, keys: Int) {
    precondition(
      exponent >= 0 && exponent.isFinite,
      "a Zipf exponent is at least 0, not \(exponent)"
    )
    precondition(keys > 0, "a Zipf sampler needs at least one key, not \(keys)")
    self.exponent = exponent
    self.keys = keys
    let curve = PowerCurve(exponent: exponent)
    // The first bar stands apart: its whole area, 1, lies left of 1.5.
    integralAtFirst = curve.integral(to: 1.5) - 1
    integralAtLast = curve.integral(to: Double(keys) + 0.5)
    surelyInside = 2 - curve.position(ofIntegral: curve.integral(to: 2.5) - curve.height(at: 2))
  }

  /// Draws a rank from 0, the most popular, to `keys - 1`.
  public func rank(using random: inout some RandomNumberGenerator) -> Int {
    let curve = PowerCurve(exponent: exponent)
    while true {
      let unit = Double(random.next() >> 11) * 0x1p-53
      let area = integralAtLast + unit * (integralAtFirst - integralAtLast)
      let x = curve.position(ofIntegral: area)
      // Rounding errors may carry x past either end by less than a bar.
      let bar = min(max((x + 0.5).rounded(.down), 1), Double(keys))
      if bar - x <= surelyInside
        || area >= curve.integral(to: bar + 0.5) - curve.height(at: bar)
      {
        return Int(bar) - 1
      }
    }
  }
}

/// The curve x^-s over x >= 1, its integral from 1, and the inverse of that integral.
private struct PowerCurve {
  let exponent: Double

  func height(at x: Double) -> Double {
    exp(-exponent * log(x))
  }

  /// (x^(1 - s) - 1) / (1 - s), which near s = 1 turns into log x.
  func integral(to x: Double) -> Double {
    let logarithm = log(x)
    return Self.expm1Ratio((1 - exponent) * logarithm) * logarithm
  }

  func position(ofIntegral area: Double) -> Double {
    // Left of -1 there is only a rounding error.
    let t = max(area * (1 - exponent), -1)
    return exp(Self.log1pRatio(t) * area)
  }

  /// (e^x - 1) / x, and its limit where the division would lose all digits.
  private static func expm1Ratio(_ x: Double) -> Double {
    abs(x) > 1e-8 ? expm1(x) / x : 1 + x / 2
  }

  /// log(1 + x) / x, and its limit where the division would lose all digits.
  private static func log1pRatio(_ x: Double) -> Double {
    abs(x) > 1e-8 ? log1p(x) / x : 1 - x / 2
  }
}
