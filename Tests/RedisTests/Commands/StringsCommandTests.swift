import XCTest

@testable import Redis

/// Replies that a real server of version 7.0 gave to the same commands.
final class StringsCommandTests: XCTestCase {
  private func check(
    _ script: [(String, String)],
    file: StaticString = #filePath,
    line: UInt = #line
  ) {
    let redis = EngineProbe()
    for (command, reply) in script {
      XCTAssertEqual(redis.run(command), reply, command, file: file, line: line)
    }
  }

  func testSetHasItsConditions() {
    check([
      ("SET k a XX", "nil"), ("SET k a NX", "OK"), ("SET k b NX", "nil"),
      ("SET k b NX GET", "\"a\""), ("SET k c XX GET", "\"a\""), ("GET k", "\"c\""),
      ("SET k d NX XX", "(error) ERR syntax error"),
      ("SET k d EX 0", "(error) ERR invalid expire time in 'set' command"),
      ("SET k d EX x", "(error) ERR value is not an integer or out of range"),
      ("SET k d EX 10 PX 10", "(error) ERR syntax error"),
      ("SET k d EX 10 KEEPTTL", "(error) ERR syntax error"),
    ])
  }

  func testNumbersAreStrict() {
    check([
      ("INCR n", "1"), ("INCRBY n 41", "42"), ("DECRBY n 2", "40"), ("SET n 007", "OK"),
      ("INCR n", "(error) ERR value is not an integer or out of range"),
      ("SET n 9223372036854775807", "OK"),
      ("INCR n", "(error) ERR increment or decrement would overflow"),
      ("DECRBY n -9223372036854775808", "(error) ERR decrement would overflow"),
      ("INCRBYFLOAT f 0.1", "\"0.1\""), ("INCRBYFLOAT f 0.2", "\"0.3\""),
      ("INCRBYFLOAT f x", "(error) ERR value is not a valid float"),
    ])
  }

  func testEncodingsTellHowAStringCameAbout() {
    check([
      ("SET k 12345", "OK"), ("OBJECT ENCODING k", "\"int\""), ("APPEND k 6", "6"),
      ("OBJECT ENCODING k", "\"raw\""), ("INCR k", "123457"), ("OBJECT ENCODING k", "\"int\""),
      ("SET k text", "OK"), ("OBJECT ENCODING k", "\"embstr\""), ("SETRANGE k 0 T", "4"),
      ("OBJECT ENCODING k", "\"raw\""), ("SET k \(String(repeating: "x", count: 45))", "OK"),
      ("OBJECT ENCODING k", "\"raw\""),
    ])
  }

  func testRangesCountFromEitherEnd() {
    check([
      ("SET k hello", "OK"), ("GETRANGE k 1 3", "\"ell\""), ("GETRANGE k -3 -1", "\"llo\""),
      ("GETRANGE k -1 -3", "\"\""), ("GETRANGE k 0 -1", "\"hello\""),
      ("GETRANGE k 3 100", "\"lo\""),
      ("SETRANGE k -1 x", "(error) ERR offset is out of range"), ("SETRANGE new 2 x", "3"),
      ("STRLEN new", "3"),
    ])
  }

  func testTheLongestCommonSubsequenceIsFound() {
    check([
      ("MSET a ohmytext b mynewtext", "OK"), ("LCS a b", "\"mytext\""), ("LCS a b LEN", "6"),
      (
        "LCS a b IDX MINMATCHLEN 4 WITHMATCHLEN",
        "[\"matches\", [[[4, 7], [5, 8], 4]], \"len\", 6]"
      ),
    ])
  }

  func testWrongCallsAreRefusedInRedisWords() {
    check([
      ("GET", "(error) ERR wrong number of arguments for 'get' command"),
      ("MSET a", "(error) ERR wrong number of arguments for 'mset' command"),
      (
        "NOSUCH a b",
        "(error) ERR unknown command 'NOSUCH', with args beginning with: 'a' 'b' "
      ),
      ("OBJECT NOSUCH k", "(error) ERR unknown subcommand 'NOSUCH'. Try OBJECT HELP."),
    ])
  }
}
