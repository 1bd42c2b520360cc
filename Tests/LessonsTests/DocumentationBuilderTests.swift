import Foundation
import Grader
import XCTest

@testable import Lessons

final class DocumentationBuilderTests: XCTestCase {
  private let start = "# Tea\n\n@Metadata {\n  @TechnologyRoot\n}\n\nAbout tea.\n"

  private func folder(_ pages: [String: String]) throws -> TemporaryFolder {
    let folder = try TemporaryFolder(self)
    for (name, text) in pages { try folder.write(text, to: "\(Catalog.path)/\(name)") }
    return folder
  }

  func testPagesAreBuiltOnceAndAgainWhenOneChanges() throws {
    let folder = try folder(["CacheCourse.md": start])
    let builder = try DocumentationBuilder(folder: folder.course)
    XCTAssertTrue(try builder.build(), "the first time")
    let page = builder.output + "/data/documentation/cachecourse.json"
    XCTAssertTrue(FileManager.default.fileExists(atPath: page))
    XCTAssertFalse(try builder.build(), "when nothing changed")
    try folder.write(start + "\nMore.\n", to: "\(Catalog.path)/CacheCourse.md")
    XCTAssertTrue(try builder.build(), "after a change")
    try folder.write("# Pot\n\nAbout pots.\n", to: "\(Catalog.path)/Pot.md")
    XCTAssertTrue(try builder.build(), "after a new page")
    XCTAssertEqual(
      try FileManager.default.contentsOfDirectory(atPath: folder.course.state),
      ["docs"],
      "nothing else is left behind"
    )
  }

  func testWhatDoccSaysIsReportedWithFileAndLine() throws {
    let folder = try folder([
      "CacheCourse.md": start, "Pot.md": "# Pot\n\nAbout pots.\n\nSee <doc:Cup>.\n\n![a](no.svg)\n",
    ])
    let builder = try DocumentationBuilder(folder: folder.course)
    let problems = try builder.problems().sorted { $0.line ?? 0 < $1.line ?? 0 }
    XCTAssertEqual(problems.map(\.file), Array(repeating: "\(Catalog.path)/Pot.md", count: 2))
    XCTAssertEqual(problems.map(\.line), [5, 7])
    XCTAssertTrue(problems[0].message.contains("Cup"), problems[0].message)
    XCTAssertThrowsError(try builder.build()) { error in
      XCTAssertTrue("\(error)".contains("  \(Catalog.path)/Pot.md:5: "), "\(error)")
    }
    XCTAssertFalse(FileManager.default.fileExists(atPath: builder.output))
  }

  func testAFailedBuildKeepsThePagesThatWereThere() throws {
    let folder = try folder(["CacheCourse.md": start])
    let builder = try DocumentationBuilder(folder: folder.course)
    try builder.build()
    try folder.write(start + "\n<doc:Cup>\n", to: "\(Catalog.path)/CacheCourse.md")
    XCTAssertThrowsError(try builder.build())
    XCTAssertTrue(FileManager.default.fileExists(atPath: builder.output + "/index.html"))
  }

  func testDoccIsFoundBesideTheCompilerThatALinkLeadsTo() throws {
    let folder = try TemporaryFolder(self, ["bin/keep": "", "tool/swiftc": "", "tool/docc": ""])
    for name in ["tool/swiftc", "tool/docc"] {
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o755],
        ofItemAtPath: folder.path + "/" + name
      )
    }
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/bin/swiftc",
      withDestinationPath: folder.path + "/tool/swiftc"
    )
    XCTAssertEqual(
      try DocumentationBuilder.findDocc(PATH: "/nowhere:\(folder.path)/bin"),
      folder.path + "/tool/docc"
    )
  }

  #if os(Linux)
    func testWithoutDoccTheMessageSaysWhatElseThereIs() {
      XCTAssertThrowsError(try DocumentationBuilder.findDocc(PATH: "/nowhere")) { error in
        XCTAssertTrue("\(error)".hasPrefix("No docc beside swiftc or on PATH. "), "\(error)")
      }
    }
  #endif
}
