import XCTest

@testable import Redis

/// How many random commands a test plays, and where it begins: the same seed makes the same commands.
///
/// `COURSE_DIFFERENTIAL` and `COURSE_SEED` say so.
struct RandomAmount {
  let commands: Int
  let firstSeed: Int

  init(usually commands: Int) throws {
    self.commands = try Self.number("COURSE_DIFFERENTIAL") ?? commands
    firstSeed = try Self.number("COURSE_SEED") ?? 1
  }

  /// The seeds of as many scripts as make up the amount.
  func seeds(length: Int) -> Range<Int> {
    firstSeed..<firstSeed + max(1, commands / length)
  }

  private static func number(_ variable: String) throws -> Int? {
    guard let text = RedisConnections.environmentVariable(variable), !text.isEmpty else {
      return nil
    }
    return try XCTUnwrap(Int(text), "\(variable) is a number, not \(text)")
  }
}
