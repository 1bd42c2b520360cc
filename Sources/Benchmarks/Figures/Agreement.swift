/// Whether contestants that promise the same have done the same.
///
/// A cache that loses entries or returns wrong values may be fast; its figures mean nothing.
public enum Agreement {
  /// A sentence for each contestant that is not as it should be; most results differ from nobody.
  public static func problems(of results: [Race.Result], in setting: Setting) -> [String] {
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

  /// What the first contestant, or the first of its kin, has got.
  private static func expectation(
    for result: Race.Result,
    among results: [Race.Result],
    _ setting: Setting
  ) -> Numbers? {
    let rivals = results.filter { $0.operation == result.operation }
    guard var expected = rivals.first?.trials.first.map(Numbers.init) else { return nil }
    guard result.operation == .mixed else { return expected }
    // Which keys are there when depends on the policy, and with several threads on their order.
    let kin = rivals.first {
      result.contestant.kin != nil && $0.contestant.kin == result.contestant.kin
    }
    expected.hits = setting.threads == 1 ? kin?.trials.first?.hits : nil
    return expected
  }
}
