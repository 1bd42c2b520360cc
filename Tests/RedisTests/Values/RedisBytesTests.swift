import Lab
import XCTest

@testable import Redis

final class RedisBytesTests: XCTestCase {
  func testBytesOfEveryLengthComeBackAndAreEqualByContent() {
    for length in 0...70 {
      let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ 200) }
      let fromArray = RedisBytes(bytes)
      let fromBuffer = bytes.withUnsafeBytes { RedisBytes(copying: $0) }
      XCTAssertEqual(fromArray.bytes, bytes)
      XCTAssertEqual(fromArray.count, length)
      XCTAssertEqual(Array(fromArray), bytes)
      XCTAssertEqual(fromArray, fromBuffer)
      XCTAssertEqual(fromArray.hashValue, fromBuffer.hashValue)
      for position in bytes.indices {
        var other = bytes
        other[position] ^= 0x80
        XCTAssertNotEqual(RedisBytes(other), fromArray, "byte \(position) of \(length)")
      }
    }
  }

  func testTrailingZeroBytesCount() {
    XCTAssertNotEqual(RedisBytes([1]), RedisBytes([1, 0]))
    XCTAssertLessThan(RedisBytes([1]), RedisBytes([1, 0]))
    XCTAssertNotEqual(RedisBytes([0]), RedisBytes())
  }

  func testOrderIsThatOfTheBytes() {
    let seed: UInt64 = 11
    var random = SplitMix64(seed: seed)
    for _ in 0..<20_000 {
      let left = (0..<Int.random(in: 0...20, using: &random)).map { _ in
        UInt8.random(in: 0...2, using: &random) &* 127
      }
      var right = left.prefix(Int.random(in: 0...20, using: &random)).map { $0 }
      while Bool.random(using: &random) { right.append(UInt8.random(in: 0...255, using: &random)) }
      XCTAssertEqual(
        RedisBytes(left) < RedisBytes(right),
        left.lexicographicallyPrecedes(right),
        "\(left) and \(right), seed \(seed)"
      )
      XCTAssertEqual(RedisBytes(left) == RedisBytes(right), left == right)
    }
  }

  func testTextGoesInAndComesOutAsUTF8() {
    let name = "Grüße"
    let key: RedisBytes = "user:\(name)"
    XCTAssertEqual(key.bytes, Array("user:Grüße".utf8))
    XCTAssertEqual("\(key)", "user:Grüße")
    XCTAssertEqual(RedisBytes("a long text".suffix(4)), "text")
    XCTAssertEqual(RedisBytes([0xFF, 0x41]).string, "\u{FFFD}A")
  }

  func testModifyingCrossesBetweenShortAndLong() {
    var bytes: RedisBytes = "0123456789"
    bytes.append("abcdef")
    XCTAssertEqual(bytes, "0123456789abcdef")
    bytes.modify { $0.removeLast(13) }
    XCTAssertEqual(bytes, "012")
    XCTAssertEqual(bytes.hashValue, RedisBytes("012").hashValue)
  }

  func testModifyingALongOneThatNobodyElseHoldsKeepsItsMemory() {
    var bytes = RedisBytes([UInt8](repeating: 7, count: 100))
    let before = bytes.withUnsafeBytes { $0.baseAddress }
    bytes.modify { $0[3] = 8 }
    XCTAssertEqual(bytes.withUnsafeBytes { $0.baseAddress }, before)
    XCTAssertEqual(bytes[3], 8)
  }

  func testACopyDoesNotChangeWithTheOriginal() {
    var bytes = RedisBytes([UInt8](repeating: 7, count: 100))
    let copy = bytes
    bytes.modify { $0[3] = 8 }
    XCTAssertEqual(copy[3], 7)
  }

  func testItIsTwoWords() {
    XCTAssertEqual(MemoryLayout<RedisBytes>.size, 16)
  }

  func testIntegersAreReadAsStrictlyAsRedisDoes() {
    let cases: [(RedisBytes, Int?)] = [
      ("0", 0), ("7", 7), ("-7", -7), ("10", 10),
      ("9223372036854775807", .max), ("-9223372036854775808", .min),
      ("9223372036854775808", nil), ("-9223372036854775809", nil),
      ("99999999999999999999", nil), ("18446744073709551616", nil),
      ("", nil), ("-", nil), ("-0", nil), ("+1", nil), ("01", nil), ("-01", nil), (" 1", nil),
      ("1 ", nil), ("1.0", nil), ("1e3", nil), ("x", nil), ("--1", nil), ("1-", nil),
    ]
    for (bytes, expected) in cases { XCTAssertEqual(bytes.integer, expected, "\(bytes)") }
  }

  func testIntegersOfEveryLengthAreWrittenAndReadBack() {
    var magnitude = 1
    for _ in 0..<18 {
      for number in [magnitude - 1, magnitude, -magnitude, magnitude + 1, magnitude * 9] {
        XCTAssertEqual(RedisBytes(number).string, String(number))
        XCTAssertEqual(RedisBytes(number).integer, number)
      }
      magnitude *= 10
    }
    XCTAssertEqual(RedisBytes(Int.min).string, String(Int.min))
    XCTAssertEqual(RedisBytes(Int.max).string, String(Int.max))
  }

  /// The figures are what Redis 7.0.15 answered to `ZADD z NUMBER m` and `ZSCORE z m`.
  func testDoublesArePrintedAsRedisDoes() {
    let cases: [(Double, String)] = [
      (3, "3"), (-3, "-3"), (0, "0"), (3.1, "3.1000000000000001"), (0.1, "0.10000000000000001"),
      (1e16, "10000000000000000"), (1e17, "1e+17"), (1e20, "1e+20"),
      (1.2345678901234568e17, "1.2345678901234568e+17"), (1e-5, "1.0000000000000001e-05"),
      (1_234_567.891, "1234567.8910000001"), (0.0001, "0.0001"),
      (.greatestFiniteMagnitude, "1.7976931348623157e+308"),
      (.leastNonzeroMagnitude, "4.9406564584124654e-324"),
      (.infinity, "inf"), (-.infinity, "-inf"), (-0.0, "-0"), (.nan, "nan"), (-.nan, "-nan"),
    ]
    for (number, expected) in cases { XCTAssertEqual(RedisBytes(number).string, expected) }
  }
}
