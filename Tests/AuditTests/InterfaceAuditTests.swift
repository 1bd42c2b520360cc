import Curriculum
import Foundation
import XCTest

@testable import Audit

final class InterfaceAuditTests: XCTestCase {
  private let stub = "Exercises/Week1/SimpleCache.swift"
  private let solution = "Solutions/Week1/SimpleCache.swift"

  private func findings(_ part: String, with other: String, in path: String) throws -> [Finding] {
    let course = try CourseCopy()
    try course.replace(part, with: other, in: path)
    return try course.auditor().interfaceFindings([course.exercise]) { _ in }
  }

  private func line(of part: String, in path: String) throws -> Int {
    try CourseCopy().line(of: part, in: path)
  }

  func testASignatureThatDiffersIsShownBothWays() throws {
    expectOnly(
      try findings(
        "func contains(_ key: Key) -> Bool",
        with: "func contains(_ key: Key) -> Bool?",
        in: stub
      ),
      in: stub,
      line: try line(of: "func contains", in: stub),
      says: "SimpleCache.contains(_:) is 'func contains(_ key: Key) -> Bool?' here and "
        + "'func contains(_ key: Key) -> Bool' in the solution"
    )
  }

  func testADeclarationThatOneOfThemLacksIsNamed() throws {
    expectOnly(
      try findings("public var count", with: "var count", in: stub),
      in: stub,
      says: "lacks 'var count: Int { get }' of the solution's line "
        + "\(try line(of: "public var count", in: solution))"
    )
    expectOnly(
      try findings("  public init() {}\n", with: "", in: solution),
      in: stub,
      line: try line(of: "public init", in: stub),
      says: "'init()' is not in the solution"
    )
  }

  func testAnAttributeOfTheInterfaceIsMissed() throws {
    expectOnly(
      try findings("  @discardableResult\n", with: "", in: solution),
      in: stub,
      line: try line(of: "mutating func remove(", in: stub),
      says: "'@discardableResult mutating func remove(_ key: Key) -> Value?' here"
    )
  }

  func testAConformanceIsPartOfTheInterface() throws {
    expectOnly(
      try findings(
        "struct SimpleCache<Key: Hashable, Value> {",
        with: "struct SimpleCache<Key: Hashable, Value>: Sendable where Key: Sendable, "
          + "Value: Sendable {",
        in: solution
      )
      .filter { $0.message.contains(": Sendable'") && $0.message.contains("lacks") },
      in: stub,
      says: "lacks 'SimpleCache: Sendable' of the solution's line"
    )
  }

  func testAWarningIsAFinding() throws {
    for path in [stub, solution] {
      expectOnly(
        try findings("public init() {}", with: "public init() { let unused = 1 }", in: path),
        in: path,
        line: try line(of: "public init", in: path),
        says: "does not compile without warnings",
        "'unused' was never used"
      )
    }
  }

  func testAFileThatOffersNothingIsNotInOrder() throws {
    let course = try CourseCopy()
    for path in [stub, solution] { try course.write("// Nothing here.\n", to: path) }
    expectOnly(
      try course.auditor().interfaceFindings([course.exercise]) { _ in },
      in: solution,
      says: "declares nothing public"
    )
  }

  func testTheSolutionDemandsWhatTheStubDemands() throws {
    let course = try CourseCopy(of: "lru-cache")
    let path = course.exercise.solutionPath
    let line = try course.line(of: "precondition(", in: course.exercise.stubPath)
    let text = try course.read(path)
    let kept = text.split(separator: "\n", omittingEmptySubsequences: false)
      .filter { !$0.contains("precondition(") }
    try course.write(kept.joined(separator: "\n"), to: path)
    expectOnly(
      try course.auditor().interfaceFindings([course.exercise]) { _ in },
      in: path,
      says: "lacks 'precondition(capacity >= 0",
      "of the stub's line \(line)"
    )
  }

  func testAPreconditionIsTheSameHoweverItIsBroken() {
    let short = "  precondition(a(1) > 0, \"no\")\n"
    let long = "\nprecondition(\n  a(1) > 0,\n  \"no\"\n)\n// precondition(b)\n"
    XCTAssertEqual(Preconditions(short).lines, ["precondition(a(1) > 0, \"no\")": 1])
    XCTAssertEqual(Preconditions(long).lines, ["precondition(a(1) > 0, \"no\")": 2])
  }
}
