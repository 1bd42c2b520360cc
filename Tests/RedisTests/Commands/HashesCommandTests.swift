import XCTest

@testable import Redis

/// The replies of the commands of hashes, as redis-server 7.0.15 gave them.
final class HashesCommandTests: XCTestCase {
  func testSettingAndReading() {
    expect([
      ("HSET h a 1 b 2", ":2 "),
      ("HSET h a 3 c 4", ":1 "),
      ("HSET h a", "-ERR wrong number of arguments for 'hset' command "),
      ("HSET h a 1 b", "-ERR wrong number of arguments for 'hset' command "),
      ("HMSET h d 5", "+OK "),
      ("HMSET h d", "-ERR wrong number of arguments for 'hmset' command "),
      ("HSETNX h a 9", ":0 "),
      ("HSETNX h e 6", ":1 "),
      ("HGETALL h", "*10 $1 a $1 3 $1 b $1 2 $1 c $1 4 $1 d $1 5 $1 e $1 6 "),
      ("HKEYS h", "*5 $1 a $1 b $1 c $1 d $1 e "),
      ("HVALS h", "*5 $1 3 $1 2 $1 4 $1 5 $1 6 "),
      ("HGET h a", "$1 3 "),
      ("HGET h none", "$-1 "),
      ("HGET none a", "$-1 "),
      ("HMGET h a none c", "*3 $1 3 $-1 $1 4 "),
      ("HLEN h", ":5 "),
      ("HSTRLEN h a", ":1 "),
      ("HEXISTS h a", ":1 "),
      ("HEXISTS h none", ":0 "),
      ("HDEL h a none", ":1 "),
      ("HGETALL h", "*8 $1 b $1 2 $1 c $1 4 $1 d $1 5 $1 e $1 6 "),
      ("HDEL h b c d e", ":4 "),
      ("EXISTS h", ":0 "),
      ("HGETALL none", "*0 "),
      ("SET s x", "+OK "),
      ("HGET s a", "-WRONGTYPE Operation against a key holding the wrong kind of value "),
      ("OBJECT ENCODING h", "$-1 "),
    ])
  }

  func testRepliesOfRESP3() {
    expect(
      [
        ("HSET h a 1 b 2", ":2 "),
        ("HGETALL h", "%2 $1 a $1 1 $1 b $1 2 "),
        ("HGETALL none", "%0 "),
        ("HGET h none", "_ "),
        ("HMGET h a none", "*2 $1 1 _ "),
        ("HRANDFIELD none", "_ "),
        ("HRANDFIELD none 2", "*0 "),
        ("HRANDFIELD h 5 WITHVALUES", "*2 *2 $1 a $1 1 *2 $1 b $1 2 "),
        ("HSCAN h 0", "*2 $1 0 *4 $1 a $1 1 $1 b $1 2 "),
      ],
      version: .three
    )
  }

  func testCounting() {
    expect([
      ("HINCRBY h n 5", ":5 "),
      ("HINCRBY h n -7", ":-2 "),
      ("HINCRBY h n x", "-ERR value is not an integer or out of range "),
      ("HINCRBY h n 9223372036854775807", ":9223372036854775805 "),
      ("HINCRBY h n 9223372036854775807", "-ERR increment or decrement would overflow "),
      ("HSET h t text", ":1 "),
      ("HINCRBY h t 1", "-ERR hash value is not an integer "),
      ("HINCRBYFLOAT h t 1", "-ERR hash value is not a float "),
      ("HINCRBYFLOAT h f 0.1", "$3 0.1 "),
      ("HINCRBYFLOAT h f 0.2", "$3 0.3 "),
      ("HINCRBYFLOAT h f 1e20", "$21 100000000000000000000 "),
      ("HINCRBYFLOAT h f inf", "-ERR value is NaN or Infinity "),
      ("HINCRBYFLOAT h f x", "-ERR value is not a valid float "),
      ("HGETALL h", "*6 $1 n $19 9223372036854775805 $1 t $4 text $1 f $21 100000000000000000000 "),
    ])
  }

  func testRandomFieldsAndIteration() {
    expect([
      ("HSET h a 1 b 2", ":2 "),
      ("HRANDFIELD h 5", "*2 $1 a $1 b "),
      ("HRANDFIELD h 5 WITHVALUES", "*4 $1 a $1 1 $1 b $1 2 "),
      ("HRANDFIELD h 0", "*0 "),
      ("HRANDFIELD h x", "-ERR value is not an integer or out of range "),
      (
        "HRANDFIELD h -9223372036854775808",
        "-ERR value is out of range, value must between -9223372036854775807 and 9223372036854775807 "
      ),
      ("HRANDFIELD h -9223372036854775807 WITHVALUES", "-ERR value is out of range "),
      ("HRANDFIELD h 1 VALUES", "-ERR syntax error "),
      ("HSCAN h 0", "*2 $1 0 *4 $1 a $1 1 $1 b $1 2 "),
      ("HSCAN h 0 MATCH a*", "*2 $1 0 *2 $1 a $1 1 "),
      ("HSCAN h 0 COUNT 0", "-ERR syntax error "),
      ("HSCAN h x", "-ERR invalid cursor "),
      ("HSCAN h -1", "*2 $1 0 *4 $1 a $1 1 $1 b $1 2 "),
      ("HSCAN none 0 COUNT 0", "*2 $1 0 *0 "),
      ("HSCAN none 0", "*2 $1 0 *0 "),
      ("HSCAN h 0 TYPE hash", "-ERR syntax error "),
    ])
  }
}
