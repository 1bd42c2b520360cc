import XCTest

@testable import Redis

/// The replies of the commands of sorted sets, as redis-server 7.0.15 gave them.
final class SortedSetsCommandTests: XCTestCase {
  func testAdding() {
    expect([
      ("ZADD z 1 a 2 b", ":2 "),
      ("ZADD z 3 a 3 c", ":1 "),
      ("ZADD z CH 4 a 3 c 1 d", ":2 "),
      ("ZADD z NX 9 a 9 e", ":1 "),
      ("ZADD z XX 8 a 8 f", ":0 "),
      ("ZADD z GT 7 a", ":0 "),
      ("ZADD z GT CH 10 a", ":1 "),
      ("ZADD z LT CH 9 a", ":1 "),
      ("ZADD z INCR 1.5 a", "$4 10.5 "),
      ("ZADD z NX INCR 1 a", "$-1 "),
      ("ZADD z INCR 1 a 2 b", "-ERR INCR option supports a single increment-element pair "),
      ("ZADD z NX XX 1 a", "-ERR XX and NX options at the same time are not compatible "),
      ("ZADD z GT LT 1 a", "-ERR GT, LT, and/or NX options at the same time are not compatible "),
      ("ZADD z NX GT 1 a", "-ERR GT, LT, and/or NX options at the same time are not compatible "),
      ("ZADD z 1", "-ERR wrong number of arguments for 'zadd' command "),
      ("ZADD z x a", "-ERR value is not a valid float "),
      ("ZADD z nan a", "-ERR value is not a valid float "),
      ("ZADD z 1 a 2", "-ERR syntax error "),
      ("ZADD none XX 1 a", ":0 "),
      ("ZADD none XX INCR 1 a", "$-1 "),
      ("ZINCRBY z 2 b", "$1 4 "),
      ("ZINCRBY z inf b", "$3 inf "),
      ("ZINCRBY z -inf b", "-ERR resulting score is not a number (NaN) "),
      ("ZINCRBY z x b", "-ERR value is not a valid float "),
      ("ZRANGE z 0 -1 WITHSCORES", "*10 $1 d $1 1 $1 c $1 3 $1 e $1 9 $1 a $4 10.5 $1 b $3 inf "),
      ("SET s x", "+OK "),
      ("ZADD s 1 a", "-WRONGTYPE Operation against a key holding the wrong kind of value "),
      ("ZCARD s", "-WRONGTYPE Operation against a key holding the wrong kind of value "),
    ])
  }

  func testReading() {
    expect([
      ("ZADD z 1 a 2 b 2 c 3.5 d", ":4 "),
      ("ZCARD z", ":4 "),
      ("ZSCORE z d", "$3 3.5 "),
      ("ZSCORE z none", "$-1 "),
      ("ZMSCORE z a none", "*2 $1 1 $-1 "),
      ("ZMSCORE none a", "*1 $-1 "),
      ("ZRANK z c", ":2 "),
      ("ZREVRANK z c", ":1 "),
      ("ZRANK z none", "$-1 "),
      ("ZCOUNT z 2 3", ":2 "),
      ("ZCOUNT z (2 +inf", ":1 "),
      ("ZCOUNT z x 3", "-ERR min or max is not a float "),
      ("ZRANGE z 1 2", "*2 $1 b $1 c "),
      ("ZRANGE z 0 -1 REV", "*4 $1 d $1 c $1 b $1 a "),
      ("ZRANGE z 2 +inf BYSCORE", "*3 $1 b $1 c $1 d "),
      ("ZRANGE z +inf (2 BYSCORE REV WITHSCORES", "*2 $1 d $3 3.5 "),
      ("ZRANGE z -inf +inf BYSCORE LIMIT 1 2", "*2 $1 b $1 c "),
      (
        "ZRANGE z 0 -1 LIMIT 1 2",
        "-ERR syntax error, LIMIT is only supported in combination with either BYSCORE or BYLEX "
      ),
      (
        "ZRANGE z - + BYLEX WITHSCORES",
        "-ERR syntax error, WITHSCORES not supported in combination with BYLEX "
      ),
      ("ZRANGE z 0 1 BYSCORE BYLEX", "-ERR syntax error "),
      ("ZRANGE z a b", "-ERR value is not an integer or out of range "),
      ("ZREVRANGE z 0 1 WITHSCORES", "*4 $1 d $3 3.5 $1 c $1 2 "),
      ("ZRANGEBYSCORE z (1 3 LIMIT 1 5", "*1 $1 c "),
      ("ZREVRANGEBYSCORE z 3 1 LIMIT 0 -1", "*3 $1 c $1 b $1 a "),
      ("ZREVRANGEBYSCORE z 3 1 LIMIT -1 2", "*0 "),
      ("ZRANGE none 0 -1", "*0 "),
    ])
  }

  func testNames() {
    expect([
      ("ZADD z 0 a 0 b 0 c 0 d", ":4 "),
      ("ZRANGEBYLEX z - +", "*4 $1 a $1 b $1 c $1 d "),
      ("ZRANGEBYLEX z [b (d", "*2 $1 b $1 c "),
      ("ZREVRANGEBYLEX z + [c", "*2 $1 d $1 c "),
      ("ZRANGE z (b + BYLEX LIMIT 1 1", "*1 $1 d "),
      ("ZRANGE z + - BYLEX REV", "*4 $1 d $1 c $1 b $1 a "),
      ("ZLEXCOUNT z [b +", ":3 "),
      ("ZLEXCOUNT z b c", "-ERR min or max not valid string range item "),
      ("ZRANGEBYLEX z + -", "*0 "),
      ("ZREMRANGEBYLEX z [a [b", ":2 "),
      ("ZRANGE z 0 -1", "*2 $1 c $1 d "),
    ])
  }

  func testRemovingAndPopping() {
    expect([
      ("ZADD z 1 a 2 b 3 c 4 d 5 e 6 f", ":6 "),
      ("ZREM z a none", ":1 "),
      ("ZREMRANGEBYRANK z 0 0", ":1 "),
      ("ZREMRANGEBYSCORE z (2 3", ":1 "),
      ("ZREMRANGEBYSCORE z x 3", "-ERR min or max is not a float "),
      ("ZPOPMIN z", "*2 $1 d $1 4 "),
      ("ZPOPMAX z 5", "*4 $1 f $1 6 $1 e $1 5 "),
      ("EXISTS z", ":0 "),
      ("ZPOPMIN none", "*0 "),
      ("ZPOPMIN z x", "-ERR value is out of range, must be positive "),
      ("ZPOPMIN z -1", "-ERR value is out of range, must be positive "),
      ("ZPOPMIN z 1 2", "-ERR syntax error "),
      ("ZADD z 1 a 2 b 3 c", ":3 "),
      ("ZMPOP 2 none z MAX COUNT 2", "*2 $1 z *2 *2 $1 c $1 3 *2 $1 b $1 2 "),
      ("ZMPOP 1 none MIN", "*-1 "),
      ("ZMPOP 1 z UP", "-ERR syntax error "),
      ("ZMPOP 0 z MIN", "-ERR numkeys should be greater than 0 "),
      ("ZRANDMEMBER z 5", "*1 $1 a "),
      ("ZRANDMEMBER z 5 WITHSCORES", "*2 $1 a $1 1 "),
      ("ZRANDMEMBER none", "$-1 "),
      ("ZRANDMEMBER z x", "-ERR value is not an integer or out of range "),
      ("ZSCAN z 0", "*2 $1 0 *2 $1 a $1 1 "),
      ("BZPOPMIN none z 0", "*3 $1 z $1 a $1 1 "),
      ("BZPOPMIN z x", "-ERR timeout is not a float or out of range "),
      ("BZMPOP 0 0 z MIN", "-ERR numkeys should be greater than 0 "),
    ])
  }

  func testCombining() {
    expect([
      ("ZADD a 1 x 2 y", ":2 "),
      ("ZADD b 10 y 20 z", ":2 "),
      ("SADD s x z", ":2 "),
      ("ZUNION 2 a b WITHSCORES", "*6 $1 x $1 1 $1 y $2 12 $1 z $2 20 "),
      ("ZINTER 2 a b WITHSCORES", "*2 $1 y $2 12 "),
      ("ZDIFF 2 a b WITHSCORES", "*2 $1 x $1 1 "),
      (
        "ZUNION 3 a b s WEIGHTS 2 1 0.5 AGGREGATE MAX WITHSCORES",
        "*6 $1 x $1 2 $1 y $2 10 $1 z $2 20 "
      ),
      ("ZUNIONSTORE c 2 a s", ":3 "),
      ("ZRANGE c 0 -1 WITHSCORES", "*6 $1 z $1 1 $1 x $1 2 $1 y $1 2 "),
      ("ZINTERSTORE c 2 a b AGGREGATE MIN", ":1 "),
      ("ZDIFFSTORE c 1 a", ":2 "),
      ("ZRANGESTORE c a 0 0", ":1 "),
      ("ZRANGESTORE c a 5 9", ":0 "),
      ("EXISTS c", ":0 "),
      ("ZINTERCARD 2 a b", ":1 "),
      ("ZINTERCARD 2 a s LIMIT 1", ":1 "),
      ("ZINTERCARD 2 a b LIMIT -1", "-ERR LIMIT can't be negative "),
      ("ZUNION 0 a", "-ERR at least 1 input key is needed for 'zunion' command "),
      ("ZUNION 3 a b", "-ERR syntax error "),
      ("ZUNION x a", "-ERR value is not an integer or out of range "),
      ("ZUNION 1 a WEIGHTS x", "-ERR weight value is not a float "),
      ("ZUNION 1 a WEIGHTS 1 2", "-ERR syntax error "),
      ("ZUNION 1 a AGGREGATE AVG", "-ERR syntax error "),
      ("ZDIFF 1 a WEIGHTS 1", "-ERR syntax error "),
      ("ZUNIONSTORE c 1 a WITHSCORES", "-ERR syntax error "),
      ("SET k v", "+OK "),
      ("ZUNION 2 a k", "-WRONGTYPE Operation against a key holding the wrong kind of value "),
    ])
  }

  func testRepliesOfRESP3() {
    expect(
      [
        ("ZADD z 1 a 2.5 b", ":2 "),
        ("ZSCORE z b", ",2.5 "),
        ("ZMSCORE z a none", "*2 ,1 _ "),
        ("ZADD z INCR 1 a", ",2 "),
        ("ZRANGE z 0 -1 WITHSCORES", "*2 *2 $1 a ,2 *2 $1 b ,2.5 "),
        ("ZRANGE z 0 -1", "*2 $1 a $1 b "),
        ("ZRANDMEMBER z 5 WITHSCORES", "*2 *2 $1 b ,2.5 *2 $1 a ,2 "),
        ("ZPOPMIN none", "*0 "),
        ("ZUNION 1 z WITHSCORES", "*2 *2 $1 a ,2 *2 $1 b ,2.5 "),
        ("ZMPOP 1 none MIN", "_ "),
        ("ZMPOP 1 z MIN", "*2 $1 z *1 *2 $1 a ,2 "),
        ("ZPOPMIN z", "*2 $1 b ,2.5 "),
        ("ZADD z 1 a 2 b", ":2 "),
        ("ZPOPMIN z 2", "*2 *2 $1 a ,1 *2 $1 b ,2 "),
        ("ZSCORE z a", "_ "),
      ],
      version: .three
    )
  }
}
