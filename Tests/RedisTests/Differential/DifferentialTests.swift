import Lab
import XCTest

@testable import Redis

/// The fake against a real Redis: the same random commands, and replies equal to the byte.
///
/// It runs when `REDIS_URL` names a server, which it **flushes** again and again; a server that holds
/// keys is therefore refused. How much it does is in ``RandomAmount``.
final class DifferentialTests: XCTestCase {
  /// With so many differences there is something to do before there is more to be found.
  private static let limit = 12

  func testTheFakeAnswersAsRedisDoes() throws {
    guard let text = RedisConnections.environmentVariable("REDIS_URL"), !text.isEmpty else {
      throw XCTSkip("REDIS_URL is not set: the fake was not compared with a real Redis")
    }
    let amount = try RandomAmount()
    let server = try LiveReference(try RedisURL(text, source: "REDIS_URL"))
    let differ = Differ(FakeSubject(), against: server)
    var seed = amount.firstSeed
    var compared = 0
    var titles: Set<String> = []
    while compared < amount.commands && titles.count < Self.limit {
      let result = try differ.compare(seed: UInt64(truncatingIfNeeded: seed))
      compared += result.commands
      if let difference = result.difference {
        let title = difference.command.prefix(2).map { $0.string }.joined(separator: " ")
        if titles.insert(title).inserted {
          XCTFail("the fake is not like Redis, COURSE_SEED=\(seed):\n\(difference.report)")
        }
      }
      seed += 1
    }
    try server.restore()
    print("\(compared) commands compared, COURSE_SEED from \(amount.firstSeed) to \(seed - 1)")
  }
}
