import Curriculum
import Foundation

extension Auditor {
  private static let fewestQuestions = 10

  /// Guessing may pass with this probability at most.
  private static let luck = 0.001

  /// Every question has one right answer and a reason for each, and guessing does not pass.
  func quizFindings(_ week: Week) -> [Finding] {
    let place = "\(Course.path)/\(week.module)"
    guard let quiz = week.quiz else {
      return week.exercises.isEmpty ? [] : [Finding(place, "the week has exercises and no quiz")]
    }
    var problems: [String] = []
    if quiz.week != week.number {
      problems.append("the quiz of week \(week.number) says that it is week \(quiz.week)'s")
    }
    if quiz.questions.count < Self.fewestQuestions {
      problems.append(
        "the quiz has \(quiz.questions.count) questions; at least \(Self.fewestQuestions) are needed"
      )
    }
    if quiz.passMark > quiz.questions.count {
      problems.append(
        "the pass mark is \(quiz.passMark), and there are only \(quiz.questions.count) questions"
      )
    }
    let chance = Self.chanceOfGuessing(quiz)
    if chance > Self.luck {
      problems.append(
        "the pass mark of \(quiz.passMark) is too low: whoever guesses passes 1 time in "
          + "\(Int((1 / chance).rounded()))"
      )
    }
    var ids: Set<String> = []
    return problems.map { Finding(place, $0) }
      + quiz.questions.flatMap { question -> [Finding] in
        let isNew = ids.insert(question.id).inserted
        let found = Self.problems(of: question) + (isNew ? [] : ["another question has this id"])
        return found.map { finding(question, in: place, $0) }
      }
  }

  /// Names the file and the line with the question's id.
  private func finding(_ question: Question, in place: String, _ problem: String) -> Finding {
    let message = "question \(question.id): \(problem)"
    for name in names(in: place) {
      if let line = line(of: "\"\(question.id)\"", in: "\(place)/\(name)") {
        return Finding("\(place)/\(name)", line: line, message)
      }
    }
    return Finding(place, message)
  }

  private static func problems(of question: Question) -> [String] {
    let asks = question.prompt.isBlank ? ["it asks nothing"] : []
    switch question.form {
    case .number(_, let tolerance, _, let why):
      return asks + (tolerance < 0 ? ["its tolerance is negative"] : [])
        + (why.isBlank ? ["the answer is not explained"] : [])
    case .choice(let options):
      var problems = asks
      let right = options.count(where: \.isRight)
      if right != 1 { problems.append("\(right) of its options are right; exactly one must be") }
      if options.count < 3 { problems.append("it has fewer than three options") }
      if Set(options.map(\.text)).count < options.count { problems.append("two options are alike") }
      for option in options where option.why.isBlank {
        problems.append("the option \"\(option.text)\" is not explained")
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
    return chances.dropFirst(max(0, quiz.passMark)).reduce(0, +)
  }
}
