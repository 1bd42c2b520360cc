import XCTest

@testable import Curriculum

final class QuizTests: XCTestCase {
  private let quizzes = Course.weeks.compactMap(\.quiz)

  func testEveryChoiceHasOneRightOptionAndExplainsAll() {
    for question in quizzes.flatMap(\.questions) {
      guard case .choice(let options) = question.form else { continue }
      XCTAssertEqual(options.count { $0.isRight }, 1, question.id)
      XCTAssertTrue((3...5).contains(options.count), question.id)
      XCTAssertEqual(Set(options.map(\.text)).count, options.count, question.id)
      XCTAssertTrue(options.allSatisfy { $0.why.hasSuffix(".") }, question.id)
    }
  }

  func testTheRightOptionIsNotAlwaysInTheSamePlace() {
    for quiz in quizzes {
      let places = quiz.questions.compactMap { question -> Int? in
        guard case .choice(let options) = question.form else { return nil }
        return options.firstIndex { $0.isRight }
      }
      XCTAssertGreaterThanOrEqual(Set(places).count, 3, "week \(quiz.week)")
    }
  }

  func testAQuizIsLongEnoughAndItsIdsAreItsOwn() {
    let ids = quizzes.flatMap(\.questions).map(\.id)
    XCTAssertEqual(Set(ids).count, ids.count)
    for quiz in quizzes {
      XCTAssertGreaterThanOrEqual(quiz.questions.count, 12)
      XCTAssertTrue((1...quiz.questions.count).contains(quiz.passMark))
      XCTAssertTrue(quiz.questions.allSatisfy { $0.id.hasPrefix("week\(quiz.week)-") })
      XCTAssertEqual(Course.week(quiz.week)?.quiz?.questions.first?.id, quiz.questions.first?.id)
    }
  }

  func testTheFiguresOfWeek1AreRight() throws {
    let reads = Array("ABCADAEABFAC")
    let expected: [(Question, Double)] = [
      (.meanLatency, 2 + (1 - 0.95) * 80),
      (.ratioForTheDatabase, (1 - 400.0 / 5_000) * 100),
      (.memoryOfEntries, (24 + 600 + 96) * 250_000 / 1e6),
      (.staleAfterChange, 300 - 40),
      (.tracedLRU, Double(hits(reads, room: 3, movesOnHit: true))),
      (.tracedFIFO, Double(hits(reads, room: 3, movesOnHit: false))),
    ]
    for (question, figure) in expected {
      guard case .number(let answer, let tolerance, _, _) = question.form else {
        XCTFail("\(question.id) asks for no number")
        continue
      }
      XCTAssertEqual(answer, figure, accuracy: tolerance + 1e-9, question.id)
    }
    for question in [Question.tracedLRU, .tracedFIFO] {
      XCTAssertTrue(question.prompt.contains(reads.map(String.init).joined(separator: " ")))
    }
  }

  /// Plays reads against a queue: LRU when a hit moves its entry to the end, FIFO when not.
  private func hits(_ reads: [Character], room: Int, movesOnHit: Bool) -> Int {
    var queue: [Character] = []
    var hits = 0
    for key in reads {
      if let index = queue.firstIndex(of: key) {
        hits += 1
        if movesOnHit { queue.append(queue.remove(at: index)) }
      } else {
        if queue.count == room { queue.removeFirst() }
        queue.append(key)
      }
    }
    return hits
  }
}
