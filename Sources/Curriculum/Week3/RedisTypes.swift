extension Exercise {
  static let redisTypes = Exercise(
    "redis-types",
    name: "RedisTypes",
    week: 3,
    title: "The right type: let Redis do the work",
    summary: "a leaderboard, recently viewed products, unique visitors and a cart",
    hints: Hints(
      nudge: """
        Whenever you read something in order to write it back changed, ask what happens if somebody \
        else does the same between your two commands. Redis runs one command at a time: which one \
        command does both? Each of the four structures has a type of Redis that was made for it.
        """,
      concept: """
        A sorted set adds to a score by itself, and can count who is above a score without reading \
        anybody. A list is pushed to at its head and cut at its tail; to have no repetitions, take \
        the product out before you push it, all as one transaction. A HyperLogLog counts different \
        names without keeping them, over several keys, too. A hash adds to a field by itself, and \
        its expiry belongs to the whole key, so a change and its new expiry travel together.
        """,
      almostCode: """
        Points: `redis.zincrBy`. The top: `redis.zrangeWithScores(key, .ranks(through: count - 1), \
        reversed: true, as: String.self)`, where -1 would mean everybody. A rank: `redis.zscore`, \
        then `redis.zcount(key, from: .excluding(points)) + 1`. Recently viewed: \
        `redis.transaction` with `LREM key 0 product`, `LPUSH key product`, `LTRIM key 0 limit-1`. \
        Visitors: `redis.pfadd` and `redis.pfcount(keys)`, which must not be sent without keys. \
        Cart: `redis.pipeline(RedisRequest("HINCRBY", key, product, quantity, as: Int.self), \
        RedisRequest("EXPIRE", key, seconds, as: Bool.self)).0`, and `HDEL` instead for 0.
        """
    ),
    demo: .demo("redis")
  )
}
