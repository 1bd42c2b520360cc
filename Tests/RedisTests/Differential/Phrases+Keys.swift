extension Phrases {
  static let keys = Phrases(
    "keys",
    """
    3 SET {str} {value}
    RPUSH {list} {v}+
    SADD {set} {v}+
    ZADD {zset} {int} {v}
    HSET {hash} {v} {v}
    2 <DEL | UNLINK | EXISTS | TOUCH> {key}+
    2 <TYPE | PERSIST | TTL> {key}
    3 <RENAME | RENAMENX> {key} {key}
    3 COPY {key} {key} [ REPLACE ] [ DB {db} ]
    2 MOVE {key} {db}
    2 SELECT {db}
    SELECT 0
    SWAPDB {db} {db}
    DBSIZE
    2 KEYS {glob}
    RANDOMKEY
    2 OBJECT <ENCODING | REFCOUNT | FREQ | IDLETIME> {key}
    2 SCAN {cursor} COUNT {scancount} [ MATCH {glob} ] [ TYPE <string | list | set | zset | hash | stream | none> ]
    <FLUSHDB | FLUSHALL> [ <ASYNC | SYNC | {absurd}> ]
    """
  )

  static let expiry = Phrases(
    "expiry",
    """
    6 <EXPIRE | PEXPIRE> {key} {seconds} [ <NX | XX | GT | LT> ] [ <NX | XX | GT | LT> ]
    6 EXPIREAT {key} {moment} [ <NX | XX | GT | LT> ]
    4 PEXPIREAT {key} {momentms} [ <NX | XX | GT | LT> ]
    4 <TTL | PTTL | EXPIRETIME | PEXPIRETIME> {key}
    2 PERSIST {key}
    4 SET {str} {value} [ PXAT {momentms} ] [ KEEPTTL ]
    GETEX {str} PXAT {momentms}
    <GET | INCR | DEL | GETDEL> {str}
    <APPEND | GETSET> {str} x
    RPUSH {list} {v}
    SADD {set} {v}
    HSET {hash} {v} {v}
    2 <RENAME | COPY> {key} {key}
    MOVE {key} {db}
    """
  )

  static let sorting = Phrases(
    "sorting",
    """
    4 RPUSH {list} <{int} | {float} | {v}>+
    3 RPUSH {list} {int}+
    2 SADD {set} {int}+
    2 ZADD {zset} {int} {int}
    3 MSET <{weight} {weightvalue}>+
    2 HSET {weight} f {weightvalue}
    DEL {key}
    8 <SORT | SORT_RO> <{list} | {list} | {set} | {zset} | {weight}> [ LIMIT {int} {int} ] <ASC | DESC | ALPHA | GET # | GET w_* | GET nostar | GET {absurd} | {absurd}>*
    6 SORT <{list} | {zset}> [ BY <w_* | nosort | {byfield} | {absurd}> ] [ LIMIT {int} {int} ] [ ALPHA ] [ DESC ] [ GET w_* ] [ GET # ] [ STORE {list} ]
    2 SORT {list} BY {byfield} GET {byfield} GET # STORE {key}
    LRANGE {list} 0 -1
    """
  )
}
