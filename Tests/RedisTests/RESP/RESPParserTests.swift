import XCTest

@testable import Redis

final class RESPParserTests: XCTestCase {
  private func values(_ text: String, limits: RESPLimits = RESPLimits()) throws -> [RESPValue] {
    var parser = RESPParser(limits: limits)
    parser.append(text.utf8)
    var result: [RESPValue] = []
    while let value = try parser.next() { result.append(value) }
    return result
  }

  private let cases: [(String, RESPValue)] = [
    ("+OK\r\n", .ok), ("+\r\n", .simple("")),
    ("-ERR syntax error\r\n", .error(.syntax)),
    ("-WRONGTYPE a b\r\n", .error(RedisError(code: "WRONGTYPE", "a b"))),
    (":7\r\n", .integer(7)), (":-7\r\n", .integer(-7)), (":+7\r\n", .integer(7)),
    (":9223372036854775807\r\n", .integer(.max)), (":-9223372036854775808\r\n", .integer(.min)),
    ("$5\r\nhello\r\n", .bulk("hello")), ("$0\r\n\r\n", .bulk("")),
    ("$2\r\n\r\n\r\n", .bulk("\r\n")),
    ("$-1\r\n", .null), ("*-1\r\n", .nullArray), ("*0\r\n", .array([])),
    ("*2\r\n:1\r\n*1\r\n$-1\r\n", .array([.integer(1), .array([.null])])),
    ("_\r\n", .null), ("#t\r\n", .boolean(true)), ("#f\r\n", .boolean(false)),
    (",3\r\n", .double(3)), (",3.1\r\n", .double(3.1)), (",-1e-5\r\n", .double(-1e-5)),
    (",inf\r\n", .double(.infinity)), (",-inf\r\n", .double(-.infinity)),
    ("(-123456789012345678901234567890\r\n", .bigNumber("-123456789012345678901234567890")),
    ("!8\r\nERR a\r\nb\r\n", .error(RedisError("a\r\nb"))),
    ("=7\r\ntxt:a\nb\r\n", .verbatim(format: "txt", "a\nb")),
    (
      "%2\r\n+a\r\n:1\r\n+b\r\n*0\r\n",
      .map([
        RESPPair(.simple("a"), .integer(1)), RESPPair(.simple("b"), .array([])),
      ])
    ),
    ("~2\r\n:1\r\n:2\r\n", .set([.integer(1), .integer(2)])), ("%0\r\n", .map([])),
    (">2\r\n+message\r\n+a\r\n", .push([.simple("message"), .simple("a")])),
    ("|1\r\n+ttl\r\n:3\r\n:7\r\n", .integer(7)), ("|0\r\n:7\r\n", .integer(7)),
    ("*2\r\n:1\r\n|1\r\n+a\r\n*1\r\n:9\r\n:2\r\n", .array([.integer(1), .integer(2)])),
  ]

  func testEveryKindIsReadHoweverItsBytesAreSplit() throws {
    for (text, expected) in cases {
      XCTAssertEqual(try values(text), [expected], text.debugDescription)
      let bytes = Array(text.utf8)
      for cut in bytes.indices {
        var parser = RESPParser()
        parser.append(bytes[..<cut])
        XCTAssertNil(try parser.next(), "\(text.debugDescription) cut at \(cut)")
        parser.append(bytes[cut...])
        XCTAssertEqual(try parser.next(), expected, "\(text.debugDescription) cut at \(cut)")
        XCTAssertNil(try parser.next())
      }
    }
    XCTAssertEqual(try values(cases.map(\.0).joined()), cases.map(\.1))
  }

  func testNaNIsRead() throws {
    for text in [",nan\r\n", ",-nan\r\n"] {
      guard case .double(let number)? = try values(text).first else {
        return XCTFail("\(text.debugDescription) is a double")
      }
      XCTAssertTrue(number.isNaN)
    }
  }

  func testWhatIsNotRESPIsRefused() {
    let cases = [
      ":\r\n", ":abc\r\n", ":9223372036854775808\r\n", ":-9223372036854775809\r\n", ":+-1\r\n",
      ":-0\r\n", ":1 \r\n", "$-2\r\n", "$x\r\n", "$+1\r\n", "$01\r\n", "$99999999999999999999\r\n",
      "$536870913\r\n", "$1\r\nabc\r\n", "*-2\r\n", "*x\r\n", "~-1\r\n", "%-1\r\n", "=-1\r\n",
      "!-1\r\n", "=3\r\ntxt\r\n", "=4\r\ntxt.\r\n", "#x\r\n", "#\r\n", "#tt\r\n", "_x\r\n", ",\r\n",
      ",0x10\r\n", ",nano\r\n", ",infinity\r\n", ", 1\r\n", "(\r\n", "(-\r\n", "(1x\r\n",
      "hello\r\n", "\r\n", "+a\rb\r\n", "*9223372036854775807\r\n", "%9223372036854775807\r\n",
      "|4611686018427387904\r\n",
    ]
    for text in cases {
      XCTAssertThrowsError(try values(text), text.debugDescription) {
        XCTAssertTrue($0 is RESPProtocolError)
      }
    }
  }

  func testStreamedTypesAreRefusedByName() {
    for text in ["$?\r\n", "*?\r\n", "%?\r\n", "~?\r\n", ";4\r\n", ".\r\n"] {
      XCTAssertThrowsError(try values(text), text.debugDescription) {
        XCTAssertEqual("\($0)", "Protocol error: streamed types are not supported")
      }
    }
  }

  func testNestingIsLimited() throws {
    let deep = String(repeating: "*1\r\n", count: 128)
    XCTAssertEqual(try values(deep + ":1\r\n").count, 1)
    XCTAssertThrowsError(try values("*1\r\n" + deep))
    XCTAssertThrowsError(try values(String(repeating: "*1\r\n", count: 100_000)))
    XCTAssertThrowsError(try values(String(repeating: "|1\r\n", count: 100_000)))
  }

  func testTheNumberOfValuesIsLimitedHoweverTheyAreNested() {
    var limits = RESPLimits()
    limits.elementCount = 10
    XCTAssertNoThrow(try values("*10\r\n", limits: limits))
    XCTAssertNoThrow(try values("*2\r\n:1\r\n*8\r\n", limits: limits))
    XCTAssertThrowsError(try values("*2\r\n:1\r\n*9\r\n", limits: limits))
    XCTAssertThrowsError(try values("%6\r\n", limits: limits))
    let two = "*8\r\n" + String(repeating: ":1\r\n", count: 8)
    XCTAssertEqual(try values(two + two, limits: limits).count, 2, "the count begins anew")
  }

  func testALineIsLimited() {
    XCTAssertThrowsError(try values("+" + String(repeating: "a", count: 70_000)))
  }

  func testALongStringIsTakenAsItComes() throws {
    let text = String(repeating: "v", count: 100_000)
    var parser = RESPParser()
    parser.append("*2\r\n$100000\r\n".utf8)
    for start in stride(from: 0, to: 100_000, by: 7_000) {
      parser.append(text.utf8.dropFirst(start).prefix(7_000))
      XCTAssertNil(try parser.next())
    }
    parser.append("\r\n:1\r\n".utf8)
    XCTAssertEqual(try parser.next(), .array([.bulk(RedisBytes(text)), .integer(1)]))
  }
}
