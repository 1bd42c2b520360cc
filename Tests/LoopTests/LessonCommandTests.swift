import Console
import Foundation
import Grader
import Lessons
import XCTest

@testable import Loop

final class LessonCommandTests: XCTestCase {
  private func catalog() throws -> Catalog {
    try Catalog(folder: .containing(URL(filePath: #filePath).deletingLastPathComponent().path))
  }

  func testPagesAreFoundByIdWeekAndName() throws {
    let catalog = try catalog()
    let cases = [
      ("simple-cache", "SimpleCache"), ("Simple-Cache", "SimpleCache"), ("1", "Week1"),
      ("week1", "Week1"), ("howtouse", "HowToUse"), ("week1-design", "Week1-Design"),
    ]
    for (word, page) in cases {
      XCTAssertEqual(try LessonCommand.page(word, in: catalog), page, word)
    }
  }

  func testWordsThatArePagesOfNothingAreExplained() throws {
    let catalog = try catalog()
    let cases = [
      ("4", "Week 4, Memcached, layers and security, is not written yet. Type course list."),
      ("simpel-cache", "There is no lesson \"simpel-cache\". Did you mean simple-cache?"),
    ]
    for (word, message) in cases {
      XCTAssertThrowsError(try LessonCommand.page(word, in: catalog), word) { error in
        XCTAssertEqual("\(error)", message)
      }
    }
  }

  func testAPictureSaysWhereItCanBeSeen() {
    let cases = [
      ("lru.svg", "course docs shows it, course demo lru draws it"),
      ("eviction-zipf.svg", "course docs shows it, course demo eviction draws it"),
      ("other.svg", "course docs shows it"),
    ]
    for (file, note) in cases { XCTAssertEqual(LessonCommand.pictureNote(file), note) }
  }
}
