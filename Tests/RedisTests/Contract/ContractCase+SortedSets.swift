@testable import Redis

extension ContractCase {
  static let sortedSets: [ContractCase] = [
    ContractCase("elements have scores and ranks") { redis, run in
      let key = run.key("board")
      try await expectEqual(redis.zadd(key, "ada", score: 9.5), true)
      try await expectEqual(redis.zadd(key, "ada", score: 9), false)
      try await expectEqual(redis.zadd(key, ["bob": 7, "cy": 8]), 2)
      try await expectEqual(redis.zadd(key, contentsOf: [(key: "dan", value: 7)]), 1)
      try await expectEqual(redis.zscore(key, "ada"), 9)
      try await expectEqual(redis.zscore(key, "missing"), nil)
      try await expectEqual(redis.zmscore(key, ["cy", "missing"]), [8, nil])
      try await expectEqual(redis.zmscore(key, [String]()), [])
      try await expectEqual(redis.zrank(key, "bob"), 0)
      try await expectEqual(redis.zrank(key, "dan"), 1)
      try await expectEqual(redis.zrevrank(key, "ada"), 0)
      try await expectEqual(redis.zrank(key, "missing"), nil)
      try await expectEqual(redis.zrevrank(run.key("missing"), "ada"), nil)
      try await expectEqual(redis.zcard(key), 4)
      try await expectEqual(redis.zincrBy(key, 0.25, "bob"), 7.25)
      try await expectEqual(redis.zincrBy(key, -1, "new"), -1)
      try await expectEqual(redis.zcount(key, from: 7, through: 8), 3)
      try await expectEqual(redis.zcount(key, from: .excluding(7)), 3)
    },
    ContractCase("a score is written only when its options hold") { redis, run in
      let key = run.key("board")
      try await expectEqual(redis.zadd(key, "a", score: 5, options: .ifPresent), false)
      try await expectEqual(redis.zcard(key), 0)
      try await redis.zadd(key, "a", score: 5)
      try await redis.zadd(key, "a", score: 9, options: .ifAbsent)
      try await redis.zadd(key, "a", score: 4, options: .ifGreater)
      try await expectEqual(redis.zscore(key, "a"), 5)
      try await redis.zadd(key, "a", score: 4, options: .ifLess)
      try await expectEqual(redis.zscore(key, "a"), 4)
      try await expectEqual(redis.zadd(key, ["a": 6, "b": 1], options: .countChanged), 2)
      try await expectEqual(redis.zadd(key, ["a": 6, "b": 1], options: .countChanged), 0)
    },
    ContractCase("elements are removed one by one and by ranges") { redis, run in
      let key = run.key("board")
      func fill() async throws {
        try await redis.zadd(key, contentsOf: (1...9).map { ("e\($0)", Double($0)) })
      }
      try await fill()
      try await expectEqual(redis.zrem(key, "e1", "missing"), 1)
      try await expectEqual(redis.zrem(key, ["e2"]), 1)
      try await expectEqual(redis.zremRangeByRank(key, from: 0, through: 1), 2)
      try await expectEqual(redis.zremRangeByScore(key, through: .excluding(6)), 1)
      try await expectEqual(redis.zrange(key), ["e6", "e7", "e8", "e9"])
      try await expectEqual(redis.zremRangeByRank(key, from: 0, through: -1), 4)
      try await expectEqual(redis.exists(key), false)
      try await redis.zadd(key, ["a": 0, "b": 0, "c": 0])
      try await expectEqual(redis.zlexCount(key, from: "b"), 2)
      try await expectEqual(redis.zlexCount(key, from: .excluding("a"), through: "b"), 1)
      try await expectEqual(redis.zremRangeByLex(key, through: "b"), 2)
      try await expectEqual(redis.zrange(key), ["c"])
    },
  ]

  static let sortedSetRanges: [ContractCase] = [
    ContractCase("a range is read by rank, by score and by element") { redis, run in
      let key = run.key("board")
      try await redis.zadd(key, contentsOf: (1...5).map { ("e\($0)", Double($0)) })
      try await expectEqual(redis.zrange(key, .ranks(through: 1)), ["e1", "e2"])
      try await expectEqual(redis.zrange(key, .ranks(through: 1), reversed: true), ["e5", "e4"])
      try await expectEqual(redis.zrange(key, .ranks(from: -1)), ["e5"])
      try await expectEqual(redis.zrange(key, .scores(from: 2, through: 3)), ["e2", "e3"])
      try await expectEqual(
        redis.zrange(key, .scores(from: .excluding(2), offset: 1, limit: 1)),
        ["e4"]
      )
      try await expectEqual(
        redis.zrange(key, .scores(from: 2, limit: 2), reversed: true),
        ["e5", "e4"]
      )
      try await expectEqual(
        redis.zrange(run.key("missing"), .scores(), as: String.self),
        []
      )
      try await expectEqual(
        redis.zrangeWithScores(key, .ranks(through: 0), reversed: true, as: String.self),
        [RedisScored("e5", score: 5)]
      )
      try await expectEqual(redis.zrangeStore(run.key("top"), from: key, .ranks(from: -2)), 2)
      try await expectEqual(redis.zrange(run.key("top")), ["e4", "e5"])
      let names = run.key("names")
      try await redis.zadd(names, ["a": 0, "b": 0, "c": 0, "d": 0])
      try await expectEqual(
        redis.zrange(names, .elements(from: .excluding("a"), through: "c")),
        ["b", "c"]
      )
      try await expectEqual(
        redis.zrange(names, .elements(through: "c", limit: 2), reversed: true),
        ["c", "b"]
      )
    },
    ContractCase("the lowest and the highest are taken") { redis, run in
      let (key, empty) = (run.key("board"), run.key("empty"))
      try await redis.zadd(key, contentsOf: (1...6).map { ("e\($0)", Double($0)) })
      try await expectEqual(redis.zpopMin(key, as: String.self), [RedisScored("e1", score: 1)])
      try await expectEqual(
        redis.zpopMax(key, count: 2, as: String.self),
        [RedisScored("e6", score: 6), RedisScored("e5", score: 5)]
      )
      try await expectEqual(redis.zpopMin(empty), [])
      try await expectEqual(redis.zpopMax(empty, count: 3), [])
      let lowest = try await redis.bzpopMin([empty, key], timeout: .zero, as: String.self)
      expectEqual(lowest, RedisPoppedScored(key: key, element: "e2", score: 2))
      let highest = try await redis.bzpopMax([key], timeout: .zero, as: String.self)
      expectEqual(highest, RedisPoppedScored(key: key, element: "e4", score: 4))
      async let awaited = redis.bzpopMin([empty], timeout: .seconds(600), as: String.self)
      try await run.other.zadd(empty, "late", score: 0.5)
      try await expectEqual(
        awaited,
        RedisPoppedScored(key: empty, element: "late", score: 0.5)
      )
      let none = try await run.passing(.milliseconds(1)) {
        try await redis.bzpopMax([empty], timeout: .milliseconds(1))
      }
      expectEqual(none, nil)
    },
    ContractCase("sorted sets are put together") { redis, run in
      let (a, b, result) = (run.key("a"), run.key("b"), run.key("result"))
      try await redis.zadd(a, ["x": 1, "y": 2])
      try await redis.zadd(b, ["y": 10, "z": 20])
      try await expectEqual(redis.zunionStore(result, [a, b]), 3)
      try await expectEqual(redis.zscore(result, "y"), 12)
      try await expectEqual(redis.zunionStore(result, [a, b], weights: [1, 0.5]), 3)
      try await expectEqual(redis.zscore(result, "z"), 10)
      try await expectEqual(redis.zinterStore(result, [a, b], aggregate: .maximum), 1)
      try await expectEqual(redis.zscore(result, "y"), 10)
      try await expectEqual(redis.zinterStore(result, [a, b], aggregate: .minimum), 1)
      try await expectEqual(redis.zscore(result, "y"), 2)
      try await expectEqual(redis.zdiffStore(result, [a, b]), 1)
      try await expectEqual(redis.zrange(result), ["x"])
      try await expectEqual(Set(redis.zrandMember(a, count: 9)), ["x", "y"])
      try await expectEqual(redis.zrandMember(run.key("missing")), [])
    },
    ContractCase("scores that are no finite numbers keep their order") { redis, run in
      let key = run.key("board")
      try await redis.zadd(key, ["top": .infinity, "low": -.infinity, "mid": 1e17])
      try await expectEqual(redis.zrange(key), ["low", "mid", "top"])
      try await expectEqual(redis.zscore(key, "top"), .infinity)
      try await expectEqual(redis.zscore(key, "mid"), 1e17)
      try await expectError("ERR") { try await redis.zincrBy(key, -.infinity, "top") }
      try await expectError("ERR") { try await redis.zadd(key, "nan", score: .nan) }
    },
  ]
}
