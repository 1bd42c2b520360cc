import CheckSupport
import Lab
import Redis
import RedisChecks
import Synchronization
import Week3
import XCTest

final class PubsubInvalidationTests: XCTestCase {
  // MARK: - Reading and writing

  func testReadsAndChangesGoToRedis() async throws {
    try await onEveryRedis { redis, namespace in
      let prices = Till("till-1", namespace, redis).cache
      try await redis.set("\(namespace):tea", "499")
      expect(try await prices.value(for: "tea"), is: "499", "read")
      expect(try await prices.value(for: "milk"), is: nil, "read, where there is no value")
      try await prices.update("599", for: "tea")
      let written = try await redis.get("\(namespace):tea", as: String.self)
      expect(written, is: "599", "in Redis, after an update")
      expect(try await prices.value(for: "tea"), is: "599", "read after an update")
      try await prices.delete("tea")
      expect(try await redis.exists("\(namespace):tea"), is: false, "in Redis, after a deletion")
      expect(try await prices.value(for: "tea"), is: nil, "read after a deletion")
    }
  }

  func testNothingIsKeptWithoutListening() async throws {
    try await onEveryRedis { redis, namespace in
      let prices = Till("till-1", namespace, redis).cache
      for price in ["499", "599", nil, "699"] {
        try await Self.set("tea", to: price, namespace, redis)
        let situation = "read before listen() was called"
        try await require(prices.value(for: "tea"), is: price, situation)
      }
    }
  }

  func testAnUpdateIsWrittenAndThenAnnounced() async throws {
    try await onFakeRedis { schedule, redis in
      let prices = Till("till-1", "shop", redis, clock: schedule.clock).cache
      try await prices.update("599", for: "tea")
      try await prices.delete("milk")
      let told = ["PUBLISH shop:changes till-1 tea", "PUBLISH shop:changes till-1 milk"]
      expect(
        redis.log.map(\.description),
        is: ["SET shop:tea 599", told[0], "DEL shop:milk", told[1]],
        "what was sent, for an update and a deletion"
      )
    }
  }

  // MARK: - Entries

  func testAnEntryAnswersWithoutARoundTrip() async throws {
    try await onFakeRedis { schedule, redis in
      try await redis.set("shop:tea", "499")
      try await Self.withTwoTills("shop", redis, clock: schedule.clock) { till, _ in
        for key in ["tea", "milk"] { _ = try await till.cache.value(for: key) }
        let count = try await redis.countRoundTrips {
          for _ in 1...3 {
            expect(try await till.cache.value(for: "tea"), is: "499")
            expect(try await till.cache.value(for: "milk"), is: nil)
          }
        }
        expect(count, is: 0, "round trips, for a value and an absence that were kept")
      }
    }
  }

  func testAnEntryIsGoneAfterItsLifetime() async throws {
    try await onFakeRedis { schedule, redis in
      try await redis.set("shop:tea", "499")
      try await Self.withTwoTills("shop", redis, clock: schedule.clock) { till, _ in
        _ = try await till.cache.value(for: "tea")
        try await redis.set("shop:tea", "599")
        await schedule.pass(.milliseconds(599_999))
        expect(try await till.cache.value(for: "tea"), is: "499", "1 ms before 600 s were over")
        await schedule.pass(.milliseconds(1))
        expect(try await till.cache.value(for: "tea"), is: "599", "600 s after it was kept")
        let count = try await redis.countRoundTrips {
          expect(try await till.cache.value(for: "tea"), is: "599")
        }
        expect(count, is: 0, "round trips, for an entry that was kept again")
      }
    }
  }

  func testItsOwnUpdateIsSeenAtOnce() async throws {
    try await onEveryRedis { redis, namespace in
      try await redis.set("\(namespace):tea", "499")
      try await Self.withTwoTills(namespace, redis) { till, _ in
        _ = try await till.cache.value(for: "tea")
        try await till.cache.update("599", for: "tea")
        expect(try await till.cache.value(for: "tea"), is: "599", "after its own update")
        try await till.cache.delete("tea")
        expect(try await till.cache.value(for: "tea"), is: nil, "after its own deletion")
      }
    }
  }

  // MARK: - Messages

  func testAChangeElsewhereIsSeen() async throws {
    try await onEveryRedis { redis, namespace in
      try await redis.set("\(namespace):tea", "499")
      try await Self.withTwoTills(namespace, redis) { writer, reader in
        for key in ["tea", "milk"] { _ = try await reader.cache.value(for: key) }
        try await writer.cache.update("599", for: "tea")
        try await reader.waitForMessage(2)
        expect(try await reader.cache.value(for: "tea"), is: "599", "updated by the other one")
        try await writer.cache.delete("tea")
        try await reader.waitForMessage(3)
        expect(try await reader.cache.value(for: "tea"), is: nil, "deleted by the other one")
        try await writer.cache.update("99", for: "milk")
        try await reader.waitForMessage(4)
        expect(try await reader.cache.value(for: "milk"), is: "99", "read, created, read again")
      }
    }
  }

  func testItsOwnMessageLeavesItsEntryAlone() async throws {
    try await onEveryRedis { redis, namespace in
      try await Self.withTwoTills(namespace, redis) { till, _ in
        try await till.cache.update("599", for: "tea")
        try await till.waitForMessage(2)
        _ = try await till.cache.value(for: "tea")
        // As if its message arrived only now.
        try await redis.publish("till-1 tea", to: "\(namespace):changes")
        try await till.waitForMessage(3)
        // Nobody is told of this value, so only Redis can answer with it.
        try await redis.set("\(namespace):tea", "not its entry")
        expect(
          try await till.cache.value(for: "tea"),
          is: "599",
          "updated, read, and read once more after its own message"
        )
      }
    }
  }

  func testOnlyWhatChangedIsForgotten() async throws {
    try await onEveryRedis { redis, namespace in
      try await redis.set("\(namespace):coffee", "799")
      try await Self.withTwoTills(namespace, redis) { writer, reader in
        _ = try await reader.cache.value(for: "coffee")
        try await writer.cache.update("599", for: "tea")
        try await reader.waitForMessage(2)
        try await redis.set("\(namespace):coffee", "not its entry")
        let coffee = try await reader.cache.value(for: "coffee")
        expect(coffee, is: "799", "the entry of coffee, when tea had changed")
      }
    }
  }

  func testAKeyIsAllThatFollowsTheFirstSpace() async throws {
    try await onEveryRedis { redis, namespace in
      try await Self.withTwoTills(namespace, redis) { writer, reader in
        for (number, key) in ["green tea", "tea, 20  bags ", " tea", ""].enumerated() {
          _ = try await reader.cache.value(for: key)
          try await writer.cache.update("599", for: key)
          try await reader.waitForMessage(number + 2)
          let situation = "updated by the other one, with the key \"\(key)\""
          try await require(reader.cache.value(for: key), is: "599", situation)
        }
      }
    }
  }

  func testOtherMessagesChangeNothing() async throws {
    try await onEveryRedis { redis, namespace in
      try await redis.set("\(namespace):tea", "499")
      try await Self.withTwoTills(namespace, redis) { till, _ in
        _ = try await till.cache.value(for: "tea")
        try await redis.set("\(namespace):tea", "not its entry")
        for (number, message) in ["", "tea", "till-2"].enumerated() {
          try await redis.publish(message, to: "\(namespace):changes")
          try await till.waitForMessage(number + 2)
          let situation = "the entry of tea, after the message \"\(message)\""
          try await require(till.cache.value(for: "tea"), is: "499", situation)
        }
      }
    }
  }

  func testANamespaceHearsItsOwnChangesOnly() async throws {
    try await onEveryRedis { redis, namespace in
      try await redis.set("\(namespace):tea", "499")
      try await Self.withTwoTills(namespace, redis) { till, _ in
        _ = try await till.cache.value(for: "tea")
        let other = Till("till-9", "\(namespace)-other", redis)
        try await other.cache.update("4.99", for: "tea")
        // A till that hears the message above hears it before this one.
        try await redis.publish("till-9 water", to: "\(namespace):changes")
        try await till.waitForMessage(2)
        try await redis.set("\(namespace):tea", "not its entry")
        expect(
          try await till.cache.value(for: "tea"),
          is: "499",
          "after tea changed in a namespace whose name begins the same"
        )
      }
    }
  }

  // MARK: - Races

  func testAReplyThatAChangeOvertookIsNotKept() async throws {
    try await onEveryRedis { redis, namespace in
      try await redis.set("\(namespace):tea", "499")
      try await Self.withTwoTills(namespace, redis) { writer, reader in
        reader.line.once(.after, "GET") {
          try await writer.cache.update("599", for: "tea")
          try await reader.waitForMessage(2)
        }
        _ = try await reader.cache.value(for: "tea")
        expect(
          try await reader.cache.value(for: "tea"),
          is: "599",
          "read again, when the first reply was on its way while another process changed tea"
        )
        reader.line.once(.after, "GET") { try await reader.cache.update("699", for: "coffee") }
        _ = try await reader.cache.value(for: "coffee")
        expect(
          try await reader.cache.value(for: "coffee"),
          is: "699",
          "read again, when the first reply was on its way while it changed coffee itself"
        )
      }
    }
  }

  func testAnOldReplyDoesNotReplaceANewOne() async throws {
    try await onEveryRedis { redis, namespace in
      try await redis.set("\(namespace):tea", "499")
      try await Self.withTwoTills(namespace, redis) { writer, reader in
        // The first read's reply comes while that of the second is on its way.
        let first = Mutex<Task<String?, any Error>?>(nil)
        let (hasRead, tell) = AsyncStream<Void>.makeStream()
        let (mayGoOn, letGoOn) = AsyncStream<Void>.makeStream()
        reader.line.once(.after, "GET") {
          tell.finish()
          for await _ in mayGoOn {}
        }
        first.withLock { $0 = Task { try await reader.cache.value(for: "tea") } }
        defer { letGoOn.finish() }
        for await _ in hasRead {}
        try await writer.cache.update("599", for: "tea")
        try await reader.waitForMessage(2)
        reader.line.once(.after, "GET") {
          letGoOn.finish()
          _ = try await first.withLock { $0 }?.value
        }
        _ = try await reader.cache.value(for: "tea")
        expect(
          try await reader.cache.value(for: "tea"),
          is: "599",
          "read before a change and after it, with the replies one after the other"
        )
      }
    }
  }

  func testNothingIsKeptBeforeTheSubscriptionIsConfirmed() async throws {
    try await onEveryRedis { redis, namespace in
      try await Self.set("tea", to: "499", namespace, redis)
      try await Self.set("coffee", to: "799", namespace, redis)
      let writer = Till("till-1", namespace, redis)
      let reader = Till("till-2", namespace, redis)
      reader.line.once(.before, "SUBSCRIBE") {
        _ = try await reader.cache.value(for: "tea")
        try await writer.cache.update("599", for: "tea")
      }
      // And a read that begins before that, and whose reply comes after it.
      reader.line.once(.after, "GET") {
        try await writer.cache.update("899", for: "coffee")
        try await reader.startListening()
      }
      _ = try await reader.cache.value(for: "coffee")
      expect(
        try await reader.cache.value(for: "tea"),
        is: "599",
        "read and changed elsewhere while listen() was about to subscribe, and read again"
      )
      expect(
        try await reader.cache.value(for: "coffee"),
        is: "899",
        "read and changed elsewhere before listen() was called, with the reply after it"
      )
      await reader.stopListening()
    }
  }

  func testAllEntriesAgreeWithRedisOnceItIsQuiet() async throws {
    try await onFakeRedis { schedule, redis in
      var random = SplitMix64(seed: 1)
      try await Self.withTwoTills("shop", redis, clock: schedule.clock) { first, second in
        let tills = [first, second]
        redis.setLatency(.milliseconds(3))
        for round in 1...12 {
          var work: [Task<Void, any Error>] = []
          for step in 1...12 {
            let till = tills[Int.random(in: 0..<2, using: &random)]
            let key = ["tea", "milk"][Int.random(in: 0..<2, using: &random)]
            let pause = Duration.milliseconds(Int.random(in: 0...12, using: &random))
            let isUpdate = random.chance(0.3)
            work.append(
              Task {
                try await schedule.clock.sleep(for: pause)
                if isUpdate {
                  try await till.cache.update("\(round).\(step)", for: key)
                } else {
                  _ = try await till.cache.value(for: key)
                }
              }
            )
          }
          for task in work { try await task.value }
          await schedule.settle()
          for (till, key) in tills.flatMap({ [($0, "tea"), ($0, "milk")] }) {
            let value = try await redis.get("shop:\(key)", as: String.self)
            let situation = "\(key), seed 1, when the 12 tasks of round \(round) were done"
            try await require(till.cache.value(for: key), is: value, situation)
          }
        }
      }
    }
  }

  // MARK: - Failures

  func testWhatWasMissedIsNotKept() async throws {
    try await onFakeRedis { schedule, redis in
      try await redis.set("shop:tea", "499")
      try await Self.withTwoTills("shop", redis, clock: schedule.clock) { writer, reader in
        _ = try await reader.cache.value(for: "tea")
        redis.goDown()
        redis.comeUp()
        await schedule.settle()
        try await writer.cache.update("599", for: "tea")
        await schedule.pass(.seconds(1))
        expect(
          try await reader.cache.value(for: "tea"),
          is: "599",
          "changed elsewhere between the loss of the connection and the next subscription"
        )
      }
    }
  }

  func testNothingIsKeptWhileTheConnectionIsLost() async throws {
    try await onFakeRedis { schedule, redis in
      try await Self.withTwoTills("shop", redis, clock: schedule.clock) { writer, reader in
        redis.goDown()
        redis.comeUp()
        await schedule.settle()
        for price in ["499", "599"] {
          try await writer.cache.update(price, for: "tea")
          let situation = "before the new subscription, after an update elsewhere"
          try await require(reader.cache.value(for: "tea"), is: price, situation)
        }
      }
    }
  }

  func testItTriesEverySecondToListenAgain() async throws {
    try await onFakeRedis { schedule, redis in
      try await Self.withTwoTills("shop", redis, clock: schedule.clock) { writer, reader in
        redis.goDown()
        await schedule.settle()
        redis.resetCounts()
        await schedule.pass(.milliseconds(3_500))
        expect(redis.calls["subscribe"], is: 6, "tries of two processes in 3.5 s without Redis")
        redis.comeUp()
        await schedule.pass(.milliseconds(500))
        try require(redis.subscribers, is: 2, "listeners at 4 s, up again at 3.5 s")
        _ = try await reader.cache.value(for: "tea")
        let count = try await redis.countRoundTrips {
          _ = try await reader.cache.value(for: "tea")
        }
        expect(count, is: 0, "round trips, for what was kept under the new subscription")
        try await writer.cache.update("599", for: "tea")
        await schedule.settle()
        expect(try await reader.cache.value(for: "tea"), is: "599", "changed elsewhere after it")
      }
    }
  }

  func testARefusedSubscriptionIsThrown() async throws {
    try await onFakeRedis { schedule, redis in
      let till = Till("till-1", "shop", redis, clock: schedule.clock)
      let refusal = RedisError(code: "NOPERM", "this user may not listen to this channel")
      till.line.once(.before, "SUBSCRIBE") { throw refusal }
      let error = await errorThrown { try await till.cache.listen() }
      expect(error as? RedisError, is: refusal, "thrown by listen()")
    }
  }

  func testNoEntryIsLeftWhenListeningEnds() async throws {
    try await onFakeRedis { schedule, redis in
      for ending in ["its subscription ended", "its task was cancelled"] {
        try await redis.set("shop:tea", "499")
        let till = Till("till-1", "shop", redis, clock: schedule.clock)
        try await till.startListening()
        _ = try await till.cache.value(for: "tea")
        if ending == "its subscription ended" {
          redis.endSubscriptions()
          let error = await till.waitForEnd()
          try require(error == nil, "no error of listen() when \(ending)")
        } else {
          await till.stopListening()
        }
        for price in ["599", "699"] {
          try await redis.set("shop:tea", price)
          let situation = "after \(ending)"
          try await require(till.cache.value(for: "tea"), is: price, situation)
        }
      }
    }
  }

  func testAnErrorReachesTheCallerAndLeavesNoEntry() async throws {
    try await onFakeRedis { schedule, redis in
      try await Self.withTwoTills("shop", redis, clock: schedule.clock) { till, _ in
        for (price, command) in [("599", "SET"), ("699", "PUBLISH")] {
          _ = try await till.cache.value(for: "tea")
          till.line.once(.before, command) { redis.failNext(1, when: .afterExecution) }
          let error = await errorThrown { try await till.cache.update(price, for: "tea") }
          let situation = "the reply to \(command) was lost"
          try require(error is RedisUnavailable, "a RedisUnavailable of update() when \(situation)")
          try await require(till.cache.value(for: "tea"), is: price, "in Redis when \(situation)")
        }
        redis.failNext(1)
        let error = await errorThrown { _ = try await till.cache.value(for: "milk") }
        expect(error is RedisUnavailable, "a RedisUnavailable of value(for:) when GET failed")
        _ = try await till.cache.value(for: "milk")
        let count = try await redis.countRoundTrips {
          _ = try await till.cache.value(for: "milk")
        }
        expect(count, is: 0, "round trips, for what was kept after a GET had failed")
      }
    }
  }

  func testAnUpdateIsCompletedThoughItsCallerIsCancelled() async throws {
    try await onFakeRedis { schedule, redis in
      try await Self.withTwoTills("shop", redis, clock: schedule.clock) { writer, reader in
        for (price, moment) in [("599", 5), ("699", 15)] {
          _ = try await reader.cache.value(for: "tea")
          redis.setLatency(.milliseconds(10))
          let update = Task { try await writer.cache.update(price, for: "tea") }
          await schedule.pass(.milliseconds(moment))
          update.cancel()
          _ = await update.result
          await schedule.pass(.seconds(1))
          redis.setLatency(nil)
          let situation = "changed elsewhere, its caller cancelled after \(moment) of 20 ms"
          try await require(reader.cache.value(for: "tea"), is: price, situation)
        }
      }
    }
  }
}

extension PubsubInvalidationTests {
  /// Changes a value, or removes it, without telling anybody.
  private static func set(
    _ key: String,
    to value: String?,
    _ namespace: String,
    _ redis: any RedisConnection
  ) async throws {
    if let value {
      try await redis.set("\(namespace):\(key)", value)
    } else {
      try await redis.del("\(namespace):\(key)")
    }
  }

  /// Runs `body` with two processes of one namespace that listen.
  private static func withTwoTills(
    _ namespace: String,
    _ redis: any RedisConnection,
    clock: ManualClock = ManualClock(),
    file: StaticString = #filePath,
    line: UInt = #line,
    _ body: (Till, Till) async throws -> Void
  ) async throws {
    let first = Till("till-1", namespace, redis, clock: clock)
    let second = Till("till-2", namespace, redis, clock: clock)
    let error = await errorThrown {
      try await first.startListening(file: file, line: line)
      try await second.startListening(file: file, line: line)
      try await body(first, second)
    }
    await first.stopListening()
    await second.stopListening()
    if let error { throw error }
  }
}

/// A process of the shop: its cache, and its line to Redis.
private final class Till: Sendable {
  let line: TappedConnection
  let cache: CoherentCache<ManualClock>
  private let listening = Mutex<Task<Void, any Error>?>(nil)

  init(
    _ name: String,
    _ namespace: String,
    _ redis: any RedisConnection,
    clock: ManualClock = ManualClock()
  ) {
    line = TappedConnection(redis)
    cache = CoherentCache(
      name: name,
      namespace: namespace,
      redis: line,
      lifetime: .seconds(600),
      clock: clock
    )
  }

  /// Calls `listen()`, and waits until it has subscribed.
  func startListening(file: StaticString = #filePath, line number: UInt = #line) async throws {
    let task = Task { [cache, line] in
      defer { line.subscriberHasEnded() }
      try await cache.listen()
    }
    listening.withLock { $0 = task }
    try await waitForMessage(1, file: file, line: number)
  }

  /// Waits until `listen()` waits for message `number`, and so has handled those before it.
  func waitForMessage(
    _ number: Int,
    file: StaticString = #filePath,
    line lineNumber: UInt = #line
  ) async throws {
    let promise = "listen() waits for message \(number) on \"…:changes\", but it has ended"
    try await require(line.isAsked(for: number), promise, file: file, line: lineNumber)
  }

  /// Waits until `listen()` is over.
  func waitForEnd() async -> (any Error)? {
    switch await listening.withLock({ $0 })?.result {
    case .failure(let error): error
    case .success, nil: nil
    }
  }

  /// Cancels the task that listens, and waits until it is over.
  func stopListening() async {
    listening.withLock { $0 }?.cancel()
    _ = await waitForEnd()
  }
}
