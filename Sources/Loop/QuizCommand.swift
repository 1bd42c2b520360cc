import Commands
import Console
import Curriculum
import Drawing
import Grader

/// A week's questions, one by one, every answer explained.
enum QuizCommand: Command {
  private static let week = Positional(
    "WEEK",
    "the week; without one, the first whose quiz is not passed",
    count: .upToOne
  )

  static let usage = Usage(
    "quiz",
    "answer a week's questions",
    positional: week,
    notes: [
      "The best score of each week is remembered. q leaves the quiz, and then nothing is counted.",
      "Numbers may have their unit, and a comma or a point. The exit code is 1 below the pass mark.",
    ]
  )

  static func run(_ arguments: Arguments, in session: Session) async throws -> ExitCode {
    var progress = ProgressFile(folder: try session.folder())
    let quiz = try quiz(arguments.word, progress, in: session)
    let style = session.terminal.style
    let columns = min(session.terminal.columns, 80)
    let title = Course.week(quiz.week)?.title ?? ""
    session.print(style.bold("Week \(quiz.week): \(title)"))
    let rules =
      "\(quiz.questions.count) questions, \(quiz.passMark) right answers pass. "
      + "q leaves, and then nothing is counted."
    session.print(rules.wrapped(to: columns).joined(separator: "\n") + "\n")

    let round = QuizRound(quiz: quiz, style: style, columns: columns)
    let score = round.run(ask: { ask($0, in: session) }, print: { session.print($0) })
    guard let score else {
      session.print("\nYou left before the end, so nothing was counted.")
      return .success
    }
    let hasPassed = score >= quiz.passMark
    session.print(result(score, of: quiz, style, best: progress.quizScores[quiz.week]))
    try progress.recordQuiz(week: quiz.week, score: score)
    return hasPassed ? .success : .workFails
  }

  private static func quiz(
    _ word: String?,
    _ progress: ProgressFile,
    in session: Session
  ) throws(UsageError) -> Quiz {
    let written = Course.weeks.compactMap(\.quiz)
    let weeks = written.map { "\($0.week)" }.joined(separator: ", ")
    guard let word else {
      let next = written.first { progress.quizScores[$0.week, default: 0] < $0.passMark }
      if let quiz = next ?? written.first { return quiz }
      throw UsageError("No week has a quiz yet")
    }
    let digits = word.lowercased().hasPrefix("week") ? String(word.dropFirst(4)) : word
    guard let number = Int(digits) else {
      throw UsageError(
        "\"\(word)\" is not a week",
        fix: "Type its number: course quiz \(written.first?.week ?? 1)."
      )
    }
    guard let quiz = try session.week(number).quiz else {
      throw UsageError(
        "Week \(number) has no quiz yet",
        fix: "Weeks that have one: \(weeks)."
      )
    }
    return quiz
  }

  private static func ask(_ prompt: String, in session: Session) -> String? {
    session.terminal.write(prompt)
    let line = readLine()
    // What comes from a pipe leaves no line end on the screen.
    if !session.terminal.isInteractive { session.print() }
    return line
  }

  private static func result(
    _ score: Int,
    of quiz: Quiz,
    _ style: TextStyle,
    best: Int?
  ) -> String {
    let share = "\(score) of \(quiz.questions.count) right"
    let verdict =
      score >= quiz.passMark
      ? style.green("passed") : style.red("\(quiz.passMark) are needed to pass")
    let before = best.map { $0 > score ? ", your best is \($0)" : "" } ?? ""
    return "\(style.bold(share)): \(verdict)\(before)."
  }
}
