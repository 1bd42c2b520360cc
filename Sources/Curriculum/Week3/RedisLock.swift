extension Exercise {
  static let redisLock = Exercise(
    "redis-lock",
    name: "RedisLock",
    week: 3,
    kind: .fix,
    title: "A lock that is given back by its holder only",
    summary: "leases with tokens, atomic release and extension, fencing numbers",
    hints: Hints(
      nudge: """
        Let a lease of 5 s run out under 10 s of work, and write down second by second what the key \
        of the lock holds and who believes that they hold it. Then read what your file sends at \
        second 10, and ask whose lock that is about.
        """,
      concept: """
        A lease is known by its token, and the key holds the token of whoever has the lock. So a \
        release must compare before it deletes, and an extension must compare before it moves the \
        expiry. Compared by the client, in a round trip of its own, the answer may be out of date \
        when the second command arrives. Redis has to do both in one step: in a script, as the \
        lock is taken already. WATCH, GET, MULTI and EXEC on a dedicated connection would do it, \
        too, in three round trips.
        """,
      almostCode: """
        Write a second script below `take`, and list it in `scripts`. In Lua: \
        `if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end`, and on the next line \
        `return redis.call('PEXPIRE', KEYS[1], ARGV[2])`. In Swift the comparison is \
        `guard try redis.call("GET", keys[0]) == .bulk(arguments[0]) else { return .integer(0) }`. \
        An extension runs it with the token and the milliseconds: `redis.run(…, keys: \
        [key(lease.name)], arguments: [lease.token, milliseconds], as: Bool.self)`. A release may \
        have a third script with `DEL` in place of `PEXPIRE`, or run the same one with 0 ms.
        """
    ),
    demo: .none(
      because: """
        A race of two holders is a matter of one step in the wrong place. The checks let it happen \
        on purpose and say what happened; the lesson has the trace.
        """
    )
  )
}
