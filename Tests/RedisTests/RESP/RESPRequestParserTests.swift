import XCTest

@testable import Redis

final class RESPRequestParserTests: XCTestCase {
  /// Reads requests from input that arrives in pieces, as a server does.
  private func requests(
    _ pieces: [[UInt8]],
    limits: RESPLimits = RESPLimits(),
    authenticated: Bool = true
  ) throws -> [[String]] {
    var parser = RESPRequestParser(limits: limits)
    parser.isAuthenticated = authenticated
    var waiting: [UInt8] = []
    var result: [[String]] = []
    for piece in pieces {
      waiting += piece
      let rest = try waiting.withUnsafeBytes { buffer in
        var input = buffer
        while try parser.next(&input) { result.append(parser.arguments.map(\.string)) }
        return input.count
      }
      waiting.removeFirst(waiting.count - rest)
    }
    return result
  }

  private func requests(_ text: String, authenticated: Bool = true) throws -> [[String]] {
    try requests([Array(text.utf8)], authenticated: authenticated)
  }

  private func error(
    _ text: String,
    limits: RESPLimits = RESPLimits(),
    authenticated: Bool = true
  ) -> String? {
    do {
      _ = try requests([Array(text.utf8)], limits: limits, authenticated: authenticated)
      return nil
    } catch {
      return "\(error)"
    }
  }

  func testRequestsAreTheSameHoweverTheirBytesAreSplit() throws {
    let long = String(repeating: "v", count: 40)
    let text =
      "*1\r\n$4\r\nPING\r\n*3\r\n$3\r\nSET\r\n$0\r\n\r\n$40\r\n\(long)\r\nGET 'a b'\r\n"
      + "*0\r\n*-1\r\n\r\n*2\r\n$3\r\nGET\r\n$2\r\n\r\n\r\n"
    let expected = [["PING"], ["SET", "", long], ["GET", "a b"], ["GET", "\r\n"]]
    let bytes = Array(text.utf8)
    XCTAssertEqual(try requests([bytes]), expected)
    XCTAssertEqual(try requests(bytes.map { [$0] }), expected)
    for cut in bytes.indices {
      let pieces = [Array(bytes[..<cut]), Array(bytes[cut...])]
      XCTAssertEqual(try requests(pieces), expected, "cut at \(cut)")
    }
  }

  /// What Redis 7.0.15 answered to each of these.
  func testWhatRedisRefusesIsRefusedInItsWords() {
    let count = "Protocol error: invalid multibulk length"
    let length = "Protocol error: invalid bulk length"
    let cases: [(String, String?)] = [
      ("*abc\r\n", count), ("*\r\n", count), ("*+1\r\n", count), ("*01\r\n", count),
      ("*-0\r\n", count), ("* 1\r\n", count), ("*1\n$4\r\n", count), ("*2147483648\r\n", count),
      ("*99999999999999999999\r\n", count), ("*2147483647\r\n", nil),
      ("*-5\r\n", nil), ("*-9223372036854775808\r\n", nil),
      ("*1\r\nPING\r\n", "Protocol error: expected '$', got 'P'"),
      ("*1\r\n:4\r\n", "Protocol error: expected '$', got ':'"),
      ("*1\r\n\r\n", "Protocol error: expected '$', got ' '"),
      ("*1\r\n$-1\r\n", length), ("*1\r\n$+4\r\n", length), ("*1\r\n$04\r\n", length),
      ("*1\r\n$abc\r\n", length), ("*1\r\n$\r\n", length), ("*1\r\n$536870913\r\n", length),
      ("*1\r\n$99999999999999999999\r\n", length), ("*1\r\n$536870912\r\n", nil),
      ("echo \"a\"b\r\n", "Protocol error: unbalanced quotes in request"),
      ("echo 'a'b\r\n", "Protocol error: unbalanced quotes in request"),
      ("echo \"a\r\n", "Protocol error: unbalanced quotes in request"),
      ("echo 'a\r\n", "Protocol error: unbalanced quotes in request"),
      ("*" + String(repeating: "1", count: 70_000), "Protocol error: too big mbulk count string"),
      (
        "*1\r\n$" + String(repeating: "1", count: 70_000),
        "Protocol error: too big bulk count string"
      ),
      (String(repeating: "a", count: 70_000), "Protocol error: too big inline request"),
    ]
    for (text, expected) in cases { XCTAssertEqual(error(text), expected, text.debugDescription) }
  }

  func testBeforeThePasswordOnlyShortRequestsAreRead() {
    let cases: [(String, String?)] = [
      ("*10\r\n", nil), ("*11\r\n", "Protocol error: unauthenticated multibulk length"),
      ("*1048577\r\n", "Protocol error: unauthenticated multibulk length"),
      ("*1\r\n$16384\r\n", nil),
      ("*1\r\n$16385\r\n", "Protocol error: unauthenticated bulk length"),
    ]
    for (text, expected) in cases {
      XCTAssertEqual(error(text, authenticated: false), expected, text.debugDescription)
    }
  }

  /// What Redis 7.0.15 understood.
  func testInlineRequestsAreSplitAsRedisDoes() throws {
    let cases: [(String, [String])] = [
      ("PING\n", ["PING"]), ("  PING  \r\n", ["PING"]), ("PING\r\r\n", ["PING"]),
      ("PING\rPING\r\n", ["PING", "PING"]), ("echo a\tb\r\n", ["echo", "a", "b"]),
      ("ec\tho\u{0B}x\r\n", ["ec", "ho\u{0B}x"]),
      (#"ping "hello\x41\n\"" "# + "\r\n", ["ping", "helloA\n\""]),
      (#"echo 'it\'s'"# + "\r\n", ["echo", "it's"]),
      (#"echo 'it\n'"# + "\r\n", ["echo", #"it\n"#]),
      (#"echo a"b""# + "\r\n", ["echo", "ab"]), (#"echo "\xzz""# + "\r\n", ["echo", "xzz"]),
      (#"echo "\q\t\b\a\r""# + "\r\n", ["echo", "q\t\u{08}\u{07}\r"]),
      (#"echo """# + "\r\n", ["echo", ""]), ("echo ''\r\n", ["echo", ""]), ("\"\"\r\n", [""]),
      ("+PING\r\n", ["+PING"]), ("$4\r\n", ["$4"]),
    ]
    for (text, expected) in cases {
      XCTAssertEqual(try requests(text), [expected], text.debugDescription)
    }
    XCTAssertEqual(try requests("\r\n\r\n  \r\nPING\r\n"), [["PING"]])
    XCTAssertEqual(try requests("echo a\0b\r\n"), [], "a zero byte hides the line's end")
  }

  func testALongStringIsTakenAsItComes() throws {
    var parser = RESPRequestParser()
    let piece = [UInt8](repeating: 5, count: 10_000)
    func feed(_ bytes: [UInt8]) throws -> (complete: Bool, rest: Int) {
      try bytes.withUnsafeBytes { buffer in
        var input = buffer
        return (try parser.next(&input), input.count)
      }
    }
    XCTAssertTrue(try feed(Array("*2\r\n$3\r\nSET\r\n$20000\r\n".utf8)) == (false, 0))
    XCTAssertTrue(try feed(piece) == (false, 0), "nothing is left for the caller to keep")
    XCTAssertTrue(try feed(piece) == (false, 0))
    XCTAssertTrue(try feed([13]) == (false, 1), "the end of a string comes in one piece")
    XCTAssertTrue(try feed([13, 10, 42]) == (true, 1))
    XCTAssertEqual(parser.arguments, ["SET", RedisBytes(piece + piece)])
  }

  func testLimitsCanBeSet() {
    var limits = RESPLimits()
    limits.bulkLength = 10
    limits.argumentCount = 3
    XCTAssertNil(error("*3\r\n$10\r\n", limits: limits))
    XCTAssertEqual(error("*4\r\n", limits: limits), "Protocol error: invalid multibulk length")
    XCTAssertEqual(
      error("*1\r\n$11\r\n", limits: limits),
      "Protocol error: invalid bulk length"
    )
  }
}
