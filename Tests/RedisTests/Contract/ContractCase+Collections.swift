@testable import Redis

extension ContractCase {
  static let hashes: [ContractCase] = [
    ContractCase("fields are set, read and deleted") { redis, run in
      let key = run.key("hash")
      try await expectEqual(redis.hset(key, "name", "Ada"), true)
      try await expectEqual(redis.hset(key, "name", "Bob"), false)
      try await expectEqual(redis.hset(key, ["name": "Ada", "visits": 1, "rate": 0.5]), 2)
      try await expectEqual(redis.hset(key, contentsOf: [(key: "visits", value: 2)]), 0)
      try await expectEqual(redis.hget(key, "name", as: String.self), "Ada")
      try await expectEqual(redis.hget(key, "missing"), nil)
      try await expectEqual(
        redis.hmget(key, ["visits", "missing", "name"], as: String.self),
        ["2", nil, "Ada"]
      )
      try await expectEqual(redis.hmget(key, [String]()), [])
      try await expectEqual(
        redis.hgetAll(key, as: [String: String].self),
        ["name": "Ada", "visits": "2", "rate": "0.5"]
      )
      try await expectEqual(redis.hsetNX(key, "name", "Cy"), false)
      try await expectEqual(redis.hsetNX(key, "city", "Paris"), true)
      try await expectEqual(redis.hlen(key), 4)
      try await expectEqual(redis.hstrlen(key, "city"), 5)
      try await expectEqual(Set(redis.hkeys(key)), ["name", "visits", "rate", "city"])
      try await expectEqual(Set(redis.hvals(key)), ["Ada", "2", "0.5", "Paris"])
      try await expectEqual(redis.hdel(key, "city", "missing"), 1)
      try await expectEqual(redis.hexists(key, "city"), false)
      try await expectEqual(redis.hdel(key, ["name", "visits", "rate"]), 3)
      try await expectEqual(redis.exists(key), false)
      try await expectEqual(redis.hgetAll(key), [:])
    },
    ContractCase("fields are counted, and picked at random") { redis, run in
      let key = run.key("hash")
      try await expectEqual(redis.hincrBy(key, "n", 5), 5)
      try await expectEqual(redis.hincrBy(key, "n", -7), -2)
      try await expectEqual(redis.hincrByFloat(key, "n", 0.25), -1.75)
      try await redis.hset(key, "text", "blue")
      try await expectError("ERR") { try await redis.hincrBy(key, "text", 1) }
      try await expectEqual(Set(redis.hrandField(key, count: 9)), ["n", "text"])
      try await expectEqual(redis.hrandField(key, count: -9).count, 9)
      try await expectEqual(redis.hrandField(run.key("missing")), [])
    },
  ]

  static let sets: [ContractCase] = [
    ContractCase("elements are added, asked for and removed") { redis, run in
      let (key, other) = (run.key("set"), run.key("other"))
      try await expectEqual(redis.sadd(key, "a", "b", "a"), 2)
      try await expectEqual(redis.sadd(key, ["b", "c"]), 1)
      try await expectEqual(redis.smembers(key, as: String.self), ["a", "b", "c"])
      try await expectEqual(redis.sismember(key, "a"), true)
      try await expectEqual(redis.smismember(key, ["c", "x", "a"]), [true, false, true])
      try await expectEqual(redis.scard(key), 3)
      try await expectEqual(redis.srem(key, "a", "x"), 1)
      try await expectEqual(redis.srem(key, ["x"]), 0)
      try await expectEqual(redis.smove(key, to: other, "b"), true)
      try await expectEqual(redis.smove(key, to: other, "b"), false)
      try await expectEqual(redis.smembers(other), ["b"])
      try await expectEqual(redis.smembers(run.key("missing")), [])
    },
    ContractCase("elements are taken and picked at random") { redis, run in
      let key = run.key("set")
      try await redis.sadd(key, 1, 2, 3)
      try await expectEqual(Set(redis.srandMember(key, count: 9, as: Int.self)), [1, 2, 3])
      try await expectEqual(redis.srandMember(key, count: -9).count, 9)
      try await expectEqual(redis.spop(key).count, 1)
      try await expectEqual(redis.spop(key, count: 9).count, 2)
      try await expectEqual(redis.spop(key), [])
    },
    ContractCase("sets are put together") { redis, run in
      let (a, b, result) = (run.key("a"), run.key("b"), run.key("result"))
      try await redis.sadd(a, 1, 2, 3)
      try await redis.sadd(b, 2, 3, 4)
      try await expectEqual(redis.sinter([a, b], as: Int.self), [2, 3])
      try await expectEqual(redis.sunion([a, b], as: Int.self), [1, 2, 3, 4])
      try await expectEqual(redis.sdiff([a, b], as: Int.self), [1])
      try await expectEqual(redis.sinterStore(result, [a, b]), 2)
      try await expectEqual(redis.sunionStore(result, [a, b]), 4)
      try await expectEqual(redis.sdiffStore(result, [a, b]), 1)
      try await expectEqual(redis.smembers(result, as: Int.self), [1])
      try await expectEqual(redis.sinterCard([a, b]), 2)
      try await expectEqual(redis.sinterCard([a, b], limit: 1), 1)
      try await expectEqual(redis.sinterStore(result, [a, run.key("missing")]), 0)
      try await expectEqual(redis.exists(result), false)
    },
  ]

  static let lists: [ContractCase] = [
    ContractCase("elements are added and taken at both ends") { redis, run in
      let key = run.key("list")
      try await expectEqual(redis.lpushX(key, ["x"]), 0)
      try await expectEqual(redis.rpushX(key, ["x"]), 0)
      try await expectEqual(redis.rpush(key, "c", "d"), 2)
      try await expectEqual(redis.lpush(key, "b", "a"), 4)
      try await expectEqual(redis.lpushX(key, ["z"]), 5)
      try await expectEqual(redis.rpushX(key, ["e"]), 6)
      try await expectEqual(redis.lrange(key, as: String.self), ["z", "a", "b", "c", "d", "e"])
      try await expectEqual(redis.lrange(key, from: 1, through: 2), ["a", "b"])
      try await expectEqual(redis.lrange(key, from: 9, through: 10), [])
      try await expectEqual(redis.lpop(key, as: String.self), "z")
      try await expectEqual(redis.rpop(key, as: String.self), "e")
      try await expectEqual(redis.lpop(key, count: 2), ["a", "b"])
      try await expectEqual(redis.rpop(key, count: 9), ["d", "c"])
      try await expectEqual(redis.lpop(key), nil)
      try await expectEqual(redis.rpop(key), nil)
      try await expectEqual(redis.lpop(key, count: 2), [])
      try await expectEqual(redis.rpop(key, count: 2), [])
      try await expectEqual(redis.llen(key), 0)
    },
    ContractCase("elements are found, replaced, inserted, removed and trimmed") { redis, run in
      let key = run.key("list")
      try await redis.rpush(key, ["a", "b", "a", "c"])
      try await expectEqual(redis.lindex(key, at: -1, as: String.self), "c")
      try await expectEqual(redis.lindex(key, at: 9), nil)
      try await redis.lset(key, at: 1, "B")
      try await expectError("ERR") { try await redis.lset(key, at: 9, "x") }
      try await expectError("ERR") { try await redis.lset(run.key("missing"), at: 0, "x") }
      try await expectEqual(redis.linsert(key, "x", before: "B"), 5)
      try await expectEqual(redis.linsert(key, "y", after: "B"), 6)
      try await expectEqual(redis.linsert(key, "z", after: "nothing"), nil)
      try await expectEqual(redis.lrange(key), ["a", "x", "B", "y", "a", "c"])
      try await expectEqual(redis.lpos(key, "B"), 2)
      try await expectEqual(redis.lpos(key, "nothing"), nil)
      try await expectEqual(redis.lrem(key, count: 1, "a"), 1)
      try await expectEqual(redis.lrem(key, "a"), 1)
      try await redis.ltrim(key, from: 1, through: 2)
      try await expectEqual(redis.lrange(key), ["B", "y"])
      try await redis.ltrim(key, from: 5, through: 9)
      try await expectEqual(redis.exists(key), false)
    },
    ContractCase("an element is moved between lists") { redis, run in
      let (a, b) = (run.key("a"), run.key("b"))
      try await redis.rpush(a, 1, 2, 3)
      try await expectEqual(redis.lmove(a, .left, to: b, .right, as: Int.self), 1)
      try await expectEqual(redis.lmove(a, .right, to: b, .left, as: Int.self), 3)
      try await expectEqual(redis.lrange(b, as: Int.self), [3, 1])
      try await expectEqual(redis.lmove(run.key("missing"), .left, to: b, .left), nil)
    },
  ]

  static let blockingLists: [ContractCase] = [
    ContractCase("who waits for an element gets it when it comes") { redis, run in
      let (a, b, done) = (run.key("a"), run.key("b"), run.key("done"))
      async let first = redis.blpop([a, b], timeout: .seconds(600), as: Int.self)
      try await run.other.rpush(b, 1)
      try await expectEqual(first, RedisPopped(key: b, value: 1))
      async let last = redis.brpop([a], timeout: .zero, as: Int.self)
      try await run.other.rpush(a, 2)
      try await expectEqual(last, RedisPopped(key: a, value: 2))
      async let moved = redis.blmove(a, .left, to: done, .right, timeout: .zero, as: Int.self)
      try await run.other.rpush(a, 3)
      try await expectEqual(moved, 3)
      try await expectEqual(redis.lrange(done, as: Int.self), [3])
    },
    ContractCase("an element that is there is taken at once, the first list's first") {
      redis,
      run in
      let (a, b) = (run.key("a"), run.key("b"))
      try await redis.rpush(b, 1)
      try await redis.rpush(a, 2, 3)
      try await expectEqual(
        redis.blpop([a, b], timeout: .zero, as: Int.self),
        RedisPopped(key: a, value: 2)
      )
      try await expectEqual(redis.brpop([a, b], timeout: .zero, as: Int.self)?.value, 3)
      try await redis.set(a, "text")
      try await expectError("WRONGTYPE") { try await redis.blpop([a], timeout: .zero) }
    },
    ContractCase("a wait is over when its time is") { redis, run in
      let key = run.key("list")
      let popped = try await run.passing(.milliseconds(1)) {
        try await redis.blpop([key], timeout: .milliseconds(1))
      }
      expectEqual(popped, nil)
      let moved = try await run.passing(.milliseconds(1)) {
        try await redis.blmove(key, .left, to: key, .left, timeout: .milliseconds(1))
      }
      expectEqual(moved, nil)
    },
  ]
}
