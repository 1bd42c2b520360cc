#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension SplitMix64 {
  /// A number from 0 up to but not including 1, each of the 2^53 evenly spaced values as likely as any.
  public mutating func unit() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  /// `true` with probability `p`: never at 0, always at 1.
  public mutating func chance(_ p: Double) -> Bool {
    precondition((0...1).contains(p), "a probability lies between 0 and 1, not at \(p)")
    return unit() < p
  }

  /// An exponentially distributed number: the wait for an event that comes every `mean` on average.
  public mutating func exponential(mean: Double) -> Double {
    precondition(mean >= 0 && mean.isFinite, "the mean of a wait is at least 0, not \(mean)")
    // 1 - unit() is never 0, so the logarithm is never infinite.
    return -mean * log(1 - unit())
  }

  /// An exponentially distributed wait.
  public mutating func exponential(mean: Duration) -> Duration {
    .seconds(exponential(mean: mean.seconds))
  }

  /// A second generator whose numbers are unrelated to those that this one goes on to give.
  ///
  /// With a generator for each part of a simulation, no part changes the numbers of another.
  public mutating func fork() -> SplitMix64 {
    // A seed straight from this sequence might be a state of it; a different mix rules that out.
    var seed = next()
    seed = (seed ^ (seed >> 33)) &* 0xFF51_AFD7_ED55_8CCD
    seed = (seed ^ (seed >> 33)) &* 0xC4CE_B9FE_1A85_EC53
    return SplitMix64(seed: seed ^ (seed >> 33))
  }
}
