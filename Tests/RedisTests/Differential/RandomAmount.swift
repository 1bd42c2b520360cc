import XCTest

@testable import Redis

/// How many random commands a test plays, and where it begins: the same seed makes the same commands.
///
/// `COURSE_DIFFERENTIAL` is the number for the comparison of replies, of which other tests, whose
/// commands take longer, play a part. `COURSE_SEED` is where they all begin.
struct RandomAmount {
  let commands: Int
  let firstSeed: Int

  /// How many replies are usually compared.
  private static let usual = 200_000

  /// - Parameter part: What share of the commands the test plays.
  init(part: Double = 1) throws {
    let all = try Self.number("COURSE_DIFFERENTIAL") ?? Self.usual
    commands = Int(Double(all) * part)
    firstSeed = try Self.number("COURSE_SEED") ?? 1
  }

  /// The seeds of as many scripts of a length as make up the amount.
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
