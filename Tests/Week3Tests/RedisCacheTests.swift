import CheckSupport
import Foundation
import Lab
import Redis
import RedisChecks
import Synchronization
import Week3
import XCTest

final class RedisCacheTests: XCTestCase {
  // MARK: - Values

  func testAValueComesBackAsItWasInserted() async throws {
    try await onEveryRedis { redis, namespace in
      let cache = Self.cache(redis, namespace)
      expect(try await cache.value(for: "tea", as: Product.self), is: nil, "of an empty cache")
      try await cache.insert(Product.tea, for: "tea", lifetime: .seconds(60))
      try await cache.insert(-7, for: "number", lifetime: .seconds(60))
      try await cache.insert("a \"b\" é", for: "text", lifetime: .seconds(60))
      try await cache.insert(["a", ""], for: "list", lifetime: .seconds(60))
      expect(try await cache.value(for: "tea", as: Product.self), is: .tea, "of a product")
      expect(try await cache.value(for: "number", as: Int.self), is: -7, "of a number")
      expect(try await cache.value(for: "text", as: String.self), is: "a \"b\" é", "of a text")
      expect(try await cache.value(for: "list", as: [String].self), is: ["a", ""], "of an array")
    }
  }

  func testAnEntryIsJSONUnderItsName() async throws {
    try await onEveryRedis { redis, namespace in
      let cache = Self.cache(redis, namespace)
      try await cache.insert(Product.tea, for: "product:7", lifetime: .seconds(60))
      let stored = try await redis.get("\(namespace):product:7", as: String.self)
      let decoded = stored.map { try? JSONDecoder().decode(Product.self, from: Data($0.utf8)) }
      let situation = "of the JSON \(stored ?? "nil") in \(namespace):product:7"
      expect(decoded, is: .some(.tea), situation)
      try await redis.set("\(namespace):product:8", #"{ "cents": 1999, "name": "pot" }"#)
      let pot = try await cache.value(for: "product:8", as: Product.self)
      expect(pot, is: .pot, "of JSON that another program wrote")
    }
  }

  func testAnInsertedValueReplacesTheOld() async throws {
    try await onEveryRedis { redis, namespace in
      let cache = Self.cache(redis, namespace)
      try await cache.insert(Product.tea, for: "a", lifetime: .seconds(600))
      try await cache.insert(Product.pot, for: "a", lifetime: .milliseconds(60_500))
      expect(try await cache.value(for: "a", as: Product.self), is: .pot, "a pot after tea")
      let left = try await redis.pttl("\(namespace):a").duration ?? .zero
      expect(left, isAtMost: .milliseconds(60_500), "the time left, 60.5 s after 600 s")
      expect(left > .seconds(50), "most of 60.5 s left, not \(left.readable)")
    }
  }

  func testAnEntryEndsWithItsLifetime() async throws {
    try await onFakeRedis { schedule, redis in
      let cache = Self.cache(redis, "shop", schedule.clock)
      try await cache.insert(Product.tea, for: "tea", lifetime: .milliseconds(2500))
      await schedule.pass(.milliseconds(2499))
      let before = try await cache.value(for: "tea", as: Product.self)
      expect(before, is: .tea, "2.499 s after an insertion for 2.5 s")
      await schedule.pass(.milliseconds(1))
      let after = try await cache.value(for: "tea", as: Product.self)
      expect(after, is: nil, "2.5 s after an insertion for 2.5 s")
    }
  }

  func testARemovedEntryIsAMiss() async throws {
    try await onEveryRedis { redis, namespace in
      let cache = Self.cache(redis, namespace)
      try await cache.remove("moon dust")
      for key in ["a", "b"] {
        try await cache.insert(Product.tea, for: key, lifetime: .seconds(60))
      }
      try await cache.remove("a")
      expect(try await cache.value(for: "a", as: Product.self), is: nil, "of a, which was removed")
      expect(try await cache.value(for: "b", as: Product.self), is: .tea, "of b, which was not")
    }
  }

  func testAnUpdateReplacesOnlyWhatIsThere() async throws {
    try await onEveryRedis { redis, namespace in
      let cache = Self.cache(redis, namespace)
      expect(try await cache.update(Product.tea, for: "a"), is: false, "for a missing key")
      expect(try await cache.value(for: "a", as: Product.self), is: nil, "after that update")
      try await cache.insert(Product.tea, for: "a", lifetime: .seconds(60))
      expect(try await cache.update(Product.pot, for: "a"), is: true, "for a key that is there")
      expect(try await cache.value(for: "a", as: Product.self), is: .pot, "after that update")
    }
  }

  func testAnUpdateKeepsTheLifetime() async throws {
    try await onFakeRedis { schedule, redis in
      let cache = Self.cache(redis, "shop", schedule.clock)
      try await cache.insert(Product.tea, for: "tea", lifetime: .seconds(600))
      await schedule.pass(.seconds(200))
      try await cache.update(Product.pot, for: "tea")
      await schedule.pass(.seconds(399))
      let before = try await cache.value(for: "tea", as: Product.self)
      expect(before, is: .pot, "at 599 s; inserted at 0 s for 600 s, updated at 200 s")
      await schedule.pass(.seconds(1))
      let after = try await cache.value(for: "tea", as: Product.self)
      expect(after, is: nil, "at 600 s; inserted at 0 s for 600 s, updated at 200 s")
    }
  }

  func testSeveralValuesComeWithoutTheMisses() async throws {
    try await onEveryRedis { redis, namespace in
      let cache = Self.cache(redis, namespace)
      try await cache.insert(Product.tea, for: "a", lifetime: .seconds(60))
      try await cache.insert(Product.pot, for: "c", lifetime: .seconds(60))
      let values = try await cache.values(for: ["a", "b", "c", "a"], as: Product.self)
      expect(values, is: ["a": .tea, "c": .pot], "for a, b, c and a again; b is not there")
      let none = try await cache.values(for: [], as: Product.self)
      expect(none, is: [:], "for no keys")
    }
  }

  // MARK: - Counters and hashes

  func testACounterCounts() async throws {
    try await onEveryRedis { redis, namespace in
      let cache = Self.cache(redis, namespace)
      expect(try await cache.increment("visits"), is: 1, "the first time")
      expect(try await cache.increment("visits", by: 10), is: 11, "10 more after 1")
      expect(try await cache.increment("visits", by: -3), is: 8, "3 fewer after 11")
      expect(try await cache.value(for: "visits", as: Int.self), is: 8, "of a counter at 8")
      let left = try await redis.pttl("\(namespace):visits")
      expect(left, is: .unlimited, "the time left of a counter")
    }
  }

  func testSimultaneousIncrementsAreNotLost() async throws {
    try await onFakeRedis { schedule, redis in
      redis.setLatency(.milliseconds(1))
      let cache = Self.cache(redis, "shop", schedule.clock)
      let counts = try await atOnce(8) { _ in try await cache.increment("visits") }
      expect(counts.sorted(), is: Array(1...8), "8 increments at once")
    }
  }

  func testFieldsAreApart() async throws {
    try await onEveryRedis { redis, namespace in
      let cache = Self.cache(redis, namespace)
      expect(try await cache.values(in: "h", as: Product.self), is: [:], "of a hash nobody used")
      try await cache.insert(Product.tea, of: "a", in: "h", lifetime: .seconds(60))
      try await cache.insert(Product.pot, of: "b", in: "h", lifetime: .seconds(60))
      try await cache.insert(Product.pot, of: "a", in: "i", lifetime: .seconds(60))
      let situation = "with tea in field a of h, a pot in b, and another in field a of i"
      let a = try await cache.value(of: "a", in: "h", as: Product.self)
      expect(a, is: .tea, "of field a of h, \(situation)")
      let c = try await cache.value(of: "c", in: "h", as: Product.self)
      expect(c, is: nil, "of field c of h, \(situation)")
      let all = try await cache.values(in: "h", as: Product.self)
      expect(all, is: ["a": .tea, "b": .pot], "of all fields of h, \(situation)")
      expect(try await redis.type("\(namespace):h"), is: "hash", "the type of \(namespace):h")
    }
  }

  func testAHashEndsAfterItsLastLifetime() async throws {
    try await onFakeRedis { schedule, redis in
      let cache = Self.cache(redis, "shop", schedule.clock)
      try await cache.insert(Product.tea, of: "a", in: "h", lifetime: .seconds(10))
      await schedule.pass(.seconds(9))
      try await cache.insert(Product.pot, of: "b", in: "h", lifetime: .milliseconds(2500))
      await schedule.pass(.milliseconds(2499))
      let situation = "with a inserted at 0 s for 10 s, and b at 9 s for 2.5 s"
      let before = try await cache.values(in: "h", as: Product.self)
      expect(before, is: ["a": .tea, "b": .pot], "at 11.499 s, \(situation)")
      await schedule.pass(.milliseconds(1))
      let after = try await cache.values(in: "h", as: Product.self)
      expect(after, is: [:], "at 11.5 s, \(situation)")
    }
  }

  // MARK: - Encoding and decoding

  func testWhatCannotBeDecodedIsAMiss() async throws {
    try await onEveryRedis(orders: 4) { redis, namespace in
      let cache = Self.cache(redis, namespace)
      try await cache.insert(Product.tea, for: "good", lifetime: .seconds(60))
      for json in Self.undecodable {
        try await redis.set("\(namespace):bad", json)
        let value = await Self.outcome {
          Self.name(try await cache.value(for: "bad", as: Product.self))
        }
        try require(value, is: "nil", "of \(json) as a product")
        let values = await Self.outcome {
          Self.keys(try await cache.values(for: ["bad", "good"], as: Product.self))
        }
        try require(values, is: "good", "the keys of values, beside \(json)")
        let left = try await redis.get("\(namespace):bad", as: String.self)
        try require(left, is: json, "in Redis, after it was read as a product")
      }
    }
  }

  func testAFieldThatCannotBeDecodedIsAMiss() async throws {
    try await onEveryRedis(orders: 4) { redis, namespace in
      let cache = Self.cache(redis, namespace)
      try await cache.insert(Product.tea, of: "good", in: "h", lifetime: .seconds(60))
      for json in Self.undecodable {
        try await redis.hset("\(namespace):h", "bad", json)
        let value = await Self.outcome {
          Self.name(try await cache.value(of: "bad", in: "h", as: Product.self))
        }
        try require(value, is: "nil", "of a field with \(json) as a product")
        let values = await Self.outcome {
          Self.keys(try await cache.values(in: "h", as: Product.self))
        }
        try require(values, is: "good", "the fields of the hash, beside \(json)")
      }
    }
  }

  func testWhatCannotBeEncodedIsThrownAndNothingIsSent() async throws {
    try await onFakeRedis(orders: 1) { schedule, redis in
      let cache = Self.cache(redis, "shop", schedule.clock)
      let lifetime = Duration.seconds(60)
      let calls: [(String, @Sendable () async throws -> Void)] = [
        ("insert", { try await cache.insert(Double.nan, for: "a", lifetime: lifetime) }),
        ("update", { try await cache.update(Double.nan, for: "a") }),
        (
          "insert in a field",
          {
            try await cache.insert(Double.nan, of: "f", in: "h", lifetime: lifetime)
          }
        ),
      ]
      for (name, call) in calls {
        let result = await Self.outcome {
          try await call()
          return "done"
        }
        try require(result, is: "EncodingError", "from \(name) of a NaN")
        try require(redis.roundTrips, is: 0, "round trips of \(name) of a NaN")
      }
    }
  }

  // MARK: - Tries

  func testEveryMethodIsOneRoundTrip() async throws {
    try await onFakeRedis(orders: 1) { schedule, redis in
      let cache = Self.cache(redis, "shop", schedule.clock)
      let many = (0..<100).map { "many \($0)" }
      for key in many {
        try await cache.insert(Product.tea, for: key, lifetime: .seconds(60))
        try await cache.insert(Product.tea, of: key, in: "many", lifetime: .seconds(60))
      }
      for method in Self.methods(of: cache) {
        let count = try await redis.countRoundTrips { _ = try await method.call() }
        try require(count, is: 1, "round trips of \(method.name)")
      }
      let keys = try await redis.countRoundTrips {
        let values = try await cache.values(for: many, as: Product.self)
        expect(values.count, is: 100, "values for 100 keys")
      }
      expect(keys, is: 1, "round trips for 100 keys")
      let fields = try await redis.countRoundTrips {
        let values = try await cache.values(in: "many", as: Product.self)
        expect(values.count, is: 100, "values of 100 fields")
      }
      expect(fields, is: 1, "round trips for 100 fields")
      let none = try await redis.countRoundTrips {
        _ = try await cache.values(for: [], as: Product.self)
      }
      expect(none, is: 0, "round trips for no keys")
    }
  }

  func testTheThirdTrySucceeds() async throws {
    try await onFakeRedis(orders: 2) { schedule, redis in
      for (moment, failure) in [
        (FakeRedis.FailureMoment.beforeExecution, "do not reach Redis"),
        (.afterExecution, "lose their replies"),
      ] {
        for method in Self.methods(of: Self.cache(redis, "shop", schedule.clock))
        where method.mayRepeat || moment == .beforeExecution {
          try await Self.fill(redis)
          let start = schedule.clock.now
          redis.failNext(2, when: moment)
          let result = await Self.outcome(method.call)
          let time = start.duration(to: schedule.clock.now)
          let situation = "\(method.name) whose first two tries \(failure)"
          try require(result, is: method.result, "from \(situation)")
          try require(time, is: .milliseconds(150), "the time of \(situation)")
        }
      }
    }
  }

  func testTheThirdErrorIsThrown() async throws {
    try await onFakeRedis(orders: 2) { schedule, redis in
      for method in Self.methods(of: Self.cache(redis, "shop", schedule.clock)) {
        try await Self.fill(redis)
        let start = schedule.clock.now
        redis.failNext(9)
        let result = await Self.outcome(method.call)
        let time = start.duration(to: schedule.clock.now)
        var tries = 9
        while await Self.outcome({ try await redis.ping().string }) == "RedisUnavailable" {
          tries -= 1
        }
        let situation = "\(method.name), when Redis is unavailable"
        try require(result, is: "RedisUnavailable", "from \(situation)")
        try require(tries, is: 3, "tries of \(situation)")
        try require(time, is: .milliseconds(150), "the time of \(situation)")
      }
    }
  }

  func testThePausesAreFiftyAndAHundredMilliseconds() async throws {
    try await onFakeRedis { schedule, redis in
      let cache = Self.cache(redis, "shop", schedule.clock)
      redis.goDown()
      let read = Task { try await cache.value(for: "a", as: Product.self) }
      defer { read.cancel() }
      for (pause, tries) in [(0, 1), (49, 1), (1, 2), (99, 2), (1, 3)] {
        await schedule.pass(.milliseconds(pause))
        let situation = "tries, \(schedule.clock.now) after the first"
        try require(Self.commands(redis), is: tries, situation)
      }
    }
  }

  func testAnErrorReplyIsThrownAtOnce() async throws {
    try await onFakeRedis(orders: 1) { schedule, redis in
      let cache = Self.cache(redis, "shop", schedule.clock)
      try await redis.lpush("shop:list", "tea")
      let calls: [(String, @Sendable () async throws -> String)] = [
        ("value", { Self.name(try await cache.value(for: "list", as: Product.self)) }),
        ("increment", { String(try await cache.increment("list")) }),
        ("values of fields", { Self.keys(try await cache.values(in: "list", as: Product.self)) }),
        (
          "insert in a field",
          {
            try await cache.insert(Product.tea, of: "f", in: "list", lifetime: .seconds(60))
            return "done"
          }
        ),
      ]
      for (name, call) in calls {
        let situation = "\(name), with a list of Redis under the key"
        let count = try await redis.countRoundTrips {
          let result = await Self.outcome(call)
          try require(result, is: "WRONGTYPE", "from \(situation)")
        }
        try require(count, is: 1, "round trips of \(situation)")
        try require(schedule.clock.now, is: .start, "after \(situation)")
      }
    }
  }

  func testNothingIsCountedTwice() async throws {
    try await onFakeRedis { schedule, redis in
      let cache = Self.cache(redis, "shop", schedule.clock)
      redis.failNext(1, when: .afterExecution)
      let result = await Self.outcome { String(try await cache.increment("visits")) }
      expect(result, is: "RedisUnavailable", "from an increment whose reply is lost")
      expect(try await redis.get("shop:visits", as: Int.self), is: 1, "after that increment")
      expect(schedule.clock.now, is: .start, "after that increment")
      redis.failNext(1)
      expect(try await cache.increment("visits"), is: 2, "when the first try does not reach Redis")
    }
  }

  func testACancellationEndsTheTries() async throws {
    try await onFakeRedis { schedule, redis in
      let cache = Self.cache(redis, "shop", schedule.clock)
      redis.goDown()
      let read = Task {
        await Self.outcome { Self.name(try await cache.value(for: "a", as: Product.self)) }
      }
      await schedule.settle()
      read.cancel()
      expect(await read.value, is: "CancellationError", "from a read cancelled in its first pause")
      expect(Self.commands(redis), is: 1, "tries of a read cancelled in its first pause")
    }
  }

  // MARK: - Loading a miss

  func testAMissIsLoadedAndStored() async throws {
    try await onFakeRedis { schedule, redis in
      let cache = Self.cache(redis, "shop", schedule.clock)
      let loads = Loads()
      for (second, count) in [(0, 1), (1, 1), (59, 1), (60, 2), (119, 2)] {
        await schedule.pass(.seconds(second) - schedule.clock.now.offset)
        let tea = try await cache.value(for: "tea", lifetime: .seconds(60)) { loads.product() }
        try require(tea, is: .tea, "at \(second) s, with a lifetime of 60 s")
        try require(loads.count, is: count, "loads until \(second) s, with a lifetime of 60 s")
      }
    }
  }

  func testAStoredNilIsNoMiss() async throws {
    try await onEveryRedis { redis, namespace in
      let cache = Self.cache(redis, namespace)
      try await cache.insert(Product?.none, for: "a", lifetime: .seconds(60))
      let value = try await cache.value(for: "a", as: Product?.self)
      expect(value != nil, "a read of a stored nil that finds it, and is no miss")
      let values = try await cache.values(for: ["a", "b"], as: Product?.self)
      expect(values, is: ["a": nil], "for a, where nil is stored, and b, where nothing is")
      let loads = Loads()
      let loaded = try await cache.value(for: "a", lifetime: .seconds(60)) {
        () -> Product? in loads.product()
      }
      expect(loaded, is: nil, "with a load, where nil is stored")
      expect(loads.count, is: 0, "loads, where nil is stored")
      try await cache.insert(Product?.none, of: "f", in: "h", lifetime: .seconds(60))
      let field = try await cache.value(of: "f", in: "h", as: Product?.self)
      expect(field != nil, "a read of a nil stored in a field that finds it, and is no miss")
    }
  }

  func testWhatCannotBeDecodedIsLoadedAgain() async throws {
    try await onEveryRedis { redis, namespace in
      let cache = Self.cache(redis, namespace)
      try await redis.set("\(namespace):tea", #"{ "name": "tea" }"#)
      let loads = Loads()
      for read in ["first", "second"] {
        let tea = try await cache.value(for: "tea", lifetime: .seconds(60)) { loads.product() }
        expect(tea, is: .tea, "in the \(read) read, of what lacked a price")
        expect(loads.count, is: 1, "loads, after the \(read) read of what lacked a price")
      }
    }
  }

  func testWhenRedisIsDownTheValueIsLoaded() async throws {
    try await onFakeRedis { schedule, redis in
      let cache = Self.cache(redis, "shop", schedule.clock)
      let loads = Loads()
      redis.goDown()
      let tea = await Self.outcome {
        try await cache.value(for: "tea", lifetime: .seconds(60)) { loads.product() }.name
      }
      expect(tea, is: "tea", "when Redis is down")
      expect(loads.count, is: 1, "loads, when Redis is down")
      expect(schedule.clock.now.offset, is: .milliseconds(150), "after a read when Redis is down")
      expect(Self.commands(redis), is: 3, "commands: three tries to read, and none to store")
    }
  }

  func testAReadThatRedisRefusesIsLoaded() async throws {
    try await onFakeRedis(orders: 2) { schedule, redis in
      let cache = Self.cache(redis, "shop", schedule.clock)
      try await redis.lpush("shop:tea", "a list")
      let tea = await Self.outcome {
        try await cache.value(for: "tea", lifetime: .seconds(60)) { Product.tea }.name
      }
      expect(tea, is: "tea", "with a list of Redis under the key")
      expect(try await redis.type("shop:tea"), is: "list", "the type of that key, afterwards")
    }
  }

  func testAFailureToStoreIsHiddenFromTheCaller() async throws {
    try await onFakeRedis { schedule, redis in
      let cache = Self.cache(redis, "shop", schedule.clock)
      let tea = await Self.outcome {
        try await cache.value(for: "tea", lifetime: .seconds(60)) {
          redis.goDown()
          return Product.tea
        }.name
      }
      expect(tea, is: "tea", "when Redis goes down during the load")
      redis.comeUp()
      let number = await Self.outcome {
        String(try await cache.value(for: "number", lifetime: .seconds(60)) { Double.infinity })
      }
      expect(number, is: "inf", "when JSON cannot hold what was loaded")
    }
  }

  func testAnErrorOfTheLoadReachesTheCaller() async throws {
    try await onFakeRedis(orders: 4) { schedule, redis in
      let cache = Self.cache(redis, "shop", schedule.clock)
      for state in ["up", "down"] {
        let loads = Loads()
        let result = await Self.outcome {
          try await cache.value(for: "tea", lifetime: .seconds(60)) {
            _ = loads.product()
            // As if the load read from another Redis.
            throw RedisUnavailable("the other Redis is down")
          }
        }
        let situation = "of a load that fails, with Redis \(state)"
        try require(result, is: "RedisUnavailable", "the error \(situation)")
        try require(loads.count, is: 1, "calls \(situation)")
        redis.goDown()
      }
    }
  }

  func testACancelledReadLoadsNothing() async throws {
    try await onFakeRedis { schedule, redis in
      let cache = Self.cache(redis, "shop", schedule.clock)
      let loads = Loads()
      redis.goDown()
      let read = Task {
        await Self.outcome {
          try await cache.value(for: "tea", lifetime: .seconds(60)) { loads.product() }.name
        }
      }
      await schedule.settle()
      read.cancel()
      expect(await read.value, is: "CancellationError", "from a read cancelled in its first pause")
      expect(loads.count, is: 0, "loads of a read cancelled in its first pause")
    }
  }
}

extension RedisCacheTests {
  /// What does not decode as a product: no JSON, JSON cut off, other types, nothing at all.
  private static let undecodable = ["tea", #"{"name":"te"#, #"{"name":7,"cents":499}"#, "[]", ""]

  private static func cache(
    _ redis: any RedisConnection,
    _ namespace: String,
    _ clock: any Clock<Duration> = VirtualClock()
  ) -> RedisCache {
    RedisCache(on: redis, namespace: namespace, clock: clock)
  }

  /// What a call returned, or the name of its error.
  private static func outcome(_ call: () async throws -> String) async -> String {
    do {
      return try await call()
    } catch let error as RedisError {
      return error.code
    } catch {
      return "\(type(of: error))"
    }
  }

  private static func name(_ product: Product?) -> String { product?.name ?? "nil" }

  private static func keys(_ values: [String: Product]) -> String {
    values.keys.sorted().joined(separator: ", ")
  }

  private static func commands(_ redis: FakeRedis) -> Int { redis.calls.values.reduce(0, +) }
}

/// The methods that send one command to Redis.
extension RedisCacheTests {
  fileprivate struct Method {
    let name: String
    let result: String
    var mayRepeat = true
    let call: @Sendable () async throws -> String
  }

  /// Puts tea under the key `a` and in field `a` of the hash `h`, and nothing else.
  private static func fill(_ redis: FakeRedis) async throws {
    let json = #"{"name":"tea","cents":499}"#
    try await redis.flushAll()
    try await redis.set("shop:a", json)
    try await redis.hset("shop:h", "a", json)
  }

  private static func methods(of cache: RedisCache) -> [Method] {
    [
      Method(name: "value", result: "tea") {
        name(try await cache.value(for: "a", as: Product.self))
      },
      Method(name: "values", result: "a") {
        keys(try await cache.values(for: ["a", "b"], as: Product.self))
      },
      Method(name: "insert", result: "done") {
        try await cache.insert(Product.pot, for: "b", lifetime: .seconds(60))
        return "done"
      },
      Method(name: "update", result: "true") {
        String(try await cache.update(Product.pot, for: "a"))
      },
      Method(name: "remove", result: "done") {
        try await cache.remove("a")
        return "done"
      },
      Method(name: "increment", result: "1", mayRepeat: false) {
        String(try await cache.increment("visits"))
      },
      Method(name: "value of a field", result: "tea") {
        name(try await cache.value(of: "a", in: "h", as: Product.self))
      },
      Method(name: "values of all fields", result: "a") {
        keys(try await cache.values(in: "h", as: Product.self))
      },
      Method(name: "insert in a field", result: "done") {
        try await cache.insert(Product.pot, of: "b", in: "h", lifetime: .seconds(60))
        return "done"
      },
    ]
  }

  fileprivate struct Product: Codable, Equatable, CustomDebugStringConvertible {
    let name: String
    let cents: Int

    var debugDescription: String { "\(name) for \(cents) cents" }

    static let tea = Product(name: "tea", cents: 499)
    static let pot = Product(name: "pot", cents: 1999)
  }

  fileprivate final class Loads: Sendable {
    private let loads = Mutex(0)

    var count: Int { loads.withLock { $0 } }

    func product() -> Product {
      loads.withLock { $0 += 1 }
      return .tea
    }
  }
}
