@testable import Redis

extension ContractCase {
  static let strings: [ContractCase] = [
    ContractCase("a value is read as it was written, and one that is missing is nil") {
      redis,
      run in
      let key = run.key("a")
      let bytes = RedisBytes((0...255).map { UInt8($0) })
      try await expectEqual(redis.get(key), nil)
      try await expectEqual(redis.set(key, "blue"), true)
      try await expectEqual(redis.get(key, as: String.self), "blue")
      try await redis.set(key, bytes)
      try await expectEqual(redis.get(key), bytes)
      try await redis.set(key, "")
      try await expectEqual(redis.get(key), "")
      try await redis.set(key, 1.5)
      try await expectEqual(redis.get(key, as: Double.self), 1.5)
    },
    ContractCase("a text that is no number is no Int") { redis, run in
      let key = run.key("a")
      try await redis.set(key, "blue")
      do {
        let number = try await redis.get(key, as: Int.self)
        expectEqual(number, nil)
      } catch let error as RedisReplyError {
        expectEqual(error.command, "GET")
      }
    },
    ContractCase("SET writes only when its condition holds") { redis, run in
      let key = run.key("a")
      try await expectEqual(redis.set(key, 1, condition: .ifPresent), false)
      try await expectEqual(redis.get(key), nil)
      try await expectEqual(redis.set(key, 1, condition: .ifAbsent), true)
      try await expectEqual(redis.set(key, 2, condition: .ifAbsent), false)
      try await expectEqual(redis.get(key, as: Int.self), 1)
      try await expectEqual(redis.set(key, 3, condition: .ifPresent), true)
      try await expectEqual(redis.setNX(key, 4), false)
      try await expectEqual(redis.setNX(run.key("b"), 4), true)
    },
    ContractCase("SET with GET gives what was there before") { redis, run in
      let (key, list) = (run.key("a"), run.key("list"))
      try await expectEqual(redis.set(key, "one", get: String.self), nil)
      try await expectEqual(redis.set(key, "two", get: String.self), "one")
      let kept = try await redis.set(key, "three", condition: .ifAbsent, get: String.self)
      expectEqual(kept, "two")
      try await expectEqual(redis.get(key, as: String.self), "two")
      try await redis.rpush(list, "x")
      try await expectError("WRONGTYPE") { try await redis.set(list, 1, get: String.self) }
      try await expectEqual(redis.type(list), "list")
    },
    ContractCase("GETDEL takes a value away, GETEX changes only its expiry") { redis, run in
      let key = run.key("a")
      try await redis.set(key, "v")
      try await expectEqual(redis.getEx(key, expiry: .after(.seconds(500)), as: String.self), "v")
      try await expectEqual(redis.ttl(key).duration != nil, true)
      try await expectEqual(redis.getEx(key, expiry: .asBefore, as: String.self), "v")
      try await expectEqual(redis.ttl(key).duration != nil, true)
      try await expectEqual(redis.getEx(key, expiry: nil, as: String.self), "v")
      try await expectEqual(redis.ttl(key), .unlimited)
      try await expectEqual(redis.getDel(key, as: String.self), "v")
      try await expectEqual(redis.getDel(key), nil)
      try await expectEqual(redis.getEx(key, expiry: nil), nil)
    },
    ContractCase("many values are read in their order, with nil for what is no string") {
      redis,
      run in
      let (a, b, list) = (run.key("a"), run.key("b"), run.key("list"))
      try await redis.mset([a: 1, b: "two"])
      try await redis.rpush(list, "x")
      let values = try await redis.mget([b, list, run.key("missing"), a, b], as: String.self)
      expectEqual(values, ["two", nil, nil, "1", "two"])
      try await expectEqual(redis.mget([RedisBytes]()), [])
      try await redis.mset(contentsOf: [(key: a, value: 5), (key: a, value: 6)])
      try await expectEqual(redis.get(a, as: Int.self), 6)
      try await expectEqual(redis.msetNX([a: 7, run.key("c"): 7]), false)
      try await expectEqual(redis.exists(run.key("c")), false)
      try await expectEqual(redis.msetNX([run.key("c"): 7, run.key("d"): 8]), true)
    },
    ContractCase("a part of a value is read and written") { redis, run in
      let key = run.key("a")
      try await expectEqual(redis.append(key, "Hello"), 5)
      try await expectEqual(redis.append(key, " World"), 11)
      try await expectEqual(redis.strlen(key), 11)
      try await expectEqual(redis.strlen(run.key("missing")), 0)
      try await expectEqual(redis.getRange(key, from: -5, as: String.self), "World")
      try await expectEqual(redis.getRange(key, from: 0, through: 4, as: String.self), "Hello")
      try await expectEqual(redis.getRange(key, from: 20, through: 30, as: String.self), "")
      try await expectEqual(redis.setRange(key, at: 6, "Redis"), 11)
      try await expectEqual(redis.get(key, as: String.self), "Hello Redis")
      try await expectEqual(redis.setRange(run.key("b"), at: 2, "x"), 3)
      try await expectEqual(redis.get(run.key("b")), RedisBytes([0, 0, UInt8(ascii: "x")]))
    },
  ]

  static let counters: [ContractCase] = [
    ContractCase("a counter begins at 0 and counts exactly") { redis, run in
      let key = run.key("n")
      try await expectEqual(redis.incr(key), 1)
      try await expectEqual(redis.incrBy(key, 41), 42)
      try await expectEqual(redis.decr(key), 41)
      try await expectEqual(redis.decrBy(key, 50), -9)
      try await expectEqual(redis.get(key, as: Int.self), -9)
      try await expectEqual(redis.incrByFloat(key, 0.5), -8.5)
      try await expectEqual(redis.incrByFloat(key, 8.5), 0)
    },
    ContractCase("what is no number or too great is not counted") { redis, run in
      let key = run.key("n")
      try await redis.set(key, "blue")
      try await expectError("ERR") { try await redis.incr(key) }
      try await expectError("ERR") { try await redis.incrByFloat(key, 1) }
      try await redis.set(key, Int.max)
      try await expectError("ERR") { try await redis.incr(key) }
      try await expectEqual(redis.get(key, as: Int.self), Int.max)
      try await redis.set(key, 10, expiry: .after(.seconds(500)))
      try await redis.incr(key)
      try await expectEqual(redis.ttl(key).duration != nil, true)
    },
    ContractCase("counters lose nothing when many count at once") { redis, run in
      let key = run.key("n")
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<20 {
          group.addTask { for _ in 0..<10 { try await redis.incr(key) } }
        }
        try await group.waitForAll()
      }
      try await expectEqual(redis.get(key, as: Int.self), 200)
    },
  ]

  static let bitmaps: [ContractCase] = [
    ContractCase("bits are set, read, counted and found") { redis, run in
      let key = run.key("bits")
      try await expectEqual(redis.setBit(key, at: 7, true), false)
      try await expectEqual(redis.setBit(key, at: 7, true), true)
      try await redis.setBit(key, at: 100, true)
      try await expectEqual(redis.getBit(key, at: 7), true)
      try await expectEqual(redis.getBit(key, at: 8), false)
      try await expectEqual(redis.getBit(key, at: 1_000_000), false)
      try await expectEqual(redis.bitCount(key), 2)
      try await expectEqual(redis.bitCount(key, fromByte: 1), 1)
      try await expectEqual(redis.bitCount(key, fromByte: 0, throughByte: 0), 1)
      try await expectEqual(redis.bitPos(key, true), 7)
      try await expectEqual(redis.bitPos(key, false), 0)
      try await expectEqual(redis.bitPos(run.key("missing"), true), nil)
    },
    ContractCase("bitmaps are put together bit by bit") { redis, run in
      let (a, b, result) = (run.key("a"), run.key("b"), run.key("result"))
      try await redis.set(a, RedisBytes([0b1100]))
      try await redis.set(b, RedisBytes([0b1010, 0xff]))
      for (operation, bytes) in [
        (RedisBitOperation.and, [0b1000, 0]), (.or, [0b1110, 0xff]), (.xor, [0b0110, 0xff]),
      ] as [(RedisBitOperation, [UInt8])] {
        try await expectEqual(redis.bitOp(operation, result, [a, b]), 2)
        try await expectEqual(redis.get(result), RedisBytes(bytes))
      }
      try await expectEqual(redis.bitNot(result, a), 1)
      try await expectEqual(redis.get(result), RedisBytes([0b1111_0011]))
    },
  ]

  static let hyperLogLogs: [ContractCase] = [
    ContractCase("different elements are counted about right, and merged") { redis, run in
      let (a, b, both) = (run.key("a"), run.key("b"), run.key("both"))
      try await expectEqual(redis.pfadd(a, "ada", "bob"), true)
      try await expectEqual(redis.pfadd(a, "ada"), false)
      try await expectEqual(redis.pfcount(a), 2)
      try await redis.pfadd(b, (0..<1000).map { "user:\($0)" })
      let count = try await redis.pfcount([a, b])
      expectTrue((960...1045).contains(count))
      try await redis.pfmerge(both, [a, b])
      try await expectEqual(redis.pfcount(both), count)
      try await expectEqual(redis.pfcount(run.key("missing")), 0)
      try await redis.set(a, "text")
      try await expectError("WRONGTYPE") { try await redis.pfadd(a, "x") }
    }
  ]
}
