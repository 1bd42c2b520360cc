import XCTest

@testable import Redis

/// Whether the differential test would find anything: the fake against one that is wrong.
final class DifferTests: XCTestCase {
  /// Seeds that surely bring the mutated command.
  private func firstDifference(_ mutation: @escaping FakeSubject.Mutation) throws -> Difference? {
    let differ = Differ(FakeSubject(mutation: mutation), against: FakeReference())
    for seed in 1...400 {
      if let found = try differ.compare(seed: UInt64(seed)).difference { return found }
    }
    return nil
  }

  func testEqualEnginesDoNotDiffer() throws {
    let differ = Differ(FakeSubject(), against: FakeReference())
    for seed in 1...60 {
      let result = try differ.compare(seed: UInt64(seed))
      XCTAssertNil(result.difference?.report, "seed \(seed)")
      XCTAssertGreaterThan(result.commands, 20)
    }
  }

  func testAWrongReplyIsFoundAndItsScriptMadeShort() throws {
    let found = try XCTUnwrap(
      try firstDifference { command, reply in
        guard command[0].lowercasedName == "linsert", case .integer(let length) = reply, length > 2
        else { return reply }
        return .integer(length - 1)
      }
    )
    XCTAssertEqual(found.command[0].lowercasedName, "linsert")
    // At least two elements, in one command or in several, then the one that is put between.
    XCTAssertLessThanOrEqual(found.script.commandCount, 4, found.report)
    XCTAssertTrue(found.report.contains("redis: \":3\\r\\n\"\nfake:  \":2\\r\\n\""), found.report)
  }

  func testAWrongErrorIsFound() throws {
    let found = try XCTUnwrap(
      try firstDifference { command, reply in
        guard case .error(let error) = reply, error == .wrongType else { return reply }
        return .error(RedisError(code: "WRONGTYPE", "Operation against a key of another type"))
      }
    )
    XCTAssertLessThanOrEqual(found.script.commandCount, 2, found.report)
  }

  func testAReplyThatComesToAnotherConnectionIsCompared() throws {
    let found = try XCTUnwrap(
      try firstDifference { command, reply in
        // The publisher is told the truth; only a subscriber that is not there shows it.
        guard command[0].lowercasedName == "publish", reply == .integer(2) else { return reply }
        return .integer(3)
      }
    )
    XCTAssertLessThanOrEqual(found.script.commandCount, 4, found.report)
  }

  func testShrinkingKeepsWhatMatters() {
    let shortest = Shrinking.shortest(Array(1...100)) { $0.contains(17) && $0.contains(80) }
    XCTAssertEqual(shortest, [17, 80])
  }

  func testCommandsArePrintedAsTheyAreTyped() {
    let script = [Step(0, ["SET", "a b", RedisBytes([0, 34, 10, 255])]), Step(0, ["GET", ""])]
    XCTAssertEqual(script.lines, [#"SET "a b" "\x00\"\n\xff""#, #"GET """#])
    XCTAssertEqual(
      [Step(0, ["PING"]), Step(1, ["PING"])].lines,
      [
        "connection 0: PING", "connection 1: PING",
      ]
    )
  }
}

/// Another engine as the reference, which needs no server.
private final class FakeReference: Reference {
  let givenSettings: [(name: String, value: String)] = []
  private let subject = FakeSubject()
  private static let start = 1_767_225_600_000

  func reset() -> Int {
    subject.reset(now: Self.start)
    return Self.start
  }

  func play(_ script: Script, _ outcomes: [Outcome], carefully: Bool) -> [[[UInt8]]] {
    subject.play(script).map(\.received)
  }
}
