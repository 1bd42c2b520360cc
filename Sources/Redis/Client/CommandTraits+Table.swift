extension CommandTraits {
  /// By name in lower and in upper case, which spares most commands a conversion; a subcommand as
  /// `object|encoding`.
  static let table: [RedisBytes: CommandTraits] = {
    var table: [RedisBytes: CommandTraits] = [:]
    func enter(_ names: String, _ change: (inout CommandTraits) -> Void) {
      for name in names.split(whereSeparator: \.isWhitespace) {
        var traits = table[RedisBytes(name)] ?? CommandTraits()
        change(&traits)
        table[RedisBytes(name)] = traits
        table[RedisBytes(name.uppercased())] = traits
      }
    }
    for (keys, readers, writers) in keyed {
      enter(readers) { ($0.keys, $0.isReadOnly) = (keys, true) }
      enter(writers) { $0.keys = keys }
    }
    for (wait, names) in waiting { enter(names) { $0.wait = wait } }
    for (mend, names) in changing { enter(names) { $0.effect = .changes(mend: mend) } }
    for (mend, names) in breaking { enter(names) { $0.effect = .breaksStep(mend: mend) } }
    return table
  }()

  /// Where the keys of Redis 7.0's commands are: those that only read, and those that write.
  private static let keyed: [(Keys, readers: String, writers: String)] = [
    (
      .range(first: 1, last: 1, step: 1),
      readers: """
      bitcount bitfield_ro bitpos dump expiretime geodist geohash geopos georadius_ro
      georadiusbymember_ro geosearch get getbit getrange hexists hget hgetall hkeys hlen hmget
      hrandfield hscan hstrlen hvals lindex llen lpos lrange pexpiretime pttl scard sismember
      smembers smismember sort_ro srandmember sscan strlen substr ttl type xlen xpending xrange
      xrevrange zcard zcount zlexcount zmscore zrandmember zrange zrangebylex zrangebyscore zrank
      zrevrange zrevrangebylex zrevrangebyscore zrevrank zscan zscore
      """,
      writers: """
      append bitfield decr decrby expire expireat geoadd getdel getex getset hdel hincrby
      hincrbyfloat hmset hset hsetnx incr incrby incrbyfloat linsert lpop lpush lpushx lrem lset
      ltrim move persist pexpire pexpireat pfadd psetex restore restore-asking rpop rpush rpushx
      sadd set setbit setex setnx setrange spop spublish srem xack xadd xautoclaim xclaim xdel
      xsetid xtrim zadd zincrby zpopmax zpopmin zrem zremrangebylex zremrangebyrank
      zremrangebyscore
      """
    ),
    (
      .range(first: 1, last: 2, step: 1),
      readers: "lcs",
      writers: """
      copy geosearchstore lmove rename renamenx rpoplpush smove zrangestore blmove brpoplpush
      """
    ),
    (
      .range(first: 1, last: -1, step: 1),
      readers: "exists mget pfcount sdiff sinter sunion touch",
      writers: "del pfmerge sdiffstore sinterstore sunionstore unlink watch"
    ),
    (.range(first: 1, last: -1, step: 2), readers: "", writers: "mset msetnx"),
    (.range(first: 1, last: -2, step: 1), readers: "", writers: "blpop brpop bzpopmax bzpopmin"),
    (
      .range(first: 2, last: 2, step: 1),
      readers: """
      memory|usage object|encoding object|freq object|idletime object|refcount
      xinfo|consumers xinfo|groups xinfo|stream
      """,
      writers: """
      pfdebug xgroup|create xgroup|createconsumer xgroup|delconsumer xgroup|destroy xgroup|setid
      """
    ),
    (.range(first: 2, last: -1, step: 1), readers: "", writers: "bitop"),
    (
      .counted(at: 1, and: nil),
      readers: "sintercard zdiff zinter zintercard zunion",
      writers: "lmpop zmpop"
    ),
    (
      .counted(at: 2, and: nil),
      readers: "eval_ro evalsha_ro fcall_ro",
      writers: "blmpop bzmpop eval evalsha fcall"
    ),
    (.counted(at: 2, and: 1), readers: "", writers: "zdiffstore zinterstore zunionstore"),
    (.streams, readers: "xread", writers: "xreadgroup"),
    (.firstAndAfter(["store"]), readers: "", writers: "sort"),
    (.firstAndAfter(["store", "storedist"]), readers: "", writers: "georadius georadiusbymember"),
    (.migrate, readers: "", writers: "migrate"),
  ]

  private static let waiting: [(Wait, String)] = [
    (.lastSeconds, "blpop brpop bzpopmin bzpopmax blmove brpoplpush"),
    (.seconds(at: 1), "blmpop bzmpop"),
    (.blockOption, "xread xreadgroup"),
    (.lastMilliseconds, "wait"),
  ]

  /// Commands for dedicated connections, with what else to do.
  private static let changing: [(mend: String, names: String)] = [
    ("call transaction(_:), or send it inside withDedicatedConnection", "multi"),
    ("watch, read and call transaction(_:) inside withDedicatedConnection", "watch"),
    (
      "put the database into the URL, redis://host:port/1, or use withDedicatedConnection", "select"
    ),
    ("put the user and the password into the client's configuration", "auth hello"),
    ("send it together with the writes that it is about inside withDedicatedConnection", "wait"),
    ("call close() on the client", "quit"),
    ("send it inside withDedicatedConnection", "reset readonly readwrite asking client|tracking"),
  ]

  /// Commands that no client sends, with what to do instead.
  private static let breaking: [(mend: String, names: String)] = [
    (
      "call subscribe(to:) or subscribe(toPatterns:), and drop the sequence to unsubscribe",
      "subscribe psubscribe ssubscribe unsubscribe punsubscribe sunsubscribe"
    ),
    ("look on with redis-cli monitor", "monitor"),
    (
      "let every command have its reply, and do not wait for those that you do not need",
      "client|reply"
    ),
    ("leave it to servers", "sync psync"),
  ]
}
