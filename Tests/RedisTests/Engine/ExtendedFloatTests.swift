import XCTest

@testable import Redis

final class ExtendedFloatTests: XCTestCase {
  func testSumsAreThoseOfALongDouble() throws {
    // Each sum is what a Redis 7.0 on x86-64 answered.
    let cases: [(RedisBytes, RedisBytes, RedisBytes)] = [
      ("0.1", "0.2", "0.3"), ("10.50", "0.1", "10.6"), ("5.0e3", "2.0e2", "5200"),
      ("3", "1.1", "4.1"), ("-0.5", "0.5", "0"), ("1e20", "1", "100000000000000000000"),
      ("0", "1e-17", "0.00000000000000001"), ("0", "1e-18", "0"), ("0x10", "0", "16"),
    ]
    for (left, right, sum) in cases {
      let result = try XCTUnwrap(
        ExtendedFloat(text: left)?.adding(
          try XCTUnwrap(ExtendedFloat(text: right))
        )
      )
      XCTAssertEqual(result.text, sum, "\(left) + \(right)")
    }
  }

  func testWhatIsNoNumberIsRefused() {
    for text: RedisBytes in ["", " 1", "1 ", "abc", "nan", "1e", "--1", "1.2.3", "0x", "1e5000"] {
      XCTAssertNil(ExtendedFloat(text: text), "\(text)")
    }
  }

  func testInfinityIsRead_ButNoSum() throws {
    let infinity = try XCTUnwrap(ExtendedFloat(text: "inf"))
    XCTAssertNil(infinity.adding(.zero))
  }

  #if arch(x86_64) && !os(Windows) && !os(Android)
    func testItAgreesWithTheProcessorsOwn() throws {
      var random = EngineProbe().engine.random
      for _ in 0..<2000 {
        let left = "\(Double.random(in: -1e6...1e6, using: &random))"
        let right = "\(Double.random(in: -10...10, using: &random))"
        let ours = try XCTUnwrap(
          ExtendedFloat(text: RedisBytes(left))?.adding(
            try XCTUnwrap(ExtendedFloat(text: RedisBytes(right)))
          )
        )
        let expected = try XCTUnwrap(Float80(left)) + XCTUnwrap(Float80(right))
        let printed = try XCTUnwrap(Float80(ours.text.string))
        XCTAssertEqual(
          Double(printed),
          Double(expected),
          accuracy: 1e-11,
          "\(left) + \(right)"
        )
      }
    }
  #endif
}
