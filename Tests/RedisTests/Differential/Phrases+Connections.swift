extension Phrases {
  static let transactions = Phrases(
    "transactions",
    isCrowded: true,
    """
    6 MULTI
    8 EXEC
    2 DISCARD
    5 WATCH {few}+
    UNWATCH
    4 SET {few} {v}
    3 INCR {few}
    3 GET {few}
    2 DEL {few}+
    2 EXPIRE {few} <-1 | 1000>
    2 <RENAME | COPY> {few} {few}
    RPUSH {few} {v}
    ZADD {few} {int} {v}
    XADD {few} {newid} f v
    MSET {few} {v} {few} {v}
    SETNX {few} {v}
    PERSIST {few}
    FLUSHALL
    SWAPDB 0 1
    SELECT <0 | 1 | {absurd}>
    MOVE {few} 1
    PING
    RESET
    HELLO <2 | 3>
    <EXEC | MULTI | DISCARD> {absurd}
    NONSENSE {v}
    GET
    BLPOP {few} 0
    LRANGE {few} 0 -1
    """
  )

  static let blocking = Phrases(
    "blocking",
    isCrowded: true,
    """
    6 <BLPOP | BRPOP> {few}+ {timeout}
    4 BLMOVE {few} {few} <LEFT | RIGHT> <LEFT | RIGHT> {timeout}
    2 BRPOPLPUSH {few} {few} {timeout}
    3 BLMPOP {timeout} 2 {few} {few} <LEFT | RIGHT> [ COUNT {count} ]
    4 <BZPOPMIN | BZPOPMAX> {few}+ {timeout}
    3 BZMPOP {timeout} 2 {few} {few} <MIN | MAX> [ COUNT {count} ]
    3 XREAD [ COUNT {count} ] BLOCK <0 | 0 | 0 | 0 | -1 | x | "" | 1.5 | 9223372036854775808> STREAMS {few} <$ | 0 | {id}>
    4 XREADGROUP GROUP g p BLOCK 0 [ NOACK ] STREAMS {few} {new}
    2 XGROUP CREATE {few} g <$ | 0> MKSTREAM
    XGROUP DESTROY {few} g
    10 <LPUSH | RPUSH> {few} {v}+
    6 ZADD {few} {int} {v} <{int} {v}>*
    5 XADD {few} {newid} f v
    6 DEL {few}
    2 SET {few} {v}
    3 <RENAME | COPY> {few} {few} [ REPLACE ]
    SORT {few} STORE {few}
    <ZUNIONSTORE | ZINTERSTORE> {few} 1 {few}
    LMOVE {few} {few} LEFT RIGHT
    2 MULTI
    3 EXEC
    SWAPDB 0 1
    MOVE {few} 1
    FLUSHALL
    SELECT <0 | 1>
    EXPIRE {few} -1
    """
  )

  static let messages = Phrases(
    "messages",
    isCrowded: true,
    """
    5 SUBSCRIBE {channel}+
    3 UNSUBSCRIBE {channel}*
    4 PSUBSCRIBE {channels}+
    3 PUNSUBSCRIBE {channels}*
    2 SSUBSCRIBE {channel}+
    SUNSUBSCRIBE {channel}*
    8 PUBLISH {channel} {v}
    3 SPUBLISH {channel} {v}
    3 PUBSUB <CHANNELS | SHARDCHANNELS> [ {channels} ]
    3 PUBSUB <NUMSUB | SHARDNUMSUB> {channel}*
    PUBSUB NUMPAT
    3 PING [ {v} ]
    CONFIG SET notify-keyspace-events <KEA | \"\" | Kl | Elg | {absurd}>
    2 <LPUSH | SET> {few} {v}
    DEL {few}
    EXPIRE {few} <-1 | 1000>
    MULTI
    2 EXEC
    RESET
    HELLO <2 | 3>
    GET {few}
    """
  )
}
