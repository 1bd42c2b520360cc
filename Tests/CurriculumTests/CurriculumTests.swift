import Curriculum
import Testing

/// With Swift Testing and not XCTest: `swift test` ends with the totals of both, and without one test
/// of this kind its last line would say that nothing was tested.
@Suite("The curriculum") struct CurriculumTests {
  @Test("Six weeks are numbered in order")
  func sixWeeksAreNumberedInOrder() {
    #expect(Course.weeks.map(\.number) == [1, 2, 3, 4, 5, 6])
  }

  @Test("A week has topics and a milestone", arguments: 1...6)
  func aWeekHasTopicsAndAMilestone(number: Int) throws {
    let week = try #require(Course.week(number))
    #expect(!week.topics.isEmpty)
    #expect(!week.milestone.isEmpty)
  }

  @Test("Ids and names are unique")
  func idsAndNamesAreUnique() {
    #expect(Set(Course.exercises.map(\.id)).count == Course.exercises.count)
    #expect(Set(Course.exercises.map(\.name)).count == Course.exercises.count)
    #expect(Set(Course.demos.map(\.id)).count == Course.demos.count)
  }

  @Test("Everything stands in the week that it names", arguments: 1...6)
  func everythingStandsInTheWeekThatItNames(number: Int) throws {
    let week = try #require(Course.week(number))
    #expect(week.exercises.allSatisfy { $0.week == number })
    #expect(week.demos.allSatisfy { $0.week == number })
    #expect(week.quiz.map { $0.week == number } ?? true)
  }

  @Test("Demos and exercises know each other")
  func demosAndExercisesKnowEachOther() {
    for demo in Course.demos {
      for id in demo.exercises { #expect(Course.exercise(id) != nil, "\(demo.id) names \(id)") }
    }
    for exercise in Course.exercises {
      guard case .demo(let id) = exercise.demo else { continue }
      #expect(Course.demo(id) != nil, "\(exercise.id) names \(id)")
    }
  }

  @Test("What is not there is not found")
  func whatIsNotThereIsNotFound() {
    #expect(Course.exercise("lru-cache")?.name == "LRUCache")
    #expect(Course.exercise("no-cache") == nil)
    #expect(Course.demo("nothing") == nil)
    #expect(Course.week(7) == nil)
  }
}
