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
