import XCTest

@testable import Redis

extension ContractCase {
  static let messages: [ContractCase] = [
    ContractCase("messages reach the subscribers of channels and patterns, in order") {
      redis,
      run in
      let (news, other) = (run.key("news"), run.key("other"))
      let messages = try await redis.subscribe(to: [news], patterns: [run.key("n*")])
      try await run.other.publish("nobody", to: other)
      for number in 1...3 { try await run.other.publish(number, to: news) }
      var received: [RedisMessage] = []
      for try await message in messages {
        received.append(message)
        if received.count == 6 { break }
      }
      let direct = received.filter { $0.pattern == nil }
      expectEqual(direct.map(\.payload), ["1", "2", "3"])
      let matched = received.filter { $0.pattern == run.key("n*") }
      expectEqual(matched.map(\.payload), ["1", "2", "3"])
      expectTrue(received.allSatisfy { $0.channel == news })
    },
    ContractCase("a message counts those it reached", needs: .oneServer) { redis, run in
      let channel = run.key("news")
      try await expectEqual(redis.publish("nobody", to: channel), 0)
      let first = try await redis.subscribe(to: channel)
      let second = try await run.other.subscribe(toPatterns: run.key("*"))
      try await expectEqual(redis.publish("hello", to: channel), 2)
      try await expectEqual(redis.pubSubNumSub([channel]), [channel: 1])
      try await expectEqual(redis.pubSubChannels(run.key("*")), [channel])
      for subscription in [first, second] {
        for try await message in subscription {
          expectEqual(message.payload, "hello")
          break
        }
      }
    },
    ContractCase("a key that expires is told of", needs: [.clock, .privacy]) { redis, run in
      try await redis.configSet("notify-keyspace-events", "Ex")
      let messages = try await redis.subscribe(to: "__keyevent@0__:expired")
      try await redis.set(run.key("a"), 1, expiry: .after(.seconds(1)))
      run.clock?.advance(by: .seconds(1))
      try await redis.ping()
      for try await message in messages {
        expectEqual(message.payload, run.key("a"))
        break
      }
    },
  ]

  static let pipelines: [ContractCase] = [
    ContractCase("a pipeline gives every reply in its place, errors too") { redis, run in
      let (a, list) = (run.key("a"), run.key("list"))
      let replies = try await redis.pipeline([
        RedisCommand("SET", a, "text"), RedisCommand("INCR", a), RedisCommand("RPUSH", list, 1, 2),
        RedisCommand("GET", list), RedisCommand("GET", run.key("missing")),
        RedisCommand("LLEN", list),
      ])
      expectEqual(
        replies,
        [
          .ok, .error(.notAnInteger), .integer(2), .error(.wrongType), .null, .integer(2),
        ]
      )
      try await expectEqual(redis.pipeline([]), [])
    },
    ContractCase("a pipeline is read as types") { redis, run in
      let (a, b) = (run.key("a"), run.key("b"))
      let (name, visits) = try await redis.pipeline(
        RedisRequest("GET", a, as: String?.self),
        RedisRequest("INCR", b, as: Int.self)
      )
      expectEqual(name, nil)
      expectEqual(visits, 1)
      let counts = try await redis.pipeline([a, b].map { RedisCommand("INCR", $0) }, as: Int.self)
      expectEqual(counts, [1, 2])
      try await expectError("WRONGTYPE") {
        try await redis.pipeline(
          [RedisCommand("LPUSH", a, 1), RedisCommand("INCR", b)],
          as: Int.self
        )
      }
      try await expectEqual(redis.get(b, as: Int.self), 3)
    },
    ContractCase("a long pipeline with large values comes back whole") { redis, run in
      let value = RedisBytes(repeatElement(UInt8(ascii: "x"), count: 50_000))
      let keys = (0..<100).map { run.key("\($0)") }
      let stored = try await redis.pipeline(keys.map { RedisCommand("SET", $0, value) })
      expectEqual(stored, keys.map { _ in .ok })
      let lengths = try await redis.pipeline(keys.map { RedisCommand("GET", $0) })
      expectTrue(lengths.allSatisfy { $0 == .bulk(value) })
    },
  ]

  static let transactions: [ContractCase] = [
    ContractCase("a transaction is carried out as one, its errors in their places") { redis, run in
      let (a, b) = (run.key("a"), run.key("b"))
      let result = try await redis.transaction([
        RedisCommand("SET", a, "text"), RedisCommand("INCR", a), RedisCommand("INCR", b),
      ])
      expectEqual(result, .committed([.ok, .error(.notAnInteger), .integer(1)]))
      try await expectEqual(redis.get(b, as: Int.self), 1)
    },
    ContractCase("a watched key that changed aborts, one that did not commits") { redis, run in
      let (key, other) = (run.key("stock"), run.other)
      try await redis.set(key, 5)
      for (isDisturbed, expected) in [
        (true, RedisTransactionResult.aborted), (false, .committed([.integer(5)])),
      ] {
        let result = try await redis.withDedicatedConnection { connection in
          try await connection.watch(key)
          let stock = try await connection.get(key, as: Int.self)
          if isDisturbed { try await other.set(key, (stock ?? 0) + 1) }
          return try await connection.transaction([RedisCommand("DECR", key)])
        }
        expectEqual(result, expected)
      }
      let result = try await redis.withDedicatedConnection { connection in
        try await connection.watch([key])
        try await other.incr(key)
        try await connection.unwatch()
        return try await connection.transaction([RedisCommand("GET", key)])
      }
      expectEqual(result.replies, [.bulk("6")])
    },
    ContractCase("a transaction with a command that is none is refused as a whole") { redis, run in
      let key = run.key("a")
      do {
        let result = try await redis.transaction([
          RedisCommand("SET", key, 1), RedisCommand("GET", key, key),
        ])
        XCTFail("\(ContractCase.label): it was not refused but \(result)")
      } catch let error as RedisTransactionError {
        expectEqual(error.refusals.map(\.command), [RedisCommand("GET", key, key)])
        expectEqual(error.refusals.map(\.error), [.wrongArity("get")])
      }
      try await expectEqual(redis.exists(key), false)
    },
    ContractCase("what a block left on its connection is gone afterwards", needs: .anyKey) {
      redis,
      run in
      let (key, other) = (run.key("a"), run.other)
      for _ in 0..<3 {
        try await redis.withDedicatedConnection { connection in
          try await connection.watch(key)
          _ = try await connection.send(RedisCommand("MULTI"))
          try await expectEqual(connection.send(RedisCommand("INCR", key)), .simple("QUEUED"))
        }
      }
      try await other.set(key, "changed")
      let result = try await redis.transaction([RedisCommand("GET", key)])
      expectEqual(result, .committed([.bulk("changed")]))
    },
  ]

  static let sharing: [ContractCase] = [
    ContractCase("a command that waits holds up nobody else", needs: .sharing) { redis, run in
      let (jobs, key) = (run.key("jobs"), run.key("a"))
      async let job = redis.send(RedisCommand("BLPOP", jobs, 0))
      async let entries = redis.send(
        RedisCommand("XREAD", "BLOCK", 0, "STREAMS", run.key("stream"), "0")
      )
      try await redis.set(key, 1)
      try await redis.rpush(jobs, "job")
      try await expectEqual(job, .array([.bulk(jobs), .bulk("job")]))
      try await redis.xadd(run.key("stream"), ["n": 1])
      let pairs = try await entries.decode(as: [RedisBytes: RESPValue].self)
      expectEqual(Array(pairs.keys), [run.key("stream")])
    },
    ContractCase("what would change the connection for others is refused", needs: .sharing) {
      redis,
      run in
      let commands = [
        RedisCommand("WATCH", run.key("a")), RedisCommand("MULTI"), RedisCommand("SELECT", 1),
        RedisCommand("SUBSCRIBE", run.key("news")), RedisCommand("RESET"), RedisCommand("QUIT"),
      ]
      for command in commands {
        do {
          let reply = try await redis.send(command)
          XCTFail("\(ContractCase.label): \(command) was answered with \(reply)")
        } catch let error as RedisMisuseError {
          expectEqual(error.command, command.name)
        }
      }
      let replies = try await redis.pipeline([
        RedisCommand("MULTI"), RedisCommand("INCR", run.key("a")), RedisCommand("EXEC"),
      ])
      expectEqual(replies, [.ok, .simple("QUEUED"), .array([.integer(1)])])
    },
  ]

  /// Takes one of a stock if there is one, and says whether it did.
  private static let take = RedisScript(
    name: "contract_take",
    text: """
      local stock = tonumber(redis.call('GET', KEYS[1]) or '0')
      if stock < tonumber(ARGV[1]) then return 0 end
      redis.call('DECRBY', KEYS[1], ARGV[1])
      return 1
      """
  ) { redis, keys, arguments in
    let stock = try redis.call("GET", keys[0], as: Int?.self) ?? 0
    guard let wanted = arguments[0].integer, stock >= wanted else { return .integer(0) }
    _ = try redis.call("DECRBY", keys[0], wanted)
    return .integer(1)
  }

  static let scripts: [ContractCase] = [
    ContractCase("a script is one step, wherever it runs", needs: .scripts) { redis, run in
      let key = run.key("stock")
      run.register(take)
      try await redis.set(key, 7)
      let taken = try await withThrowingTaskGroup(of: Bool.self) { group in
        for _ in 0..<10 {
          group.addTask { try await redis.run(take, keys: [key], arguments: [2], as: Bool.self) }
        }
        return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
      }
      expectEqual(taken, 3)
      try await expectEqual(redis.get(key, as: Int.self), 1)
      try await redis.rpush(run.key("list"), 1)
      try await expectError("WRONGTYPE") {
        try await redis.run(take, keys: [run.key("list")], arguments: [1])
      }
    },
    ContractCase("a script is known by the digest of its text", needs: .scripts) { redis, run in
      let key = run.key("stock")
      run.register(take)
      try await redis.set(key, 5)
      try await expectEqual(redis.scriptLoad(take.text), take.digest)
      let byDigest = try await redis.evalSHA(
        take.digest,
        keys: [key],
        arguments: [1],
        as: Int.self
      )
      expectEqual(byDigest, 1)
      let byText = try await redis.eval(take.text, keys: [key], arguments: [1], as: Int.self)
      expectEqual(byText, 1)
      let absent = String(repeating: "0", count: 40)
      try await expectError("NOSCRIPT") { try await redis.evalSHA(absent, keys: [key]) }
      try await expectEqual(redis.scriptExists([absent]), [false])
    },
    ContractCase("a registered script is a function, too", needs: [.scripts, .privacy]) {
      redis,
      run in
      let key = run.key("stock")
      run.register(take)
      try await redis.set(key, 5)
      let taken = try await redis.fcall(
        "contract_take",
        keys: [key],
        arguments: [1],
        as: Bool.self
      )
      expectEqual(taken, true)
      try await expectError("ERR") {
        try await redis.fcallReadOnly("contract_take", keys: [key], arguments: [1])
      }
      try await expectError("ERR") { try await redis.fcall("missing", keys: [key]) }
      try await expectError("ERR") { try await redis.eval("return 1", keys: [key]) }
      try await expectEqual(redis.scriptExists([take.digest]), [true])
    },
  ]

  static let errors: [ContractCase] = [
    ContractCase("a value of another type is left alone") { redis, run in
      let (text, list) = (run.key("text"), run.key("list"))
      try await redis.set(text, "blue")
      try await redis.rpush(list, "x")
      let commands = [
        RedisCommand("LPUSH", text, 1), RedisCommand("SADD", text, 1),
        RedisCommand("HSET", text, "f", 1), RedisCommand("ZADD", text, 1, "e"),
        RedisCommand("XADD", text, "*", "f", 1), RedisCommand("GET", list),
        RedisCommand("INCR", list), RedisCommand("SETBIT", list, 1, 1),
      ]
      for command in commands {
        do {
          let reply = try await redis.send(command)
          XCTFail("\(ContractCase.label): \(command) was answered with \(reply)")
        } catch let error as RedisError {
          expectEqual(error, .wrongType)
        }
      }
      try await expectEqual(redis.get(text, as: String.self), "blue")
      try await expectEqual(redis.lrange(list), ["x"])
    },
    ContractCase("a command that is none is refused in words") { redis, run in
      let key = run.key("a")
      let cases: [(RedisCommand, String)] = [
        (RedisCommand("GET"), "ERR wrong number of arguments for 'get' command"),
        (RedisCommand("SET", key, 1, "EX", 0), "ERR invalid expire time in 'set' command"),
        (RedisCommand("SET", key, 1, "NX", "XX"), "ERR syntax error"),
        (RedisCommand("LPOP", key, -1), "ERR value is out of range, must be positive"),
        (
          RedisCommand("NOSUCH", key, 7),
          "ERR unknown command 'NOSUCH', with args beginning with: '\(key.string)' '7' "
        ),
      ]
      for (command, text) in cases {
        do {
          let reply = try await redis.send(command)
          XCTFail("\(ContractCase.label): \(command) was answered with \(reply)")
        } catch let error as RedisError {
          expectEqual(error.text, text)
        }
      }
    },
  ]

  static let server: [ContractCase] = [
    ContractCase("the server answers for itself") { redis, run in
      try await expectEqual(redis.ping(), "PONG")
      try await expectEqual(redis.ping("hello"), "hello")
      let time = try await redis.time()
      expectTrue(time >= .seconds(1_767_225_600))
      let memory = try await redis.info("memory")
      expectTrue(memory["used_memory"].flatMap { Int($0) } ?? 0 > 0)
      let all = try await redis.info()
      expectTrue(all["redis_version"] != nil)
      let settings = try await redis.configGet("maxmemory*")
      expectTrue(settings["maxmemory-policy"] != nil && settings["maxmemory"] != nil)
    },
    ContractCase("the server's own settings and keys", needs: .privacy) { redis, run in
      try await redis.configSet("maxmemory-policy", "allkeys-lru")
      try await expectEqual(
        redis.configGet("maxmemory-policy"),
        ["maxmemory-policy": "allkeys-lru"]
      )
      try await expectError("ERR") { try await redis.configSet("no-such-setting", 1) }
      try await redis.set(run.key("a"), 1)
      try await expectEqual(redis.dbSize(), 1)
      try await redis.flushDB()
      try await expectEqual(redis.dbSize(), 0)
      try await expectEqual(redis.randomKey(), nil)
      try await redis.set(run.key("a"), 1)
      try await redis.flushAll()
      try await expectEqual(redis.exists(run.key("a")), false)
    },
    ContractCase("a write is waited for on its own connection") { redis, run in
      let key = run.key("a")
      let replicas = try await redis.withDedicatedConnection { connection in
        try await connection.set(key, 1)
        return try await connection.wait(replicas: 0, timeout: .seconds(1))
      }
      expectTrue(replicas >= 0)
    },
    ContractCase("a full memory refuses writes, or makes room", needs: .privacy) { redis, run in
      let value = RedisBytes(repeatElement(UInt8(ascii: "x"), count: 10_000))
      try await redis.set(run.key("first"), value)
      let used = try await redis.info("memory")["used_memory"].flatMap { Int($0) } ?? 0
      try await redis.configSet("maxmemory-policy", "noeviction")
      try await redis.configSet("maxmemory", used + 100_000)
      try await expectError("OOM") {
        for number in 0..<100 { try await redis.set(run.key("\(number)"), value) }
      }
      try await expectEqual(redis.get(run.key("first")), value)
      try await redis.configSet("maxmemory-policy", "allkeys-random")
      for number in 0..<100 { try await redis.set(run.key("\(number)"), value) }
      let evicted = try await redis.info("stats")["evicted_keys"].flatMap { Int($0) } ?? 0
      expectTrue(evicted > 0)
      try await redis.configSet("maxmemory", 0)
    },
  ]

  static let slots: [ContractCase] = [
    ContractCase("commands of many keys work across slots", needs: .anyKey) { redis, run in
      let keys = run.scattered(40)
      try await redis.mset(contentsOf: keys.enumerated().map { ($0.element, $0.offset) })
      try await expectEqual(redis.mget(keys, as: Int.self), Array(0..<40))
      try await expectEqual(
        redis.mget([keys[7], "\(run.tag):none", keys[3]], as: Int.self),
        [7, nil, 3]
      )
      try await expectEqual(redis.exists(keys), 40)
      try await expectEqual(redis.touch(keys), 40)
      try await expectEqual(redis.unlink(Array(keys.prefix(10))), 10)
      try await expectEqual(redis.del(keys), 30)
      let counts = try await redis.pipeline(keys.map { RedisCommand("INCR", $0) }, as: Int.self)
      expectEqual(counts, keys.map { _ in 1 })
    },
    ContractCase("keys of several slots are refused where they must be together", needs: .slots) {
      redis,
      run in
      let (a, b) = (run.key("a"), RedisBytes("{\(run.tag)-elsewhere}"))
      try await expectError("CROSSSLOT") { try await redis.sinter([a, b]) }
      try await expectError("CROSSSLOT") { try await redis.rename(a, to: b) }
    },
  ]
}
