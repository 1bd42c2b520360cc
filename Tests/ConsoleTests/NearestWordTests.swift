import XCTest

@testable import Console

final class NearestWordTests: XCTestCase {
  private let commands = ["list", "check", "watch", "hint", "solution", "lru-cache", "lfu-cache"]

  func testDistanceCountsLettersInsertedDeletedReplacedAndSwapped() {
    let cases: [(String, String, Int)] = [
      ("", "", 0), ("abc", "abc", 0), ("", "abc", 3), ("abc", "", 3), ("abc", "abd", 1),
      ("abc", "ab", 1), ("abc", "xabc", 1), ("lsit", "list", 1), ("kitten", "sitting", 3),
    ]
    for (from, to, distance) in cases {
      XCTAssertEqual(from.editDistance(to: to), distance, "\(from) to \(to)")
      XCTAssertEqual(to.editDistance(to: from), distance, "\(to) to \(from)")
    }
  }

  func testTheNearestWordIsFound() {
    let cases: [(String, String?)] = [
      ("lsit", "list"), ("chek", "check"), ("CHECK", "check"), ("sol", "solution"),
      ("lru", "lru-cache"), ("lrucache", "lru-cache"), ("lru_cache", "lru-cache"),
      ("lfu-cahce", "lfu-cache"), ("zebra", nil), ("", nil), ("x", nil),
    ]
    for (typed, nearest) in cases {
      XCTAssertEqual(commands.nearest(to: typed), nearest, "for \"\(typed)\"")
    }
  }

  func testOfEquallyNearWordsTheFirstIsTaken() {
    XCTAssertEqual(["aab", "aac"].nearest(to: "aad"), "aab")
  }
}
