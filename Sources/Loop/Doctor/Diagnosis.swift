/// One thing that the doctor looked at.
struct Diagnosis {
  enum Level {
    case ok
    /// The checks run, but something else may not.
    case warning
    /// The checks cannot run.
    case problem
  }

  let level: Level
  let subject: String
  let words: String
  let fix: String

  static func ok(_ subject: String, _ words: String) -> Diagnosis {
    Diagnosis(level: .ok, subject: subject, words: words, fix: "")
  }

  static func warning(_ subject: String, _ words: String, fix: String) -> Diagnosis {
    Diagnosis(level: .warning, subject: subject, words: words, fix: fix)
  }

  static func problem(_ subject: String, _ words: String, fix: String) -> Diagnosis {
    Diagnosis(level: .problem, subject: subject, words: words, fix: fix)
  }
}
