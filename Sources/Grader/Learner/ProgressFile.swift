import BuildKit
import Foundation

/// What the learner has done so far, kept in one plain-text file in the course's folder.
///
/// Deleting the file loses marks, never work. A line that cannot be read is skipped and goes with
/// the next write.
public struct ProgressFile: Sendable {
  public let path: String

  /// The last verdict of an exercise.
  public private(set) var marks: [String: Mark] = [:]

  /// How many rungs of the hint ladder were shown.
  public private(set) var hintsShown: [String: Int] = [:]

  /// The best score of each week's quiz, in right answers.
  public private(set) var quizScores: [Int: Int] = [:]

  /// A verdict in short, with the digest of the answer that it was about.
  public struct Mark: Sendable, Equatable {
    public let outcome: Outcome
    public let passed: Int
    public let total: Int
    public let answer: String

    public init(outcome: Outcome, passed: Int, total: Int, answer: String) {
      self.outcome = outcome
      self.passed = passed
      self.total = total
      self.answer = answer
    }
  }

  /// Reads what is there; nothing if nothing is.
  public init(folder: CourseFolder) {
    path = folder.state + "/progress"
    read()
  }

  public mutating func record(_ verdict: Verdict) throws(KitFailure) {
    try change {
      $0.marks[verdict.exercise] = Mark(
        outcome: verdict.outcome,
        passed: verdict.passedCount,
        total: verdict.checks.count,
        answer: verdict.answer
      )
    }
  }

  public mutating func recordHint(_ exercise: String, shown: Int) throws(KitFailure) {
    try change { $0.hintsShown[exercise] = max(shown, $0.hintsShown[exercise] ?? 0) }
  }

  public mutating func recordQuiz(week: Int, score: Int) throws(KitFailure) {
    try change { $0.quizScores[week] = max(score, $0.quizScores[week] ?? 0) }
  }

  /// Another `course` may have written meanwhile: its marks are read again before ours join them,
  /// and none can write in between.
  private mutating func change(_ apply: (inout ProgressFile) -> Void) throws(KitFailure) {
    let place = (path as NSString).deletingLastPathComponent
    try writing(to: place) {
      try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
    }
    // Closing it unlocks it. Where a folder cannot be locked, a mark may be lost, but no work.
    let lock = open(place, O_RDONLY | O_CLOEXEC)
    defer { close(lock) }
    _ = flock(lock, LOCK_EX)
    let before = read()
    apply(&self)
    let after = text
    guard after != before else { return }
    try writing(to: path) { try after.write(toFile: path, atomically: true, encoding: .utf8) }
  }

  private var text: String {
    let marks = self.marks.map { id, mark in
      "check \(id) \(mark.passed)/\(mark.total) \(mark.answer.isEmpty ? "-" : mark.answer) "
        + mark.outcome.rawValue
    }
    let hints = hintsShown.map { "hint \($0) \($1)" }
    let quizzes = quizScores.map { "quiz \($0) \($1)" }
    return (marks.sorted() + hints.sorted() + quizzes.sorted()).map { $0 + "\n" }.joined()
  }

  @discardableResult
  private mutating func read() -> String? {
    guard let data = FileManager.default.contents(atPath: path) else { return nil }
    // A damaged line must not take the others with it.
    let text = String(decoding: data, as: UTF8.self)
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ", maxSplits: 4).map(String.init)
      switch words.first {
      case "check" where words.count == 5:
        let counts = words[2].split(separator: "/").compactMap { Int($0) }
        guard counts.count == 2, counts[0] >= 0, counts[0] <= counts[1],
          let outcome = Outcome(rawValue: words[4])
        else { continue }
        marks[words[1]] = Mark(
          outcome: outcome,
          passed: counts[0],
          total: counts[1],
          answer: words[3] == "-" ? "" : words[3]
        )
      case "hint" where words.count == 3:
        guard let shown = Int(words[2]), shown > 0 else { continue }
        hintsShown[words[1]] = shown
      case "quiz" where words.count == 3:
        guard let week = Int(words[1]), let score = Int(words[2]), score >= 0 else { continue }
        quizScores[week] = score
      default: continue
      }
    }
    return text
  }
}
