import XCTest

@testable import Redis

/// The replies of the commands of sets, as redis-server 7.0.15 gave them.
final class SetsCommandTests: XCTestCase {
  func testMembers() {
    expect([
      ("SADD s 3 1 2 1", ":3 "),
      ("SMEMBERS s", "*3 $1 1 $1 2 $1 3 "),
      ("SADD s 3", ":0 "),
      ("SCARD s", ":3 "),
      ("SISMEMBER s 1", ":1 "),
      ("SISMEMBER s 9", ":0 "),
      ("SMISMEMBER s 1 9", "*2 :1 :0 "),
      ("SMISMEMBER none 1", "*1 :0 "),
      ("SREM s 1 9", ":1 "),
      ("SMOVE s t 2", ":1 "),
      ("SMOVE s t 2", ":0 "),
      ("SMOVE none t 2", ":0 "),
      ("SMOVE t t 2", ":1 "),
      ("SMEMBERS t", "*1 $1 2 "),
      ("SMOVE s t 3", ":1 "),
      ("EXISTS s", ":0 "),
      ("SET x 1", "+OK "),
      ("SMOVE none x 2", ":0 "),
      ("SMOVE t x 2", "-WRONGTYPE Operation against a key holding the wrong kind of value "),
      ("SADD x 1", "-WRONGTYPE Operation against a key holding the wrong kind of value "),
      ("OBJECT ENCODING t", "$6 intset "),
      ("SADD t a", ":1 "),
      ("OBJECT ENCODING t", "$9 hashtable "),
    ])
  }

  func testCombining() {
    expect([
      ("SADD a 1 2 3 4", ":4 "),
      ("SADD b 3 4 5", ":3 "),
      ("SINTER a b", "*2 $1 3 $1 4 "),
      ("SUNION a b", "*5 $1 1 $1 2 $1 3 $1 4 $1 5 "),
      ("SDIFF a b", "*2 $1 1 $1 2 "),
      ("SDIFF none a", "*0 "),
      ("SINTER a none", "*0 "),
      ("SINTERCARD 2 a b", ":2 "),
      ("SINTERCARD 2 a b LIMIT 1", ":1 "),
      ("SINTERCARD 2 a b LIMIT -1", "-ERR LIMIT can't be negative "),
      ("SINTERCARD 0 a", "-ERR numkeys should be greater than 0 "),
      ("SINTERCARD 3 a b", "-ERR Number of keys can't be greater than number of args "),
      ("SINTERCARD 1 a b", "-ERR syntax error "),
      ("SINTERSTORE c a b", ":2 "),
      ("SMEMBERS c", "*2 $1 3 $1 4 "),
      ("SUNIONSTORE c a b", ":5 "),
      ("SDIFFSTORE c a b", ":2 "),
      ("SMEMBERS c", "*2 $1 1 $1 2 "),
      ("SDIFFSTORE c a a", ":0 "),
      ("EXISTS c", ":0 "),
      ("SET x 1", "+OK "),
      ("SINTER none x", "-WRONGTYPE Operation against a key holding the wrong kind of value "),
      ("SUNIONSTORE c a x", "-WRONGTYPE Operation against a key holding the wrong kind of value "),
      ("SUNIONSTORE x a", ":4 "),
      ("TYPE x", "+set "),
    ])
  }

  func testDrawing() {
    expect([
      ("SADD a 1 2 3", ":3 "),
      ("SRANDMEMBER a 5", "*3 $1 1 $1 2 $1 3 "),
      ("SRANDMEMBER a 0", "*0 "),
      ("SRANDMEMBER none", "$-1 "),
      ("SRANDMEMBER none 2", "*0 "),
      ("SRANDMEMBER a x", "-ERR value is not an integer or out of range "),
      ("SRANDMEMBER a 1 2", "-ERR syntax error "),
      ("SPOP none", "$-1 "),
      ("SPOP none 2", "*0 "),
      ("SPOP a 0", "*0 "),
      ("SPOP a -1", "-ERR value is out of range, must be positive "),
      ("SPOP a 1 2", "-ERR syntax error "),
      ("SPOP a 3", "*3 $1 1 $1 2 $1 3 "),
      ("EXISTS a", ":0 "),
      ("SADD a 7", ":1 "),
      ("SPOP a", "$1 7 "),
      ("EXISTS a", ":0 "),
    ])
  }

  func testRepliesOfRESP3() {
    expect(
      [
        ("SADD a 1 2", ":2 "),
        ("SMEMBERS a", "~2 $1 1 $1 2 "),
        ("SMEMBERS none", "~0 "),
        ("SINTER a", "~2 $1 1 $1 2 "),
        ("SINTER none", "~0 "),
        ("SRANDMEMBER a 5", "*2 $1 1 $1 2 "),
        ("SPOP none", "_ "),
        ("SPOP none 2", "~0 "),
        ("SPOP a 2", "~2 $1 1 $1 2 "),
        ("SSCAN none 0", "*2 $1 0 *0 "),
        ("SMISMEMBER none a b", "*2 :0 :0 "),
      ],
      version: .three
    )
  }
}
