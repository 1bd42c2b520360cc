/// One week of the course: its topics, exercises, demos and quiz.
public struct Week: Sendable {
  public let number: Int
  public let title: String

  /// What the week teaches, a phrase each.
  public let topics: [String]

  /// What a learner who finished the week can do, in one sentence.
  public let milestone: String

  /// In the order in which they are meant to be solved; empty while the week is not written yet.
  public let exercises: [Exercise]

  public let demos: [Demo]
  public let quiz: Quiz?

  /// The course's modules that the week's answers and checks may import.
  public let laboratory: [String]

  /// The written design at the end of the week, and its rubric.
  public let design: Design?

  public init(
    _ number: Int,
    _ title: String,
    topics: [String],
    milestone: String,
    exercises: [Exercise] = [],
    demos: [Demo] = [],
    quiz: Quiz? = nil,
    design: Design? = nil,
    laboratory: [String] = ["Lab"]
  ) {
    self.number = number
    self.title = title
    self.topics = topics
    self.milestone = milestone
    self.exercises = exercises
    self.demos = demos
    self.quiz = quiz
    self.design = design
    self.laboratory = laboratory
  }

  /// The module that the week's answers form, and the name of its folder everywhere.
  public var module: String { "Week\(number)" }
}

/// The short written design at the end of a week.
public struct Design: Sendable {
  public let title: String

  /// The page's name in the documentation catalog, without its ending.
  public let page: String

  public init(title: String, page: String) {
    self.title = title
    self.page = page
  }
}
