/// What Redis is told, and what it makes of it.
extension Question {
  static let commandInBytes = Question(
    "week3-command-in-bytes",
    """
    How many bytes does a client send for the command SET café 42, as a RESP array of bulk strings \
    in UTF-8? The é is one character, U+00E9.
    """,
    .number(
      32,
      within: 0,
      unit: "bytes",
      why: """
        *3 with its CR LF is 4 bytes. Then come $3 and SET, 4 + 5; $5 and café, 4 + 7, since é is \
        two bytes and lengths count bytes; $2 and 42, 4 + 4. Together 32. With $4 for café the \
        server would take the second byte of é for a part of the line end.
        """
    )
  )

  static let rankOfAPlayer = Question(
    "week3-rank-of-a-player",
    """
    A game with a million players shows each of them their own rank after every round. Points \
    change all the time. What keeps that cheap?
    """,
    .choice([
      .wrong(
        "A list of the players, best first, with LPOS for the place of one",
        why: """
          LPOS walks along the list, O(n), and a player whose points change has to be found and \
          moved as well.
          """
      ),
      .wrong(
        "A hash of points by player, read with HGETALL and sorted by the application",
        why: "HGETALL is O(n): a million fields cross the network for one player's rank."
      ),
      .wrong(
        "A string that holds the board as JSON, with a lifetime of one second",
        why: """
          Each change would have to read and write the whole board, and two at the same time would \
          lose one of them.
          """
      ),
      .right(
        "A sorted set, with ZINCRBY for points and ZREVRANK for the rank",
        why: """
          Both are O(log n), about 20 steps for a million members, and one command each. \
          Whoever adds points at the same time, nothing is lost.
          """
      ),
    ])
  )

  static let lastDeadline = Question(
    "week3-last-deadline",
    """
    At 0 s a client sends SET visits 1 EX 100; at 30 s INCR visits; at 40 s SET visits 5; at 60 s \
    EXPIRE visits 90 NX, which only gives a deadline to a key that has none; at 80 s INCR visits; \
    at 100 s SET visits 0 KEEPTTL. At which second does the key expire?
    """,
    .number(
      150,
      within: 0.1,
      unit: "s",
      why: """
        INCR changes the value and keeps the deadline. The plain SET at 40 s replaces everything, \
        the deadline too, so at 60 s EXPIRE NX finds none and sets 150 s, which INCR and KEEPTTL \
        leave alone. Without that EXPIRE the key would live for ever: the usual way in which a \
        cache entry loses its lifetime.
        """
    )
  )

  static let pipelineInBatches = Question(
    "week3-pipeline-in-batches",
    """
    1,000 commands are sent in pipelines of 100, one pipeline after the other. A round trip takes \
    0.5 ms, and the server works 0.002 ms on each command. How long does it take, all together?
    """,
    .number(
      7,
      within: 0.05,
      unit: "ms",
      why: """
        10 × (0.5 + 100 × 0.002) = 7 ms. One by one it would be 1,000 × 0.502 = 502 ms, nearly all \
        of it waiting. One pipeline of 1,000 takes 2.5 ms: from some size on, larger ones gain \
        little, and the server has to keep all replies of one in memory.
        """
    )
  )

  static let failureInATransaction = Question(
    "week3-failure-in-a-transaction",
    """
    SET a 1, LPUSH a x and INCR b are sent as one pipeline, and another time between MULTI and \
    EXEC. Each time the LPUSH fails, as a holds a string by then. What does the transaction do \
    differently?
    """,
    .choice([
      .right(
        "No other client's command runs in between; what is carried out is the same",
        why: """
          Both times a is 1 and b is one more. A transaction in Redis is about who comes in between, \
          and it undoes nothing.
          """
      ),
      .wrong(
        "The SET is undone and b is not counted, since a transaction is all or nothing",
        why: "Redis has no rollback: the error is one of three replies, and the rest was done."
      ),
      .wrong(
        "It ends at the error, so that b is not counted",
        why: "EXEC goes on after a command that fails, just as a pipeline does."
      ),
      .wrong(
        "EXEC refuses everything, since the mistake is noticed when LPUSH is queued",
        why: """
          When a command is queued, only its name and its number of arguments are looked at. An \
          unknown command does make EXEC refuse; a wrong type shows when the command runs.
          """
      ),
    ])
  )

  static let watchInStep = Question(
    "week3-watch-in-step",
    """
    8 clients each add to a number by WATCH n, GET n, MULTI, SET n, EXEC. They go in step: in a \
    round all who are left send WATCH and GET, and then all of them send the rest. Who gets a null \
    from EXEC begins again in the next round. How many nulls are there until all 8 are done?
    """,
    .number(
      28,
      within: 0,
      unit: "nulls",
      why: """
        In each round the first EXEC changes n, and all others of that round are refused: \
        7 + 6 + … + 1 = 28 nulls for 8 successes. Where many meet at one key, WATCH does most of \
        its work in vain, and a single command that does it all, here INCR, is far better.
        """
    )
  )
}
