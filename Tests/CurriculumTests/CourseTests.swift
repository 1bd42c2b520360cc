import Curriculum
import XCTest

final class CourseTests: XCTestCase {
  func testSixWeeksAreNumberedInOrder() {
    XCTAssertEqual(Course.weeks.map(\.number), [1, 2, 3, 4, 5, 6])
    for week in Course.weeks {
      XCTAssertFalse(week.topics.isEmpty, week.title)
      XCTAssertFalse(week.milestone.isEmpty, week.title)
    }
  }

  func testIdsAndNamesAreUnique() {
    XCTAssertEqual(Set(Course.exercises.map(\.id)).count, Course.exercises.count)
    XCTAssertEqual(Set(Course.exercises.map(\.name)).count, Course.exercises.count)
    XCTAssertEqual(Set(Course.demos.map(\.id)).count, Course.demos.count)
  }

  func testEverythingStandsInTheWeekThatItNames() {
    for week in Course.weeks {
      for exercise in week.exercises { XCTAssertEqual(exercise.week, week.number, exercise.id) }
      for demo in week.demos { XCTAssertEqual(demo.week, week.number, demo.id) }
      if let quiz = week.quiz { XCTAssertEqual(quiz.week, week.number) }
    }
  }

  func testDemosAndExercisesKnowEachOther() {
    for demo in Course.demos {
      for id in demo.exercises { XCTAssertNotNil(Course.exercise(id), "\(demo.id) names \(id)") }
    }
    for exercise in Course.exercises {
      guard case .demo(let id) = exercise.demo else { continue }
      XCTAssertNotNil(Course.demo(id), "\(exercise.id) names \(id)")
    }
  }

  func testWhatIsNotThereIsNotFound() {
    XCTAssertEqual(Course.exercise("lru-cache")?.name, "LRUCache")
    XCTAssertNil(Course.exercise("no-cache"))
    XCTAssertNil(Course.demo("nothing"))
    XCTAssertNil(Course.week(7))
  }
}
