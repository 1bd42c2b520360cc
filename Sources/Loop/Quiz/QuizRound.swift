import Console
import Curriculum
import Drawing

/// One way through a week's questions.
struct QuizRound {
  let quiz: Quiz
  let style: TextStyle
  let columns: Int

  /// Asks every question and explains every answer.
  ///
  /// - Parameters:
  ///   - ask: Shows a prompt and returns the line that was typed, or nil at the end of the input.
  /// - Returns: How many answers were right, or nil when the round was left before its end.
  func run(ask: (String) -> String?, print: (String) -> Void) -> Int? {
    var score = 0
    for (index, question) in quiz.questions.enumerated() {
      print(heading(index))
      print(lines(question.prompt).joined(separator: "\n"))
      print(self.question(question.form).joined(separator: "\n"))
      guard let answer = self.answer(to: question.form, ask: ask, print: print) else { return nil }
      let isRight = Self.isRight(answer, to: question.form)
      score += isRight ? 1 : 0
      print("")
      print(explanation(of: question.form, given: answer, isRight).joined(separator: "\n"))
      print("")
    }
    return score
  }

  /// The answer, asked for until it is one; nil when the learner quits.
  private func answer(
    to form: Question.Form,
    ask: (String) -> String?,
    print: (String) -> Void
  ) -> QuizAnswer? {
    while let typed = ask(prompt(form)) {
      let answer = QuizAnswer(typed, to: form)
      switch answer {
      case .quit: return nil
      case .unclear(let message): print(message)
      case .option, .number: return answer
      }
    }
    return nil
  }

  static func isRight(_ answer: QuizAnswer, to form: Question.Form) -> Bool {
    switch (answer, form) {
    case (.option(let index), .choice(let options)): options[index].isRight
    // The tolerance itself is inside, whatever the last bit of a Double says.
    case (.number(let given), .number(let right, let tolerance, _, _)):
      abs(given - right) <= tolerance + 1e-9 * max(1, abs(right))
    default: false
    }
  }
}

extension QuizRound {
  private func heading(_ index: Int) -> String {
    style.bold("Question \(index + 1) of \(quiz.questions.count)")
  }

  private func lines(_ text: String, first: String = "", hanging: String = "") -> [String] {
    (first + text).wrapped(to: columns, hanging: hanging)
  }

  private func question(_ form: Question.Form) -> [String] {
    guard case .choice(let options) = form else { return [""] }
    let letters = QuizAnswer.letters(options.count)
    return [""]
      + zip(letters, options).flatMap { lines($1.text, first: "  \($0)) ", hanging: "     ") } + [
        ""
      ]
  }

  private func prompt(_ form: Question.Form) -> String {
    switch form {
    case .choice(let options):
      "Your answer, a to \(QuizAnswer.letters(options.count).last ?? "a"): "
    case .number(_, _, let unit, _):
      unit.isEmpty ? "Your answer, a number: " : "Your answer, in \(unit): "
    }
  }

  private func explanation(
    of form: Question.Form,
    given: QuizAnswer,
    _ isRight: Bool
  ) -> [String] {
    let verdict = isRight ? style.green("✓ Right.") : style.red("✗ Not right.")
    switch form {
    case .number(let right, _, let unit, let why):
      let value = right == right.rounded() ? "\(Int(right))" : "\(right)"
      let answer = unit.isEmpty ? value : "\(value) \(unit)"
      return [isRight ? verdict : verdict + " The answer is \(answer)."]
        + lines(why, first: "  ", hanging: "  ")
    case .choice(let options):
      let letters = QuizAnswer.letters(options.count)
      let right = zip(letters, options).first { $1.isRight }?.0 ?? ""
      return [isRight ? verdict : verdict + " The answer is \(right)."]
        + options.indices.flatMap { index in
          let isChosen = given == .option(index)
          let sign = options[index].isRight ? style.green("✓") : isChosen ? style.red("✗") : " "
          return lines(options[index].why, first: "\(sign) \(letters[index])) ", hanging: "     ")
        }
    }
  }
}
