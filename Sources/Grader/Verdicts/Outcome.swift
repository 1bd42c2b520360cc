/// What came of checking one exercise: these six and no others.
public enum Outcome: String, Codable, Sendable, CaseIterable {
  /// The file is the stub, unedited.
  case notStarted = "not started"
  case doesNotCompile = "does not compile"
  case fails
  case crashed
  case timedOut = "timed out"
  case passed
}

extension Outcome {
  /// The worst that happened to any check decides.
  init(of results: [CheckResult]) {
    func any(_ matches: (CheckResult.Status) -> Bool) -> Bool {
      results.contains { matches($0.status) }
    }
    self =
      if any({ if case .crashed = $0 { true } else { false } }) {
        .crashed
      } else if any({ if case .timedOut = $0 { true } else { false } }) {
        .timedOut
      } else if any({ $0 != .passed }) || results.isEmpty {
        .fails
      } else {
        .passed
      }
  }
}
