import Foundation
import ProgramSupport
import XCTest

@testable import laboratory

final class RedisCommandTests: XCTestCase {
  func testWordsThatMakeNoServerEndWithTwoAndSayWhy() throws {
    let course = try CourseProcess(for: self, program: "laboratory")
    try Data("port 1\nmaxmemroy 1gb\n".utf8).write(to: URL(filePath: course.folder.path("my.conf")))
    let cases: [([String], String)] = [
      (
        ["--port", "70000"],
        #"--port takes a whole number from 0 to 65535, not "70000". Type course redis --help."#
      ),
      (
        ["--maxmemory", "lots"],
        #"--maxmemory takes a size such as 100mb, not "lots". Type course redis --help."#
      ),
      (
        ["--appendfsync", "sometimes", "--appendonly", "x.aof"],
        #"--appendfsync takes always, everysec or no, not "sometimes". Type course redis --help."#
      ),
      (["--appendfsync", "always"], "--appendfsync needs a file. Add --appendonly FILE."),
      (
        ["--host", "0.0.0.0"],
        "the address 0.0.0.0 can be reached from other machines, and without a password anybody "
          + "there could read and change the data. Set a password, or leave the host out to serve "
          + "this machine only."
      ),
      (["--config", "my.conf"], "my.conf:2: maxmemroy: there is no such setting here"),
      (
        ["--config", "none.conf"],
        "the settings cannot be read: cannot open none.conf: No such file or directory"
      ),
    ]
    for (words, complaint) in cases {
      let ending = try course.run(["redis"] + words)
      XCTAssertEqual(ending.code, 2, "\(words)")
      XCTAssertEqual(ending.errors, "course: \(complaint)\n", "\(words)")
      XCTAssertEqual(ending.output, "", "\(words)")
    }
  }

  func testAPolicyThatThereIsNotIsAnsweredWithThoseThatThereAre() throws {
    let course = try CourseProcess(for: self, program: "laboratory")
    let ending = try course.run("redis", "--maxmemory-policy", "lru")
    XCTAssertEqual(ending.code, 2)
    for policy in ["noeviction", "allkeys-lru", "volatile-ttl"] {
      XCTAssertTrue(ending.errors.contains(policy), ending.errors)
    }
  }

  func testASignalEndsTheServerInOrder() throws {
    let course = try CourseProcess(for: self, program: "laboratory")
    for signal in [SIGINT, SIGTERM] {
      let server = try RunningServer(course, ["--port", "0", "--appendonly", "keys.aof"])
      XCTAssertEqual(server.greeting.first?.hasPrefix("Redis is at  127.0.0.1:"), true)
      XCTAssertEqual(
        server.greeting.last,
        "Try  redis-cli -p \(server.port)   Ctrl-C ends the server."
      )
      XCTAssertEqual(server.end(by: signal), 0, "signal \(signal)")
    }
    XCTAssertTrue(FileManager.default.fileExists(atPath: course.folder.path("keys.aof")))
  }

  func testAPortThatIsTakenEndsWithThreeAndIsNamed() throws {
    let course = try CourseProcess(for: self, program: "laboratory")
    let server = try RunningServer(course, ["--port", "0"])
    let ending = try course.run("redis", "--port", server.port)
    XCTAssertEqual(ending.code, 3)
    XCTAssertTrue(
      ending.errors.hasPrefix("course: the server cannot listen at port \(server.port): "),
      ending.errors
    )
    XCTAssertTrue(ending.errors.hasSuffix("Is something running there?\n"), ending.errors)
    XCTAssertEqual(server.end(by: SIGTERM), 0)
  }

  func testAnUnfinishedWriteIsReportedAndADamagedFileIsRefused() throws {
    let course = try CourseProcess(for: self, program: "laboratory")
    let path = course.folder.path("keys.aof")
    let whole = "*2\r\n$6\r\nSELECT\r\n$1\r\n0\r\n*3\r\n$3\r\nSET\r\n$1\r\na\r\n$1\r\n1\r\n"
    try Data((whole + "*3\r\n$3\r\nSE").utf8).write(to: URL(filePath: path))
    let server = try RunningServer(course, ["--port", "0", "--appendonly", "keys.aof"])
    XCTAssertEqual(server.greeting.first, "read 2 commands from keys.aof")
    XCTAssertTrue(server.greeting[1].hasPrefix("keys.aof broke off"), server.greeting[1])
    XCTAssertEqual(server.end(by: SIGTERM), 0)
    XCTAssertEqual(try String(contentsOfFile: path, encoding: .utf8), whole)

    try Data(("garbage" + whole).utf8).write(to: URL(filePath: path))
    let ending = try course.run("redis", "--port", "0", "--appendonly", "keys.aof")
    XCTAssertEqual(ending.code, 3)
    XCTAssertTrue(ending.errors.hasPrefix("course: keys.aof is damaged at byte 0"), ending.errors)
  }
}

/// `course redis` while it serves.
private struct RunningServer {
  /// The lines up to the one that says that it serves.
  let greeting: [String]
  private let process = Process()

  init(_ course: CourseProcess, _ words: [String]) throws {
    let output = Pipe()
    process.executableURL = try CourseProcess.executable("laboratory")
    process.arguments = ["redis"] + words
    process.currentDirectoryURL = URL(filePath: course.folder.root)
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    try process.run()
    var text = Data()
    while !String(decoding: text, as: UTF8.self).hasSuffix("ends the server.\n") {
      let more = output.fileHandleForReading.availableData
      guard !more.isEmpty else { break }
      text += more
    }
    greeting = String(decoding: text, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  var port: String {
    String(greeting.first { $0.hasPrefix("Redis is at") }?.split(separator: ":").last ?? "")
  }

  /// Sends a signal, and returns the code that the program ends with; nil if it did not choose one.
  func end(by signal: Int32) -> Int32? {
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    return process.terminationReason == .exit ? process.terminationStatus : nil
  }
}
