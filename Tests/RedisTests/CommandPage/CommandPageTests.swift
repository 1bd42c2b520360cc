import XCTest

@testable import Redis

final class CommandPageTests: XCTestCase {
  private static let howToRenew = "COURSE_RENEW=1 swift test --filter CommandPageTests"

  private var root: URL {
    URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
      .deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
  }

  private var page: URL {
    root.appendingPathComponent("Docs/CacheCourse.docc/Laboratory/Redis.md")
  }

  func testThePageSaysWhatTheTableHolds() throws {
    let text = try String(contentsOf: page, encoding: .utf8)
    let start = try XCTUnwrap(text.range(of: CommandPage.heading), "the page has no such heading")
    let current = String(text[start.lowerBound...])
    let expected = CommandPage().text
    if ProcessInfo.processInfo.environment["COURSE_RENEW"] == "1" {
      try (text[..<start.lowerBound] + expected).write(to: page, atomically: true, encoding: .utf8)
      return
    }
    let lines = (
      expected.components(separatedBy: "\n"), current.components(separatedBy: "\n")
    )
    for (expected, current) in zip(lines.0, lines.1) where expected != current {
      return XCTFail(
        "The page is not what the table says:\n\(current)\nshould be\n\(expected)\n\(Self.howToRenew)"
      )
    }
    XCTAssertEqual(lines.0.count, lines.1.count, Self.howToRenew)
  }

  func testWhatIsNotThereHasAReason() {
    for name in CommandPage().missing {
      let reasons = CommandPage.reasons.filter { name.hasPrefix($0.prefix) }
      XCTAssertEqual(reasons.count, 1, "\(name) is not there: say in CommandPage.reasons why")
    }
    for (prefix, reason) in CommandPage.reasons {
      XCTAssertTrue(
        CommandPage().missing.contains { $0.hasPrefix(prefix) },
        "nothing is missing because \"\(reason)\""
      )
    }
  }

  func testEveryCommandIsOneOfRedis() {
    let real = Set(RealCommandNames.all)
    for command in CommandTable(CommandList.all).all {
      XCTAssertTrue(real.contains(command.fullName), "Redis 7.0 has no \(command.fullName)")
    }
  }

  func testSummariesAndLimitsAreSentences() {
    for command in CommandTable(CommandList.all).all {
      for text in [command.spec.summary, command.spec.limits].compactMap(\.self) {
        XCTAssertTrue(text.hasSuffix("."), "\(command.fullName): \(text)")
        XCTAssertFalse(text.contains("|"), "\(command.fullName): a bar would split the table")
        XCTAssertFalse(text.contains("  "), "\(command.fullName): \(text)")
      }
    }
  }

  func testTheExamplesOnThePageAreThoseThatAreBuilt() throws {
    let text = try String(contentsOf: page, encoding: .utf8)
    let source = try String(
      contentsOf: root.appendingPathComponent(
        "Tests/RedisTests/CommandPage/PageExampleTests.swift"
      ),
      encoding: .utf8
    )
    let built = source.components(separatedBy: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    let blocks = text.components(separatedBy: "```swift\n").dropFirst()
    XCTAssertGreaterThan(blocks.count, 3)
    for block in blocks {
      let code = block.components(separatedBy: "\n```")[0]
      for line in code.components(separatedBy: "\n") {
        XCTAssertTrue(
          built.contains(line.trimmingCharacters(in: .whitespaces)),
          "PageExampleTests does not build: \(line)"
        )
      }
    }
  }

  /// The list is written down, so that the page can be made without a server; here it is compared.
  func testTheNamesAreThoseOfARealServer() async throws {
    guard let redis = try RedisConnections.client() else {
      throw XCTSkip("REDIS_URL is not set: the list of Redis's commands was not compared with one")
    }
    let version = try await redis.info("server")["redis_version"] ?? ""
    guard version.hasPrefix("7.0.") else {
      throw XCTSkip("REDIS_URL is Redis \(version): the list of commands is that of 7.0")
    }
    var names: [String] = []
    for name in try await redis.send(RedisCommand("COMMAND"), as: [RESPValue].self) {
      names += Self.names(in: name)
    }
    XCTAssertEqual(names.sorted(), RealCommandNames.all.sorted())
    redis.close()
  }

  private static func names(in command: RESPValue) -> [String] {
    guard let parts = command.elements, let name = String.decode(parts[0]) else { return [] }
    return [name] + (parts.dropFirst(9).first?.elements ?? []).flatMap { names(in: $0) }
  }
}
