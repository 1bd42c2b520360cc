/// Checks that contestants that promise the same have done the same.
///
/// A cache that loses entries or returns wrong values may be fast, but its figures mean nothing.
public enum Agreement {
  /// A sentence for each contestant whose results differ from those of the others.
  public static func problems(
    of results: [Benchmark.Result],
    in setting: BenchmarkSetting
  ) -> [String] {
    results.compactMap { result in
      guard let expected = expectation(for: result, among: results, setting) else { return nil }
      let trials = result.trials.map { Numbers($0) }
      guard let odd = trials.first(where: { !expected.agrees(with: $0) }) else { return nil }
      return """
        \(result.contestant.name), \(result.operation.rawValue): \(odd.words) where others have \
        \(expected.words)
        """
    }
  }

  private struct Numbers {
    let checksum: Int
    /// Nil where they need not agree.
    var hits: Int?

    init(_ trial: Trial) {
      checksum = trial.checksum
      hits = trial.hits
    }

    func agrees(with other: Numbers) -> Bool {
      checksum == other.checksum && (hits == nil || hits == other.hits)
    }

    var words: String { "checksum \(checksum)" + (hits.map { ", \($0) hits" } ?? "") }
  }

  /// What the first contestant got, and how often the first of the same hit group hit.
  private static func expectation(
    for result: Benchmark.Result,
    among results: [Benchmark.Result],
    _ setting: BenchmarkSetting
  ) -> Numbers? {
    let rivals = results.filter { $0.operation == result.operation }
    guard var expected = rivals.first?.trials.first.map(Numbers.init) else { return nil }
    guard result.operation == .mixed else { return expected }
    // Which keys are cached at a given moment depends on the policy and on the order of threads.
    let sameGroup = rivals.first {
      result.contestant.hitGroup != nil && $0.contestant.hitGroup == result.contestant.hitGroup
    }
    expected.hits = setting.threads == 1 ? sameGroup?.trials.first?.hits : nil
    return expected
  }
}
