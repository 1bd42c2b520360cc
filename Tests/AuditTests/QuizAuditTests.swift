import Curriculum
import Foundation
import XCTest

@testable import Audit

final class QuizAuditTests: XCTestCase {
  private let place = "Sources/Curriculum/Week1"

  private let good = Question(
    "good",
    "Which?",
    .choice([.right("a", why: "yes"), .wrong("b", why: "no"), .wrong("c", why: "no")])
  )

  private func findings(
    _ last: Question? = nil,
    passMark: Int = 17,
    count: Int = 19,
    week: Int = 1
  ) throws -> [Finding] {
    let questions =
      (0..<count).map { Question("q\($0)", good.prompt, good.form) }
      + [last ?? good].prefix(count > 0 ? 1 : 0)
    let quiz = Quiz(week: week, passMark: passMark, questions: questions)
    return try CourseCopy().auditor().quizFindings(
      Week(1, "t", topics: [], milestone: "m", exercises: Course.exercises, quiz: quiz)
    )
  }

  func testTheCoursesQuizzesAreInOrder() throws {
    let auditor = try CourseCopy().auditor()
    XCTAssertEqual(Course.weeks.flatMap(auditor.quizFindings), [])
    XCTAssertEqual(try findings(), [])
  }

  func testAWeekWithExercisesHasAQuiz() throws {
    let auditor = try CourseCopy().auditor()
    let bare = Week(1, "t", topics: [], milestone: "m", exercises: Course.exercises)
    expectOnly(auditor.quizFindings(bare), in: place, says: "the week has exercises and no quiz")
    XCTAssertEqual(auditor.quizFindings(Week(2, "t", topics: [], milestone: "m")), [])
  }

  func testOneOptionIsRightAndEachIsExplained() throws {
    let yes = Option.right("a", why: "yes")
    let no = Option.wrong("b", why: "no")
    let cases: [([Option], String)] = [
      ([yes, .right("c", why: "also"), no], "2 of its options are right; exactly one must be"),
      ([no, .wrong("c", why: "no"), .wrong("d", why: "no")], "0 of its options are right"),
      ([yes, no], "it has fewer than three options"),
      ([yes, no, .wrong("b", why: "no")], "two options are alike"),
      ([yes, no, .wrong("c", why: "")], "the option \"c\" is not explained"),
    ]
    for (options, words) in cases {
      expectOnly(
        try findings(Question("odd", "Which?", .choice(options))),
        in: place,
        says: "question odd: \(words)"
      )
    }
  }

  func testANumberIsExplainedAndReachable() throws {
    let cases: [(Question.Form, String)] = [
      (.number(1, within: -1, unit: "", why: "so"), "its tolerance is negative"),
      (.number(1, within: 0, unit: "", why: " "), "the answer is not explained"),
    ]
    for (form, words) in cases {
      expectOnly(
        try findings(Question("odd", "How many?", form)),
        in: place,
        says: "question odd: \(words)"
      )
    }
    expectOnly(
      try findings(Question("odd", " ", .number(1, within: 0, unit: "", why: "so"))),
      in: place,
      says: "question odd: it asks nothing"
    )
  }

  func testGuessingDoesNotPassAndKnowingDoes() throws {
    expectOnly(
      try findings(passMark: 8),
      in: place,
      says: "the pass mark of 8 is too low: whoever guesses passes 1 time in 3"
    )
    expectOnly(try findings(passMark: -1), in: place, says: "passes 1 time in 1")
    expectOnly(
      try findings(passMark: 21),
      in: place,
      says: "the pass mark is 21, and there are only 20 questions"
    )
  }

  func testTheQuizIsItsWeeksAndLongEnough() throws {
    expectOnly(
      try findings(week: 2),
      in: place,
      says: "the quiz of week 1 says that it is week 2's"
    )
    expectOnly(
      try findings(passMark: 9, count: 8),
      in: place,
      says: "the quiz has 9 questions; at least 10 are needed"
    )
    XCTAssertFalse(try findings(passMark: 0, count: 0).isEmpty)
  }

  func testAnIdentifierIsOneQuestions() throws {
    expectOnly(
      try findings(Question("q3", good.prompt, good.form)),
      in: place,
      says: "question q3: another question has this id"
    )
  }

  func testAQuestionOfTheCourseIsFoundInItsFile() throws {
    let course = try CourseCopy()
    let file = "\(place)/Quiz+Week1.swift"
    expectOnly(
      try findings(Question("week1-mean-latency", "", good.form)),
      in: file,
      line: try course.line(of: "\"week1-mean-latency\"", in: file),
      says: "it asks nothing"
    )
  }

  func testTheChanceOfGuessingIsThatOfTheBinomialDistribution() {
    let coin = Question("c", "?", .choice([.right("a", why: "y"), .wrong("b", why: "n")]))
    let number = Question("n", "?", .number(1, within: 0, unit: "", why: "y"))
    let quiz = Quiz(week: 1, passMark: 2, questions: [coin, coin, coin, number])
    XCTAssertEqual(Auditor.chanceOfGuessing(quiz), 0.5, accuracy: 1e-12)
  }
}
