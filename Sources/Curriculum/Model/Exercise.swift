/// One exercise: a file to edit, the checks that judge it, and its hints.
public struct Exercise: Sendable, Identifiable {
  public enum Kind: String, Sendable {
    /// The bodies are missing.
    case build
    /// The code is there and has a fault to find.
    case fix
    /// A plan, written as values, that a simulation scores.
    case design
  }

  /// What the learner types: `lru-cache`.
  public let id: String

  /// What every file of the exercise is called: `LRUCache`.
  public let name: String

  public let week: Int
  public let kind: Kind
  public let title: String

  /// What the learner writes, in one sentence.
  public let summary: String

  public let hints: Hints
  public let demo: DemoChoice

  public init(
    _ id: String,
    name: String,
    week: Int,
    kind: Kind = .build,
    title: String,
    summary: String,
    hints: Hints,
    demo: DemoChoice
  ) {
    self.id = id
    self.name = name
    self.week = week
    self.kind = kind
    self.title = title
    self.summary = summary
    self.hints = hints
    self.demo = demo
  }

  /// The class that holds the exercise's checks.
  public var checkClass: String { "\(name)Tests" }
}

/// Three hints, each of which says more than the one before.
public struct Hints: Sendable {
  /// Where to look.
  public let nudge: String

  /// The idea that solves it.
  public let concept: String

  /// The solution in words, almost as code.
  public let almostCode: String

  public init(nudge: String, concept: String, almostCode: String) {
    self.nudge = nudge
    self.concept = concept
    self.almostCode = almostCode
  }

  public var rungs: [String] { [nudge, concept, almostCode] }
}

/// The demo that shows an exercise's idea at work, or why there is none.
public enum DemoChoice: Sendable {
  case demo(String)
  case none(because: String)
}
