import Foundation
import Lab
import XCTest

@testable import Memcached

/// The page about memcached in the docs says what the code does.
final class MemcachedPageTests: XCTestCase {
  private func page() throws -> String {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().resolvingSymlinksInPath()
    let root = folder.deletingLastPathComponent().deletingLastPathComponent()
    let file = root.appending(path: "Docs/CacheCourse.docc/Laboratory/Memcached.md")
    return try String(contentsOf: file, encoding: .utf8)
  }

  func testItsTableIsTheOneOfTheCommands() throws {
    let rows = TextCommand.allCases.map { "| `\($0.form)` | \($0.summary) |" }
    let table = (["| Command | What it does here |", "|:--|:--|"] + rows).joined(separator: "\n")
    XCTAssertTrue(try page().contains("\n\(table)\n"), "The page needs this table:\n\(table)")
  }

  func testEveryCommandOfTheTableIsUnderstood() {
    for command in TextCommand.allCases {
      let words = command.form.replacing(#/ \[.*/#, with: "").replacing(" flag…", with: "")
      let numbered = words.replacing(#/ (?:flags|exptime|length|unique|delta|level)/#, with: " 1")
      let line = numbered.replacing("megabytes", with: "64").replacing("…", with: "")
      var session = TextSession()
      var store = MemcachedStore(now: 1_800_000_000)
      var out: [UInt8] = []
      let sent = Array("\(line)\r\nx\r\n".utf8)
      _ = sent.withUnsafeBytes { session.process($0, store: &store, out: &out) }
      XCTAssertFalse(text(out).hasPrefix("ERROR\r\n"), line)
      XCTAssertFalse(text(out).contains("bad command line format"), line)
    }
  }

  /// The lines of the page's example, which must stand there as they stand here.
  func testItsExampleRuns() async throws {
    let start = #line + 2

    let clock = ManualClock()
    let cache = FakeMemcached(clock: clock)
    try await cache.set("session", "ada", expiry: .seconds(60))
    clock.advance(by: .seconds(60))
    let session = try await cache.get("session")  // nil: its minute is over

    cache.failNext(1)  // the next request throws
    cache.goDown()  // every request throws
    cache.comeUp()  // the items are still there
    cache.restart()  // they are not
    let roundTrips = cache.requestCount

    let end = #line - 1
    XCTAssertNil(session)
    XCTAssertEqual(roundTrips, 2)
    let source = try String(contentsOf: URL(filePath: #filePath), encoding: .utf8)
    let lines = source.split(separator: "\n", omittingEmptySubsequences: false)[start..<(end - 1)]
    let page = try page()
    for line in lines where !line.isEmpty {
      XCTAssertTrue(page.contains("\n\(line.dropFirst(4))\n"), "\(line)")
    }
  }
}
