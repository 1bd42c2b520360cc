import Commands
import Console
import ProgramSupport
import XCTest

@testable import laboratory

final class LaboratoryProgramTests: XCTestCase {
  func testEveryCommandExplainsItself() throws {
    let laboratory = try CourseProcess(for: self, program: "laboratory")
    for command in LaboratoryCommand.allCases {
      let usage = command.type.usage
      XCTAssertEqual(usage.name, command.rawValue)
      XCTAssertEqual(usage.summary, command.summary)
      let page = usage.helpText(style: .plain, columns: 80)
      for option in usage.options {
        XCTAssertTrue(page.contains("--\(option.name)"), "\(command) explains --\(option.name)")
      }
      XCTAssertFalse(page.split(separator: "\n").contains { $0.count > 80 }, "\(command)")
      let ending = try laboratory.run(command.rawValue, "--help")
      XCTAssertEqual(ending.code, 0, "\(command)")
      XCTAssertEqual(ending.output, page + "\n", "\(command)")
    }
  }

  func testWhatCourseDoesItLeavesToCourse() throws {
    let ending = try CourseProcess(for: self, program: "laboratory").run("check", "lru-cache")
    XCTAssertEqual(ending.code, 2)
    XCTAssertEqual(
      ending.errors,
      "course: The laboratory has no command \"check\". Type course check.\n"
    )
  }
}
