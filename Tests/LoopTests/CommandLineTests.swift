import Commands
import Console
import Curriculum
import Drawing
import Foundation
import ProgramSupport
import XCTest

@testable import Loop

final class CommandLineTests: XCTestCase {
  func testWrongWordsEndWithTwoAndOneLineThatMendsThem() throws {
    let course = try CourseProcess(for: self)
    let cases: [([String], String)] = [
      (["lsit"], #"There is no command "lsit". Did you mean list?"#),
      (["smiulate"], #"There is no command "smiulate". Did you mean simulate?"#),
      (["frobnicate"], #"There is no command "frobnicate". Type course help to see them all."#),
      (["--hepl"], "There is no option --hepl. Did you mean --help?"),
      (["help", "chek"], #"There is no command "chek". Did you mean check?"#),
      (["check", "lru"], #"There is no exercise "lru". Did you mean lru-cache?"#),
      (["hint", "zzz"], #"There is no exercise "zzz". Type course list to see them all."#),
      (["hint"], "hint needs ID, the exercise you are stuck in. Type course hint --help."),
      (["list", "--week", "9"], "There is no week 9. The weeks are 1 to 6."),
      (
        ["list", "--week", "x"],
        #"--week takes a whole number, not "x". Type course list --help."#
      ),
      (["check", "--week", "9"], "There is no week 9. The weeks are 1 to 6."),
      (
        ["check", "lru-cache", "--all"],
        "--all needs no exercise beside it. Leave one of them out."
      ),
      (["check", "--watch", "--json"], "--watch and --json do not go together. Leave one out."),
      (
        ["solution", "ttl-cache"],
        "ttl-cache is not passed yet. To see the solution anyway, add --yes."
      ),
    ]
    for (words, complaint) in cases {
      let ending = try course.run(words)
      XCTAssertEqual(ending.code, 2, "\(words)")
      XCTAssertEqual(ending.errors, "course: \(complaint)\n", "\(words)")
      XCTAssertEqual(ending.output, "", "\(words)")
    }
  }

  func testAnExerciseAnswersToItsFileToo() throws {
    let course = try CourseProcess(for: self)
    for name in ["LRU-Cache", "LRUCache", "LRUCache.swift", "Exercises/Week1/LRUCache.swift"] {
      let ending = try course.run("solution", name)
      XCTAssertEqual(ending.code, 2)
      XCTAssertTrue(ending.errors.hasPrefix("course: lru-cache is not passed yet"), ending.errors)
    }
  }

  func testAnEmptyNameOfTheStateFolderIsNone() throws {
    let course = try CourseProcess(for: self)
    XCTAssertEqual(try course.run("hint", "lru-cache", environment: ["COURSE_STATE": ""]).code, 0)
    let progress = course.folder.path(".course/progress")
    XCTAssertTrue(FileManager.default.fileExists(atPath: progress))
  }

  func testAClosedInputIsAnEndedOne() throws {
    let course = try CourseProcess(for: self)
    let shell = Process()
    let output = Pipe()
    let ended = expectation(description: "the quiz ends")
    shell.executableURL = URL(filePath: "/bin/sh")
    shell.arguments = ["-c", "exec \"$0\" quiz 1 <&-", try CourseProcess.executable().path]
    shell.currentDirectoryURL = URL(filePath: course.folder.root)
    shell.standardOutput = output
    shell.terminationHandler = { _ in ended.fulfill() }
    try shell.run()
    wait(for: [ended], timeout: 20)
    if shell.isRunning { shell.terminate() }
    let text = String(
      decoding: output.fileHandleForReading.readDataToEndOfFile(),
      as: UTF8.self
    )
    XCTAssertTrue(text.hasSuffix("You left before the end, so nothing was counted.\n"), text)
  }

  func testEveryCommandExplainsItself() throws {
    let course = try CourseProcess(for: self)
    let overview = try course.run("help")
    XCTAssertEqual(overview.code, 0)
    for command in LaboratoryCommand.allCases {
      XCTAssertTrue(overview.output.contains("course \(command.rawValue) "), "\(command)")
      XCTAssertTrue(overview.output.contains(command.summary), "\(command)")
    }
    for command in LoopCommands.named {
      let usage = command.usage
      XCTAssertTrue(overview.output.contains("course \(usage.name) "), "help lists \(usage.name)")
      let page = usage.helpText(style: .plain, columns: 80)
      for option in usage.options {
        XCTAssertTrue(page.contains("--\(option.name)"), "\(usage.name) explains --\(option.name)")
        XCTAssertFalse(option.summary.isEmpty)
      }
      XCTAssertFalse(
        page.split(separator: "\n").contains { $0.count > 80 },
        "\(usage.name) fits 80 columns"
      )
    }
    for words in [["check", "--help"], ["check", "-h"], ["help", "check"]] {
      let ending = try course.run(words)
      XCTAssertEqual(ending.code, 0, "\(words)")
      XCTAssertEqual(
        ending.output,
        CheckCommand.usage.helpText(style: .plain, columns: 80) + "\n",
        "\(words)"
      )
    }
  }

  func testOutsideACourseTheKitSaysSo() throws {
    let course = try CourseProcess(for: self)
    try FileManager.default.removeItem(atPath: course.folder.path("Exercises"))
    for words in [[], ["list"], ["check"], ["hint", "lru-cache"], ["watch"]] {
      let ending = try course.run(words)
      XCTAssertEqual(ending.code, 3, "\(words)")
      XCTAssertTrue(ending.errors.hasPrefix("course: No course in "), ending.errors)
      XCTAssertEqual(ending.errors.filter { $0 == "\n" }.count, 1, ending.errors)
    }
  }

  func testWithoutACompilerTheKitSaysSo() throws {
    let course = try CourseProcess(for: self)
    try course.edit("simple-cache", "// edited\n")
    for words in [["check", "simple-cache"], ["watch", "simple-cache"]] {
      let ending = try course.run(words, environment: ["PATH": "/nowhere"])
      XCTAssertEqual(ending.code, 3, "\(words)")
      XCTAssertTrue(ending.errors.hasPrefix("course: No swiftc on PATH. "), ending.errors)
    }
    let doctor = try course.run("doctor", environment: ["PATH": "/nowhere"])
    XCTAssertEqual(doctor.code, 3)
    XCTAssertTrue(doctor.output.contains("✗ swift        No swiftc on PATH"), doctor.output)
    XCTAssertTrue(doctor.output.contains("One problem to fix."), doctor.output)
  }

  func testAReaderThatGoesAwayIsNoError() throws {
    let course = try CourseProcess(for: self)
    let process = Process()
    let output = Pipe()
    let errors = Pipe()
    process.executableURL = try CourseProcess.executable()
    process.arguments = ["list"]
    process.currentDirectoryURL = URL(filePath: course.folder.root)
    process.standardOutput = output
    process.standardError = errors
    try output.fileHandleForReading.close()
    try process.run()
    let complaint = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    XCTAssertEqual(String(decoding: complaint, as: UTF8.self), "")
    XCTAssertEqual(process.terminationReason, .uncaughtSignal)
    XCTAssertEqual(process.terminationStatus, SIGPIPE)
  }

  func testColourIsOnlyForTerminalsUnlessForced() throws {
    let course = try CourseProcess(for: self)
    let escape = "\u{1B}"
    XCTAssertFalse(try course.run("list").output.contains(escape))
    let forced = try course.run("list", environment: ["CLICOLOR_FORCE": "1"]).output
    XCTAssertTrue(forced.contains(escape))
    let both = try course.run(
      "list",
      environment: ["CLICOLOR_FORCE": "1", "NO_COLOR": "1"]
    ).output
    XCTAssertFalse(both.contains(escape))
    XCTAssertEqual(forced.withoutColours, both)
  }
}
