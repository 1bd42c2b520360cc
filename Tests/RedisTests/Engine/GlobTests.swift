import XCTest

@testable import Redis

final class GlobTests: XCTestCase {
  func testPatternsMatchAsRedisMatchesThem() {
    let cases: [(RedisBytes, RedisBytes, Bool)] = [
      ("*", "", true), ("*", "anything", true), ("", "", true), ("", "a", false),
      ("h?llo", "hello", true), ("h?llo", "hllo", false), ("h*llo", "heeeello", true),
      ("h[ae]llo", "hallo", true), ("h[ae]llo", "hillo", false), ("h[^e]llo", "hello", false),
      ("h[a-c]llo", "hbllo", true), ("h[c-a]llo", "hbllo", true), ("\\*", "*", true),
      ("\\*", "a", false), ("a*b*c", "aXbYc", true), ("a*b*c", "aXbY", false),
      ("[a", "a", true), ("user:*:name", "user:7:name", true), ("*.log", "x.logs", false),
      ("a.c", "abc", false),
    ]
    for (pattern, text, matches) in cases {
      XCTAssertEqual(Glob(pattern).matches(text), matches, "\(pattern) on \(text)")
    }
  }

  func testManyStarsTakeNoTimeToFail() {
    let pattern = RedisBytes(String(repeating: "a*", count: 50) + "b")
    XCTAssertFalse(Glob(pattern).matches(RedisBytes(String(repeating: "a", count: 2000))))
  }
}
