extension Exercise {
  static let appendOnlyLog = Exercise(
    "append-only-log",
    name: "AppendOnlyLog",
    week: 3,
    title: "The log: what survives a crash",
    summary: "append, replay, a torn tail, and a rewrite while writes go on",
    hints: Hints(
      nudge: """
        A write does two things: it appends a record, and it changes memory. Replay does the second \
        of them. Write that part once, as a function of a record's words, and call it from both; \
        then ask of each record what it would mean an hour later.
        """,
      concept: """
        The log has to say the same whenever it is read, so it holds deadlines and never lifetimes. \
        Replay takes every record in its order and asks no clock: a value is dead or alive when \
        somebody reads it. A reader of records has three answers: the next one, the file ends \
        before it does (stop, and cut there), or this is no record (throw). During a rewrite \
        remember the snapshot and how long the file was when it was made; what was appended after \
        that point belongs behind the snapshot.
        """,
      almostCode: """
        Storage: `entries: [String: (value, deadline: Int?)]` and `rewrite: (snapshot: [UInt8], \
        start: Int)?`. `write(words)` is `file += record(words); apply(words)`. `apply` is a \
        `switch (words.first, words.count)` and returns false for what it does not know. The reader \
        works with a copy `end` of its position and sets `position = end` after the last word; it \
        returns nil when `bytes.count - end - 2 < length`. `finishRewrite` is `file = snapshot + \
        file[start...]`.
        """
    ),
    demo: .none(
      because: "the file is the thing to look at, and redis-check-aof and redis-server read it"
    )
  )
}
