extension Phrases {
  static let sortedSets = Phrases(
    "sorted sets",
    """
    12 ZADD {zset} <NX | XX | GT | LT | CH | INCR>* {float} {v} <{float} {v}>*
    8 ZADD {zset} {float} {v} <{int} {v}>*
    4 ZINCRBY {zset} {float} {v}
    3 ZREM {zset} {v}+
    3 <ZSCORE | ZRANK | ZREVRANK> {zset} {v}
    1 ZCARD {zset}
    2 ZMSCORE {zset} {v}+
    3 <ZPOPMIN | ZPOPMAX> {zset} [ {count} ]
    3 ZMPOP {zsets} <MIN | MAX> [ COUNT {count} ]
    6 <ZUNION | ZINTER> {zsets} [ WEIGHTS {float}+ ] [ AGGREGATE <SUM | MIN | MAX> ] [ WITHSCORES ]
    2 ZDIFF {zsets} [ WITHSCORES ]
    6 <ZUNIONSTORE | ZINTERSTORE> {zset} {zsets} [ WEIGHTS {float}+ ] [ AGGREGATE <SUM | MIN | MAX> ]
    3 <ZUNIONSTORE | ZINTERSTORE> {zset} 2 {zset} <{zset} | {set}> WEIGHTS {float} {float}
    2 ZDIFFSTORE {zset} {zsets}
    2 ZINTERCARD {zsets} [ LIMIT {count} ]
    3 ZRANDMEMBER {zset} [ {sample} [ WITHSCORES ] ]
    3 ZSCAN {zset} {cursor} COUNT 1000 [ MATCH {glob} ]
    1 ZADD {zset} {manyscores}
    """
  )

  static let ranges = Phrases(
    "ranges",
    """
    6 ZADD {zset} {int} {v} <{int} {v}>*
    4 ZADD {lex} 0 {v} <0 {v}>*
    1 ZADD zlb {manyequalscores}
    4 ZRANGE {zset} {int} {int} [ REV ] [ WITHSCORES ]
    4 ZRANGE {zset} {score} {score} BYSCORE [ REV ] {limit} [ WITHSCORES ]
    4 ZRANGE {lex} {lexbound} {lexbound} BYLEX [ REV ] {limit}
    2 ZRANGE {zset} <{score} | {int}> <{score} | {int}> <BYSCORE | BYLEX | REV | WITHSCORES | {limit} | {absurd}>*
    3 ZREVRANGE {zset} {int} {int} [ WITHSCORES ]
    4 <ZRANGEBYSCORE | ZREVRANGEBYSCORE> {zset} {score} {score} [ WITHSCORES ] {limit}
    4 <ZRANGEBYLEX | ZREVRANGEBYLEX> {lex} {lexbound} {lexbound} {limit}
    4 ZRANGESTORE {zset} {zset} {int} {int} [ REV ]
    3 ZRANGESTORE {zset} {zset} {score} {score} BYSCORE [ REV ] {limit}
    2 ZCOUNT {zset} {score} {score}
    2 ZLEXCOUNT {lex} {lexbound} {lexbound}
    2 ZREMRANGEBYRANK {zset} {int} {int}
    2 ZREMRANGEBYSCORE {zset} {score} {score}
    2 ZREMRANGEBYLEX {lex} {lexbound} {lexbound}
    3 ZREM <{zset} | {lex}> {v}+
    """
  )
}
