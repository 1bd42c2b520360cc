import Curriculum
import Foundation
import XCTest

@testable import Audit

final class DocumentationAuditTests: XCTestCase {
  private let week = "Docs/CacheCourse.docc/Week1"

  func testPicturesAreWhatTheirDemosDraw() async throws {
    let course = try CourseCopy()
    try course.copyAgain("Docs")
    let before = try await course.auditor().pictureFindings()
    XCTAssertEqual(before.findings.filter { $0.message != "is shown on no page" }, [])
    XCTAssertFalse(before.scope.hasSuffix(": 0"), before.scope)

    let lines = try course.read("\(week)/hierarchy.svg").split(
      separator: "\n",
      omittingEmptySubsequences: false
    )
    try course.write(
      (lines[..<3] + [lines[3] + " "] + lines[4...]).joined(separator: "\n"),
      to: "\(week)/hierarchy.svg"
    )
    try course.remove("\(week)/ttl.svg")
    try course.write("<svg/>", to: "\(week)/stray.svg")
    let findings = try await course.auditor().pictureFindings().findings
    expectOnly(
      findings.filter { $0.file.hasSuffix("hierarchy.svg") },
      in: "\(week)/hierarchy.svg",
      line: 4,
      says: "is not what course demo hierarchy draws now"
    )
    expectOnly(
      findings.filter { $0.file.hasSuffix("ttl.svg") },
      in: "\(week)/ttl.svg",
      says: "is missing: course demo ttl draws it"
    )
    XCTAssertEqual(
      findings.filter { $0.file.hasSuffix("stray.svg") }.map(\.message),
      ["is drawn by no demo", "is shown on no page"]
    )
    XCTAssertEqual(findings.count, before.findings.count + 4)
  }

  func testPagesAreThoseOfTheCurriculumAndBuild() throws {
    let course = try CourseCopy()
    try course.copyAgain("Docs")
    XCTAssertEqual(try course.auditor().pageFindings(), [])

    try course.remove("\(week)/Week1-Design.md")
    try course.write("# Another page\n\nSee <doc:Nowhere>.\n", to: "\(week)/Extra.md")
    let findings = try course.auditor().pageFindings()
    expectOnly(
      findings.filter { $0.file == "\(week)/Week1-Design.md" },
      in: "\(week)/Week1-Design.md",
      says: "There is no such page."
    )
    let extra = findings.filter { $0.file == "\(week)/Extra.md" }
    XCTAssertTrue(extra.contains { $0.message == "The curriculum knows no such page." }, "\(extra)")
    XCTAssertTrue(extra.contains { $0.line == 3 && $0.message.contains("Nowhere") }, "\(extra)")
  }
}
