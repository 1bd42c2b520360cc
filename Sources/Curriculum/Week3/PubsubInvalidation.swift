extension Exercise {
  static let pubsubInvalidation = Exercise(
    "pubsub-invalidation",
    name: "PubsubInvalidation",
    week: 3,
    title: "Invalidation by message: many caches, one truth",
    summary: "caches in several processes that tell each other what has changed",
    hints: Hints(
      nudge: """
        Begin without keeping anything: every read is a `GET`, every update a `SET` and a \
        `PUBLISH`. That is already right, only slow. Then keep entries, and ask of each one: who \
        will tell me that it is old? If the answer is "nobody", for a moment or for ever, it must \
        not be kept. The demo shows such moments: course demo redis.
        """,
      concept: """
        There are three moments in which nobody tells you. Before the subscription is confirmed \
        and after it is lost: then there must be no entries at all, so let "listening" be a part \
        of the state, and give up everything with it. While a `GET` is under way: a message about \
        the key finds nothing to remove, and the old reply comes after it. So let a read leave a \
        mark in the table before it asks. A message removes the mark just as it removes an entry, \
        and a reply is kept only if the mark of its own read is still there. And when a message is \
        lost without any sign, the lifetime is what is left.
        """,
      almostCode: """
        Keep `slots: [String: Slot]?`, nil while nobody listens, with `case reading(Int)` and \
        `case known(String?, until: C.Instant)`, in a `Mutex`. A read takes what is there, or puts \
        `.reading(number)` there with a number of its own, then awaits the `GET`, then replaces \
        the slot only if it still equals what it took. `listen()` loops: `let messages = try await \
        redis.subscribe(to: "\\(namespace):changes")`, slots = [:], a `defer` that makes them nil, \
        `for try await message in messages`, then `return`; `catch is RedisUnavailable` sleeps for \
        a second. Split a message with `maxSplits: 1, omittingEmptySubsequences: false`, and skip \
        it if its first part is your name. An update runs in `try await Task { … }.value`: send, \
        publish, and in a `defer` remove the slot.
        """
    ),
    demo: .demo("redis")
  )
}
