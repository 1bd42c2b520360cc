import Commands
import Foundation
import Memcached
import ProgramSupport
import XCTest

@testable import laboratory

final class MemcachedCommandTests: XCTestCase {
  /// The program while it serves.
  private struct Server {
    let process = Process()
    let output = Pipe()
    let port: Int

    /// Starts it on a free port, and waits until it has said which.
    init(_ words: String...) throws {
      process.executableURL = try CourseProcess.executable("laboratory")
      process.arguments = ["memcached", "--port", "0"] + words
      process.standardOutput = output
      process.standardInput = FileHandle.nullDevice
      try process.run()
      var text = ""
      while !text.contains("Ctrl-C") {
        let data = output.fileHandleForReading.availableData
        guard !data.isEmpty else { break }
        text += String(decoding: data, as: UTF8.self)
      }
      let digits = text.prefix { !$0.isNewline }.split(separator: ":").last ?? ""
      port = try XCTUnwrap(Int(digits), text)
    }

    /// What it says after it was told to end.
    func rest() -> String {
      let data = output.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
      return String(decoding: data, as: UTF8.self)
    }
  }

  func testItServesUntilItIsTold() async throws {
    let ends: [(String, (Process) -> Void)] = [
      ("Ctrl-C", { $0.interrupt() }), ("TERM", { $0.terminate() }),
    ]
    for (name, end) in ends {
      let server = try Server()
      let client = MemcachedClient(host: "127.0.0.1", port: server.port)
      try await client.set("greeting", "hello", expiry: .at(unixTime: 2_147_483_647))
      let item = try await client.get("greeting")
      XCTAssertEqual(item?.text, "hello", name)
      end(server.process)
      XCTAssertEqual(server.rest(), "memcached has ended, and with it all items.\n", name)
      XCTAssertEqual(server.process.terminationReason, .exit, name)
      XCTAssertEqual(server.process.terminationStatus, 0, name)
      client.close()
    }
  }

  func testItKeepsTheLimitsThatItIsGiven() async throws {
    let server = try Server("--memory", "2", "--max-item-size", "512k", "--host", "127.0.0.1")
    let client = MemcachedClient(host: "127.0.0.1", port: server.port)
    let settings = try await client.stats("settings")
    XCTAssertEqual(settings["maxbytes"], "\(2 << 20)")
    XCTAssertEqual(settings["item_size_max"], "\(512 << 10)")
    do {
      try await client.set("large", [UInt8](repeating: 0, count: 512 << 10))
      XCTFail("the item is too large")
    } catch {
      XCTAssertEqual(error as? MemcachedError, .tooLarge)
    }
    client.close()
    server.process.terminate()
    _ = server.rest()
  }

  func testAPortInUseIsTold() throws {
    let server = try Server()
    let course = try CourseProcess(for: self, program: "laboratory")
    let ending = try course.run("memcached", "--port", "\(server.port)")
    XCTAssertEqual(ending.code, ExitCode.kitFailed.rawValue)
    XCTAssertEqual(
      ending.errors,
      "course: Port \(server.port) is in use by another program. Choose another with --port N, or "
        + "leave the choice to the system with --port 0.\n"
    )
    server.process.terminate()
    _ = server.rest()
  }

  func testWhatMakesNoSenseIsRefused() throws {
    let course = try CourseProcess(for: self, program: "laboratory")
    let cases: [([String], String)] = [
      (["--port", "70000"], "--port takes a whole number from 0 to 65535, not \"70000\""),
      (["--memory", "0"], "--memory takes a whole number from 1 to 1000000, not \"0\""),
      (["--max-item-size", "1g"], "--max-item-size takes a size from 1k to 1024m"),
      (["--max-item-size", "1023"], "--max-item-size takes a size from 1k to 1024m"),
      (["--memory", "1"], "An item of 1048576 bytes would fill more than half of the memory"),
      (["--host", "nowhere"], "--host takes an address in numbers"),
      (["--host", "0.0.0.0"], "At 0.0.0.0 other machines can reach the server"),
    ]
    for (words, complaint) in cases {
      let ending = try course.run(["memcached"] + words)
      XCTAssertEqual(ending.code, ExitCode.wrongUsage.rawValue, "\(words)")
      XCTAssertTrue(ending.errors.hasPrefix("course: \(complaint)"), ending.errors)
      XCTAssertEqual(ending.output, "", "\(words)")
    }
  }
}
