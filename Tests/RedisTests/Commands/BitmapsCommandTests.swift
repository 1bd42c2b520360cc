import XCTest

@testable import Redis

/// Replies that a real server of version 7.0 gave to the same commands.
final class BitmapsCommandTests: XCTestCase {
  func testBitsAreSetCountedAndFound() {
    let redis = EngineProbe()
    let script = [
      ("SETBIT k 7 1", "0"), ("SETBIT k 7 1", "1"), ("GETBIT k 7", "1"), ("GETBIT k 100", "0"),
      ("SETBIT k 100 1", "0"), ("STRLEN k", "13"), ("BITCOUNT k", "2"), ("BITCOUNT k 0 0", "1"),
      ("BITCOUNT k 8 -1 BIT", "1"), ("BITPOS k 1", "7"), ("BITPOS k 1 1", "100"),
      ("BITPOS k 0", "0"), ("BITPOS k 1 8 50 BIT", "-1"), ("BITOP NOT n k", "13"),
      ("BITCOUNT n", "102"), ("BITOP AND e k n", "13"), ("BITCOUNT e", "0"),
      ("SETBIT k -1 1", "(error) ERR bit offset is not an integer or out of range"),
      ("SETBIT k 1 2", "(error) ERR bit is not an integer or out of range"),
    ]
    for (command, reply) in script { XCTAssertEqual(redis.run(command), reply, command) }
  }

  func testFieldsWrapSaturateAndFail() {
    let redis = EngineProbe()
    let script = [
      ("BITFIELD k SET u8 0 255 GET u4 #1 GET i8 0", "[0, 15, -1]"),
      ("BITFIELD k INCRBY u8 0 10", "[9]"), ("BITFIELD k OVERFLOW SAT INCRBY u8 0 1000", "[255]"),
      ("BITFIELD k OVERFLOW FAIL INCRBY u8 0 1", "[nil]"), ("BITFIELD k GET u8 0", "[255]"),
      ("BITFIELD k OVERFLOW SAT SET i8 8 -1000", "[0]"), ("BITFIELD_RO k GET i8 8", "[-128]"),
      ("BITFIELD_RO k SET i8 8 1", "(error) ERR BITFIELD_RO only supports the GET subcommand"),
    ]
    for (command, reply) in script { XCTAssertEqual(redis.run(command), reply, command) }
  }
}
