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
        of them. Write that part once, as a function of a record, and call it from both. \
        Then ask of each record what it would mean an hour later.
        """,
      concept: """
        The log has to say the same whenever it is read, so it holds deadlines and never lifetimes. \
        Replay takes every record in its order and asks no clock: a value is dead or alive when \
        somebody reads it. Whoever reads records has three answers: here is one and there it ends, \
        or the file ends before it does (stop, and cut there), or this is no record (throw). For a \
        rewrite remember the snapshot, and how long the file was when it was made: what was \
        appended after that point belongs behind the snapshot.
        """,
      almostCode: """
        Storage: `entries: [String: Entry]`, a value and a deadline each, and `rewrite: (snapshot: \
        [UInt8], start: Int)?`. An `enum Record` has a case for each kind of record, an `init?` \
        that is a `switch (words.first, words.count)` and fails for words that it does not know, \
        and `bytes`. `write(record)` is `file += record.bytes` and `apply(record)`. \
        `record(of: file, at: start)` keeps a slice `rest = file[start...]`, takes a line from its \
        front for each number, and returns nil when `rest.count - 2 < length`, since CR LF belong \
        to a word. A deadline is `now()` plus the milliseconds of `lifetime.components`, in whole \
        numbers. `finishRewrite` is `file = snapshot + file[start...]`.
        """
    ),
    demo: .none(
      because: "the file is the thing to look at, and redis-check-aof and redis-server read it"
    )
  )
}
