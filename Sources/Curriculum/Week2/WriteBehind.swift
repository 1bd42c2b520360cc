extension Exercise {
  static let writeBehind = Exercise(
    "write-behind",
    name: "WriteBehind",
    week: 2,
    title: "Write now, tell the database later",
    summary: "a queue that merges changes and writes them in bulk, and loses none by itself",
    hints: Hints(
      nudge: """
        Begin with one dictionary, from keys to their newest changes, and let `value(for:)` and \
        `count` work from it alone. Then ask of every line that takes something out of it: does \
        the database have this change already, and is it still the newest?
        """,
      concept: """
        Nothing leaves the queue when a bulk write begins; it leaves when the bulk write has \
        succeeded, and only what is still what was sent. Give each change a number, keep the \
        numbers that were sent, and compare afterwards: a change that came during the write has \
        another number, and stays. A failure then needs no repair at all. Who waits since when \
        is a second matter, best kept in an array of keys with times, oldest first. For the \
        question when to write, have one method that looks at the state and either begins a bulk \
        write, or sets one alarm, or does nothing, and call it after every change of the state.
        """,
      almostCode: """
        `queue(_:for:)` throws if closed or full; appends `(key, clock.now)` to the line, unless \
        the key waits there already; stores the change with the next number; calls \
        `writeOrWait()`. That returns if a write is under way or nobody waits; computes `due` from \
        the first in the line; if closed, or the line has `batchSize` keys, or `clock.now >= due`, \
        it cancels the alarm, sets `isWriting = true` and starts a task; else, without an alarm, \
        it sets one: a task that sleeps until `due` and calls `writeOrWait()`. The writing task takes the first `batchSize` keys of the line, \
        remembers their numbers, awaits `bulkWrite`. After a success it drops them from the line, \
        and from the dictionary where the number is the same. After a failure it drops the second \
        places of those that stand in the line twice, sleeps, doubles its delay, and takes the \
        first keys again. At its end: `isWriting = false`, `writeOrWait()`, and if the dictionary \
        is empty resume the continuations of `close()`.
        """
    ),
    demo: .demo("crash")
  )
}
