extension Phrases {
  static let lists = Phrases(
    "lists",
    """
    8 <LPUSH | RPUSH> {list} {v}+
    3 <LPUSHX | RPUSHX> {list} {v}+
    6 <LPOP | RPOP> {list} [ {count} ]
    3 LINSERT {list} <BEFORE | AFTER | BEFORE | AFTER | {absurd}> {v} {v}
    3 LSET {list} {int} {v}
    2 LLEN {list}
    3 LINDEX {list} {int}
    4 LRANGE {list} {int} {int}
    3 LTRIM {list} {int} {int}
    LTRIM {list} 0 {int}
    3 LREM {list} {int} {v}
    5 LPOS {list} {v} [ RANK {int} ] [ COUNT {count} ] [ MAXLEN {count} ]
    4 LMOVE {list} {list} <LEFT | RIGHT> <LEFT | RIGHT | RIGHT | {absurd}>
    2 RPOPLPUSH {list} {list}
    4 LMPOP {lists} <LEFT | RIGHT> [ COUNT {count} ]
    1 RPUSH {list} {manymembers}
    1 <BLPOP | BRPOP> {list} {list} {timeout}
    """
  )

  static let hashes = Phrases(
    "hashes",
    """
    8 <HSET | HMSET> {hash} {v} {v} <{v} {v}>*
    2 HSETNX {hash} {v} {v}
    3 <HGET | HSTRLEN | HEXISTS> {hash} {v}
    2 HMGET {hash} {v}+
    5 <HGETALL | HKEYS | HVALS | HLEN> {hash}
    4 HDEL {hash} {v}+
    4 HINCRBY {hash} {v} {int}
    5 HINCRBYFLOAT {hash} {v} {float}
    4 HRANDFIELD {hash} [ {sample} [ WITHVALUES ] ]
    4 HSCAN {hash} {cursor} COUNT {scancount} [ MATCH {glob} ]
    1 HSET {hash} {manyfields}
    """
  )

  static let sets = Phrases(
    "sets",
    """
    8 SADD {set} <{int} | {v}>+
    4 SADD {set} {int}+
    4 SREM {set} {v}+
    3 SMOVE {set} {set} {v}
    2 <SCARD | SMEMBERS> {set}
    2 SISMEMBER {set} {v}
    2 SMISMEMBER {set} {v}+
    3 SPOP {set} [ {count} ]
    3 SRANDMEMBER {set} [ {sample} ]
    4 SSCAN {set} {cursor} COUNT 1000 [ MATCH {glob} ]
    6 <SINTER | SUNION | SDIFF> {set}+
    6 <SINTERSTORE | SUNIONSTORE | SDIFFSTORE> {set} {set}+
    3 SINTERCARD {sets} [ LIMIT {count} ]
    1 SADD {set} <{manyintegers} | {manymembers}>
    """
  )
}
