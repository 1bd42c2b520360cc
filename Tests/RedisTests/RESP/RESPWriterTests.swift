import XCTest

@testable import Redis

final class RESPWriterTests: XCTestCase {
  /// Each value with what Redis 7.0.15 sends for its like to a RESP2 and to a RESP3 client.
  private let cases: [(RESPValue, two: String, three: String)] = [
    (.ok, "+OK\r\n", "+OK\r\n"),
    (.error(.syntax), "-ERR syntax error\r\n", "-ERR syntax error\r\n"),
    (.integer(0), ":0\r\n", ":0\r\n"), (.integer(9), ":9\r\n", ":9\r\n"),
    (.integer(10), ":10\r\n", ":10\r\n"), (.integer(-1), ":-1\r\n", ":-1\r\n"),
    (.integer(.min), ":-9223372036854775808\r\n", ":-9223372036854775808\r\n"),
    (.bulk("Hello World"), "$11\r\nHello World\r\n", "$11\r\nHello World\r\n"),
    (.bulk(""), "$0\r\n\r\n", "$0\r\n\r\n"),
    (.null, "$-1\r\n", "_\r\n"), (.nullArray, "*-1\r\n", "_\r\n"),
    (.array([.integer(0), .null]), "*2\r\n:0\r\n$-1\r\n", "*2\r\n:0\r\n_\r\n"),
    (.double(3.141), "$5\r\n3.141\r\n", ",3.141\r\n"), (.double(3), "$1\r\n3\r\n", ",3\r\n"),
    (.double(3.1), "$18\r\n3.1000000000000001\r\n", ",3.1000000000000001\r\n"),
    (.double(-.infinity), "$4\r\n-inf\r\n", ",-inf\r\n"),
    (.boolean(true), ":1\r\n", "#t\r\n"), (.boolean(false), ":0\r\n", "#f\r\n"),
    (.bigNumber("1234567999"), "$10\r\n1234567999\r\n", "(1234567999\r\n"),
    (.verbatim(format: "txt", "a\nb"), "$3\r\na\nb\r\n", "=7\r\ntxt:a\nb\r\n"),
    (
      .map([RESPPair(.integer(0), .boolean(false)), RESPPair(.integer(1), .boolean(true))]),
      "*4\r\n:0\r\n:0\r\n:1\r\n:1\r\n", "%2\r\n:0\r\n#f\r\n:1\r\n#t\r\n"
    ),
    (.set([.integer(0), .integer(1)]), "*2\r\n:0\r\n:1\r\n", "~2\r\n:0\r\n:1\r\n"),
    (.push([.bulk("message")]), "*1\r\n$7\r\nmessage\r\n", ">1\r\n$7\r\nmessage\r\n"),
  ]

  private func text(_ value: RESPValue, _ version: RESPVersion) -> String {
    var writer = RESPWriter(version: version)
    writer.append(value)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  func testValuesAreLoweredForRESP2() {
    for (value, two, _) in cases { XCTAssertEqual(text(value, .two), two) }
  }

  func testValuesKeepTheirKindInRESP3() {
    for (value, _, three) in cases { XCTAssertEqual(text(value, .three), three) }
  }

  func testRESP3ComesBackAsItWas() throws {
    var writer = RESPWriter(version: .three)
    for (value, _, _) in cases { writer.append(value) }
    var parser = RESPParser()
    parser.append(writer.bytes)
    for (value, _, _) in cases {
      XCTAssertEqual(try parser.next(), value == .nullArray ? .null : value)
    }
  }

  func testALineBreakCannotEndAnErrorEarly() {
    XCTAssertEqual(text(.error(RedisError("a\r\n+OK")), .two), "-ERR a  +OK\r\n")
    XCTAssertEqual(text(.simple("a\nb"), .two), "+a b\r\n")
  }

  func testACommandIsAnArrayOfBulkStrings() {
    var writer = RESPWriter()
    writer.append(RedisCommand("SET", "k", 12, "EX", 1.5))
    XCTAssertEqual(
      String(decoding: writer.bytes, as: UTF8.self),
      "*5\r\n$3\r\nSET\r\n$1\r\nk\r\n$2\r\n12\r\n$2\r\nEX\r\n$3\r\n1.5\r\n"
    )
  }
}
