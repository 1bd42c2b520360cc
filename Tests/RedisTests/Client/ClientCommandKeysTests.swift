import XCTest

@testable import Redis

/// What the client knows of commands: where their keys are, and how long they wait.
final class ClientCommandKeysTests: XCTestCase {
  private func command(_ text: String) -> RedisCommand {
    RedisCommand(
      text.split(separator: " ", omittingEmptySubsequences: false).map { RedisBytes($0) }
    )
  }

  func testTheKeysOfACommandAreFound() {
    let cases: [(String, keys: [RedisBytes])] = [
      ("GET a", ["a"]), ("get a", ["a"]), ("gEt a", ["a"]),
      ("PING", []), ("NOSUCH a b", []),
      ("MGET a b c", ["a", "b", "c"]),
      ("MSET a 1 b 2", ["a", "b"]), ("MSET a 1 b", ["a", "b"]),
      ("BLPOP a b 0", ["a", "b"]),
      ("RENAME a b", ["a", "b"]), ("BLMOVE a b LEFT RIGHT 0", ["a", "b"]),
      ("BITOP AND d a b", ["d", "a", "b"]),
      ("OBJECT ENCODING a", ["a"]), ("object encoding a", ["a"]), ("OBJECT HELP", []),
      ("XINFO STREAM s FULL", ["s"]), ("XGROUP CREATE s g $", ["s"]), ("MEMORY USAGE a", ["a"]),
      ("ZUNIONSTORE d 2 a b WEIGHTS 1 2", ["d", "a", "b"]),
      ("ZUNION 2 a b WITHSCORES", ["a", "b"]),
      ("ZUNION 3 a b", []), ("ZUNION x a b", []), ("ZUNION -1 a b", []),
      ("EVALSHA abc 2 a b x y", ["a", "b"]), ("FCALL f 0 x", []),
      ("BLMPOP 0 2 a b LEFT", ["a", "b"]), ("LMPOP 1 a LEFT", ["a"]),
      ("XREAD COUNT 2 BLOCK 0 STREAMS s t 0 0", ["s", "t"]),
      ("XREADGROUP GROUP g c STREAMS s >", ["s"]), ("XREAD STREAMS", []),
      ("SORT a BY w_* GET # STORE d", ["a", "d"]), ("SORT a STORE", ["a"]), ("SORT", []),
      ("GEORADIUS g 1 2 3 km STOREDIST d", ["g", "d"]),
      ("MIGRATE h 1 a 0 10", ["a"]), ("MIGRATE h 1  0 10 KEYS a b", ["a", "b"]),
      ("GET", []), ("MGET", []), ("EVAL", []), ("OBJECT", []),
    ]
    for (text, keys) in cases {
      let command = command(text)
      XCTAssertEqual(command.keys(CommandTraits.of(command.arguments)), keys, text)
    }
  }

  func testACommandThatWaitsSaysForHowLong() {
    let cases: [(String, wait: Duration??)] = [
      ("GET a", nil),
      ("BLPOP a 1.5", .seconds(1.5)), ("BLPOP a 0", .some(nil)), ("blpop a b 2", .seconds(2)),
      ("BLMPOP 3 1 a LEFT", .seconds(3)), ("BLMOVE a b LEFT LEFT 4", .seconds(4)),
      ("XREAD BLOCK 250 STREAMS s $", .milliseconds(250)), ("XREAD STREAMS s 0", nil),
      ("XREADGROUP GROUP g c block 0 STREAMS s >", .some(nil)),
      ("WAIT 1 100", .milliseconds(100)),
    ]
    for (text, wait) in cases {
      let command = command(text)
      let found = CommandTraits.of(command.arguments).wait(in: command.arguments)
      XCTAssertEqual(found, wait, text)
    }
  }

  func testKeysBelongToSlotsByTheirTags() {
    let cases: [(RedisBytes, sameAs: RedisBytes)] = [
      ("{user:7}:cart", "user:7"), ("a{b}c", "b"), ("a{b}{c}", "b"), ("{a}b}", "a"),
      ("a{{b}c", "{b"),
    ]
    for (key, tag) in cases {
      XCTAssertEqual(ClusterSlot.of(key), ClusterSlot.of(tag), "\(key)")
    }
    let known: [(RedisBytes, Int)] = [
      ("123456789", 12739), ("foo", 12182), ("bar", 5061), ("hello", 866), ("", 0),
      ("foo{}{bar}", 8363), ("{}", 15257),
    ]
    for (key, slot) in known { XCTAssertEqual(ClusterSlot.of(key), slot, "\(key)") }
  }
}
