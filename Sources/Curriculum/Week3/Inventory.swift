extension Exercise {
  static let inventory = Exercise(
    "inventory",
    name: "Inventory",
    week: 3,
    title: "Stock that is never sold twice",
    summary: "sales with WATCH, MULTI and EXEC, deliveries in a pipeline",
    hints: Hints(
      nudge: """
        Write a sale in three lines: look at the stock, decide, take. Now let another buyer take the \
        last one between each two of your lines, and ask which command of yours could notice. Begin \
        with what needs no decision: a delivery and a look at the stock are one round trip each.
        """,
      concept: """
        WATCH says: from here on, remember whether anybody changes these keys. EXEC says: carry out \
        what I have queued, unless somebody has. So the order is WATCH, read, decide, MULTI … EXEC, \
        all of it on one connection, since Redis remembers it for a connection. An EXEC that was \
        refused has done nothing, and no error is thrown: the answer is null. Then all that you read \
        is old, and you begin again with WATCH. Watch the order as well as the articles, and write \
        it in the same transaction; then it tells a second try that the first one succeeded.
        """,
      almostCode: """
        A private function with a loop `for _ in 1...tries`, in it `redis.withDedicatedConnection { \
        connection in … }`: first `connection.watch(keys)`, then a closure that reads through \
        `connection` and returns an outcome and `[RedisCommand]`. If there are no commands, return \
        the outcome. Otherwise `connection.transaction(commands) == .aborted ? nil : outcome`; nil \
        means once more, and after the loop comes `throw Busy()`. A sale watches its stock keys and \
        the order's, asks `exists`, then `mget`, and its commands are an `INCRBY` by a negative \
        amount and an `HSET` for each article. A cancellation watches the order, reads it with \
        `hgetAll`, and its commands are the `INCRBY`s back and a `DEL`.
        """
    ),
    demo: .none(
      because: """
        What two buyers do to each other depends on which command comes between which. The checks \
        try every place in turn and say what happened there; the lesson shows it in redis-cli.
        """
    )
  )
}
