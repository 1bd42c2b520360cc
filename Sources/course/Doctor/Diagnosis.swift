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
  let mend: String

  static func ok(_ subject: String, _ words: String) -> Diagnosis {
    Diagnosis(level: .ok, subject: subject, words: words, mend: "")
  }

  static func warning(_ subject: String, _ words: String, mend: String) -> Diagnosis {
    Diagnosis(level: .warning, subject: subject, words: words, mend: mend)
  }

  static func problem(_ subject: String, _ words: String, mend: String) -> Diagnosis {
    Diagnosis(level: .problem, subject: subject, words: words, mend: mend)
  }
}
