/// A common mistake in a benchmark: a measurement that misleads, and an honest one beside it.
///
/// Both are timed in alternating rounds, so their difference is not the machine's doing.
public struct Pitfall {
  /// What it claims to have measured: "a hash".
  public let claim: String
  /// Why its figure means little.
  public let fault: String
  let misleading: () -> Double
  let honest: () -> Double

  public struct Result {
    public let pitfall: Pitfall
    /// Nanoseconds, the median of the rounds.
    public let says: Double
    public let inTruth: Double
  }

  /// - Parameter requests: How many operations each measurement has; keys are an eighth as many.
  public static func all(requests: Int, seed: UInt64) -> [Pitfall] {
    let keys = max(requests / 8, 1)
    return [
      .unusedResult(requests),
      .oneKey(requests, keys: keys, seed),
      .oneSize(requests, seed),
      .warm(requests, keys: keys, seed),
      .generator(requests, keys: keys, seed),
      .mean(requests),
    ]
  }

  public func run(rounds: Int) -> Result {
    var (says, truths): ([Double], [Double]) = ([], [])
    for round in 0...rounds {
      let (said, truth) = (misleading(), honest())
      if round > 0 { (says, truths) = (says + [said], truths + [truth]) }
    }
    return Result(pitfall: self, says: says.median ?? 0, inTruth: truths.median ?? 0)
  }
}
