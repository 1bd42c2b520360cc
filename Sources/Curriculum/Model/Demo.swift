/// The name of a demo and what it shows.
///
/// The demo itself is in the module `Demos`.
public struct Demo: Sendable, Identifiable {
  public let id: String
  public let week: Int

  /// What the demo shows, in one sentence.
  public let summary: String

  /// The exercises whose types the demo uses, and that `--mine` takes from the learner.
  public let exercises: [String]

  public init(_ id: String, week: Int, summary: String, exercises: [String] = []) {
    self.id = id
    self.week = week
    self.summary = summary
    self.exercises = exercises
  }
}
