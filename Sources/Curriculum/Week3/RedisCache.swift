extension Exercise {
  static let redisCache = Exercise(
    "redis-cache",
    name: "RedisCache",
    week: 3,
    title: "A typed cache that survives its Redis",
    summary: "JSON values, counters and hash fields; tries again, and falls back",
    hints: Hints(
      nudge: """
        Begin with insert and value, without any failure. Then sort what can go wrong into four \
        heaps: Redis did not answer, Redis answered with an error, the answer is no value of this \
        type, the caller was cancelled. The contract has one sentence for each heap.
        """,
      concept: """
        One generic function that runs a command up to three times can carry all the methods: it \
        catches `RedisUnavailable` alone, sleeps on the clock and tries again. To send a read or a \
        SET twice changes nothing. To send an increment twice may count twice: the error says \
        whether that could be. Decoding happens outside of it, with an optional as its result, so \
        that there is nothing to throw. A miss and a stored `null` differ by one level of optional.
        """,
      almostCode: """
        `for pause in [Duration.milliseconds(50), .milliseconds(100)] { do { return try await \
        command() } catch let error as RedisUnavailable where mayRepeat || \
        !error.mayHaveBeenExecuted { try await clock.sleep(for: pause) } }`, then `return try await \
        command()` for the last time. Decode with `try? JSONDecoder().decode(Value.self, from: \
        Data(json.bytes))` in a function that returns `Value?`. An update is `redis.set(key, json, \
        expiry: .asBefore, condition: .ifPresent)`. In the method with `load`, catch `let error \
        where !(error is CancellationError)` around the read alone, and load without storing.
        """
    ),
    demo: .none(
      because: "it answers from a cache or after a pause, which the checks show on the manual clock"
    )
  )
}
