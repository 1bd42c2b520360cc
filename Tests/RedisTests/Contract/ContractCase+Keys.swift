@testable import Redis

extension ContractCase {
  static let keys: [ContractCase] = [
    ContractCase("keys are deleted and counted") { redis, run in
      let (a, b, missing) = (run.key("a"), run.key("b"), run.key("missing"))
      try await redis.mset([a: 1, b: 2])
      try await expectEqual(redis.exists(a), true)
      try await expectEqual(redis.exists(missing), false)
      try await expectEqual(redis.exists([a, a, missing]), 2)
      try await expectEqual(redis.touch([a, b, missing]), 2)
      try await expectEqual(redis.del(a, missing), 1)
      try await expectEqual(redis.unlink(a, b), 1)
      try await expectEqual(redis.del([RedisBytes]()), 0)
      try await expectEqual(redis.unlink([a]), 0)
    },
    ContractCase("a key has a type and a way in which it is stored") { redis, run in
      let (number, text, list) = (run.key("number"), run.key("text"), run.key("list"))
      try await redis.set(number, 7)
      try await redis.set(text, "blue")
      try await redis.rpush(list, "x")
      try await expectEqual(redis.type(number), "string")
      try await expectEqual(redis.type(list), "list")
      try await expectEqual(redis.type(run.key("missing")), "none")
      try await expectEqual(redis.objectEncoding(number), "int")
      try await expectEqual(redis.objectEncoding(text), "embstr")
      try await expectEqual(redis.objectEncoding(run.key("missing")), nil)
      let bytes = try await redis.memoryUsage(text)
      expectTrue(bytes ?? 0 > 4)
      try await expectEqual(redis.memoryUsage(run.key("missing")), nil)
    },
    ContractCase("a key is renamed and copied, with its expiry") { redis, run in
      let (a, b, c) = (run.key("a"), run.key("b"), run.key("c"))
      try await redis.set(a, 1, expiry: .after(.seconds(500)))
      try await redis.set(b, 2)
      try await expectEqual(redis.renameNX(a, to: b), false)
      try await redis.rename(a, to: b)
      try await expectEqual(redis.get(b, as: Int.self), 1)
      try await expectEqual(redis.ttl(b).duration != nil, true)
      try await expectEqual(redis.copy(b, to: c), true)
      try await expectEqual(redis.copy(b, to: c), false)
      try await redis.set(b, 3)
      try await expectEqual(redis.copy(b, to: c, replace: true), true)
      try await expectEqual(redis.get(c, as: Int.self), 3)
      try await expectEqual(redis.renameNX(c, to: a), true)
      try await expectError("ERR") { try await redis.rename(run.key("missing"), to: a) }
    },
    ContractCase("keys are found by a pattern") { redis, run in
      let keys = ["user:1", "user:2", "book:1"].map { run.key($0) }
      for key in keys { try await redis.set(key, 1) }
      try await expectEqual(Set(redis.keys(run.key("user:*"))), Set(keys.prefix(2)))
      try await expectEqual(Set(redis.keys(run.key("*:[13]"))), [keys[0], keys[2]])
      try await expectEqual(redis.keys(run.key("nothing*")), [])
      let size = try await redis.dbSize()
      expectTrue(size >= 3)
    },
    ContractCase("any key is given while there is one", needs: .oneServer) { redis, run in
      try await redis.set(run.key("a"), 1)
      let key = try await redis.randomKey()
      expectTrue(key != nil)
    },
  ]

  static let expiry: [ContractCase] = [
    ContractCase("a time to live is what was asked for") { redis, run in
      let key = run.key("a")
      try await expectEqual(redis.ttl(key), .missing)
      try await redis.set(key, 1)
      try await expectEqual(redis.ttl(key), .unlimited)
      try await redis.set(key, 1, expiry: .after(.seconds(500)))
      let left = try await redis.pttl(key).duration ?? .zero
      expectTrue(left > .seconds(400) && left <= .seconds(500))
      try await redis.set(key, 2, expiry: .asBefore)
      try await expectEqual(redis.ttl(key).duration != nil, true)
      try await redis.set(key, 3)
      try await expectEqual(redis.ttl(key), .unlimited)
      try await redis.set(key, 1, expiry: .after(.milliseconds(500_500)))
      let precise = try await redis.pttl(key).duration ?? .zero
      expectTrue(precise > .seconds(400) && precise <= .milliseconds(500_500))
    },
    ContractCase("a deadline that is past is at once") { redis, run in
      let (a, b) = (run.key("a"), run.key("b"))
      try await redis.set(a, 1, expiry: .at(sinceEpoch: .milliseconds(1)))
      try await expectEqual(redis.get(a), nil)
      try await redis.set(b, 1)
      try await expectEqual(redis.expireAt(b, sinceEpoch: .seconds(1)), true)
      try await expectEqual(redis.exists(b), false)
      try await redis.set(b, 1)
      try await expectEqual(redis.expire(b, after: .seconds(-1)), true)
      try await expectEqual(redis.ttl(b), .missing)
    },
    ContractCase("a deadline in the far future is kept") { redis, run in
      let (a, b) = (run.key("a"), run.key("b"))
      let time = Duration.seconds(4_000_000_000)
      try await redis.set(a, 1, expiry: .at(sinceEpoch: time))
      try await redis.set(b, 1)
      try await redis.expireAt(b, sinceEpoch: time + .milliseconds(5))
      for (key, expected) in [(a, 4_000_000_000_000), (b, 4_000_000_000_005)] {
        let at = try await redis.send(RedisCommand("PEXPIRETIME", key), as: Int.self)
        expectEqual(at, expected)
      }
    },
    ContractCase("an expiry is set under conditions, and taken away") { redis, run in
      let key = run.key("a")
      try await expectEqual(redis.expire(key, after: .seconds(500)), false)
      try await redis.set(key, 1)
      try await expectEqual(redis.expire(key, after: .seconds(500), condition: .ifAny), false)
      try await expectEqual(redis.expire(key, after: .seconds(500), condition: .ifNone), true)
      try await expectEqual(redis.expire(key, after: .seconds(400), condition: .ifLater), false)
      try await expectEqual(redis.expire(key, after: .seconds(400), condition: .ifEarlier), true)
      try await expectEqual(redis.pexpire(key, after: .seconds(900), condition: .ifLater), true)
      let left = try await redis.ttl(key).duration ?? .zero
      expectTrue(left > .seconds(500))
      try await expectEqual(redis.persist(key), true)
      try await expectEqual(redis.persist(key), false)
      try await expectEqual(redis.ttl(key), .unlimited)
    },
    ContractCase("a key is gone at its deadline, not before", needs: .clock) { redis, run in
      let key = run.key("a")
      try await redis.set(key, "v", expiry: .after(.seconds(60)))
      run.clock?.advance(by: .seconds(60) - .milliseconds(1))
      try await expectEqual(redis.pttl(key), .limited(.milliseconds(1)))
      try await expectEqual(redis.get(key, as: String.self), "v")
      run.clock?.advance(by: .milliseconds(1))
      try await expectEqual(redis.get(key), nil)
      try await expectEqual(redis.ttl(key), .missing)
    },
  ]

  static let walks: [ContractCase] = [
    ContractCase("a walk over the keys sees all that match") { redis, run in
      let keys = (0..<100).map { run.key("user:\($0)") }
      for key in keys { try await redis.set(key, 1) }
      try await redis.rpush(run.key("user:list"), "x")
      var seen: Set<RedisBytes> = []
      for try await key in redis.scan(match: run.key("user:*"), count: 20, type: "string") {
        seen.insert(key)
      }
      expectEqual(seen, Set(keys))
      for try await key in redis.scan(match: run.key("nothing*")) { expectEqual(key, "") }
    },
    ContractCase("a walk sees all keys of all slots", needs: .anyKey) { redis, run in
      let keys = run.scattered(60)
      for key in keys { try await redis.set(key, 1) }
      var seen: Set<RedisBytes> = []
      for try await key in redis.scan(match: RedisBytes("\(run.tag):*")) { seen.insert(key) }
      expectEqual(seen, Set(keys))
    },
    ContractCase("walks over a hash, a set and a sorted set see all that is in them") {
      redis,
      run in
      let (hash, set, sorted) = (run.key("hash"), run.key("set"), run.key("sorted"))
      let names = (0..<300).map { "name:\($0)" }
      try await redis.hset(hash, contentsOf: names.enumerated().map { ($0.element, $0.offset) })
      try await redis.sadd(set, names)
      try await redis.zadd(
        sorted,
        contentsOf: names.enumerated().map { ($0.element, Double($0.offset)) }
      )
      var fields: [String: Int] = [:]
      for try await (name, number) in redis.hscan(hash, count: 50, as: [String: Int].self) {
        fields[name] = number
      }
      expectEqual(fields.count, 300)
      expectEqual(fields["name:7"], 7)
      var members: Set<String> = []
      for try await name in redis.sscan(set, match: "name:1*", as: String.self) {
        members.insert(name)
      }
      expectEqual(members, Set(names.filter { $0.hasPrefix("name:1") }))
      var scores: [String: Double] = [:]
      for try await scored in redis.zscan(sorted, as: String.self) {
        scores[scored.element] = scored.score
      }
      expectEqual(scores.count, 300)
      expectEqual(scores["name:299"], 299)
    },
  ]
}
