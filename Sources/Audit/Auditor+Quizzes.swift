import Curriculum
import Foundation

extension Auditor {
  private static let fewestQuestions = 10

  /// Every question has one right answer and a reason for each, and guessing does not pass.
  func quizFindings(_ week: Week) -> [Finding] {
    guard let quiz = week.quiz else {
      return week.exercises.isEmpty
        ? [] : [Finding("Sources/Curriculum/\(week.module)", "the week has exercises and no quiz")]
    }
    let place = "Sources/Curriculum/\(week.module)"
    var findings: [Finding] = []
    if quiz.week != week.number {
      findings.append(Finding(place, "the quiz of week \(week.number) says week \(quiz.week)"))
    }
    if quiz.questions.count < Self.fewestQuestions {
      findings.append(
        Finding(place, "\(quiz.questions.count) questions; \(Self.fewestQuestions) are needed"))
    }
    if Set(quiz.questions.map(\.id)).count < quiz.questions.count {
      findings.append(Finding(place, "two questions have the same id"))
    }
    findings += quiz.questions.flatMap { question in
      problems(of: question).map { Finding(place, "question \(question.id): \($0)") }
    }
    let chance = Self.chanceOfGuessing(quiz)
    if chance > 0.001 {
      findings.append(Finding(place, "a learner who guesses passes with probability \(chance)"))
    }
    return findings
  }

  private func problems(of question: Question) -> [String] {
    switch question.form {
    case .number(_, let tolerance, _, let why):
      return (tolerance < 0 ? ["its tolerance is negative"] : [])
        + (why.isEmpty ? ["the answer is not explained"] : [])
    case .choice(let options):
      var problems: [String] = []
      let right = options.count(where: \.isRight)
      if right != 1 { problems.append("\(right) of its options are right; one must be") }
      if options.count < 3 { problems.append("it has fewer than three options") }
      if Set(options.map(\.text)).count < options.count { problems.append("two options are alike") }
      for option in options where option.why.isEmpty {
        problems.append("\"\(option.text)\" is not explained")
      }
      return problems
    }
  }

  /// How likely it is to pass by choosing options blindly and hitting no number.
  static func chanceOfGuessing(_ quiz: Quiz) -> Double {
    // chances[n] is the probability of n right answers among the questions seen so far.
    var chances = [1.0] + Array(repeating: 0, count: quiz.questions.count)
    for question in quiz.questions {
      guard case .choice(let options) = question.form, !options.isEmpty else { continue }
      let hit = 1 / Double(options.count)
      for right in chances.indices.reversed() {
        chances[right] = chances[right] * (1 - hit) + (right > 0 ? chances[right - 1] * hit : 0)
      }
    }
    return chances.dropFirst(quiz.passMark).reduce(0, +)
  }
}
