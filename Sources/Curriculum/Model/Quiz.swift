/// The questions of a week, and how many must be answered right.
public struct Quiz: Sendable {
  public let week: Int
  public let passMark: Int
  public let questions: [Question]

  public init(week: Int, passMark: Int, questions: [Question]) {
    self.week = week
    self.passMark = passMark
    self.questions = questions
  }
}

/// One question with every answer explained.
public struct Question: Sendable, Identifiable {
  /// Never changes, because scores are stored by it.
  public let id: String
  public let prompt: String
  public let form: Form

  public enum Form: Sendable {
    /// Exactly one of the options is right.
    case choice([Option])
    /// A number to work out, right within a tolerance.
    case number(Double, within: Double, unit: String, why: String)
  }

  public init(_ id: String, _ prompt: String, _ form: Form) {
    self.id = id
    self.prompt = prompt
    self.form = form
  }
}

/// One answer to choose, and why it is right or wrong.
public struct Option: Sendable {
  public let text: String
  public let isRight: Bool
  public let why: String

  public static func right(_ text: String, why: String) -> Option {
    Option(text: text, isRight: true, why: why)
  }

  public static func wrong(_ text: String, why: String) -> Option {
    Option(text: text, isRight: false, why: why)
  }
}
