extension Exercise {
  static let readThrough = Exercise(
    "read-through",
    name: "ReadThrough",
    week: 2,
    title: "Read-through: a cache that loads for itself",
    summary: "a cache with a loader of its own, and loads that a removal overtakes",
    hints: Hints(
      nudge: """
        Start with one caller: a living entry is the answer, everything else is one call of the \
        loader and an entry with a new deadline. Then put a finger on the `await` in the middle. \
        The actor lets others in while it waits there. Which of the things that you looked up \
        before it may have changed when it returns?
        """,
      concept: """
        An actor runs one thing at a time, but only between awaits. A load takes 150 ms, and in \
        that time `remove` can come by: it removes an entry that is not there yet, and then the \
        load stores what it saw before. So a load needs a mark that a removal can take from it. \
        Note when a load begins, let `remove` strike out the notes of its key, and store only if \
        the note is still there. An error jumps over all lines up to the caller: what has to \
        happen in any case belongs into a `defer`.
        """,
      almostCode: """
        Keep `entries: [Key: Entry]` with a value and a deadline each, `loads: [Key: Set<Int>]` \
        and a counter. In `value(for:)`: return the entry's value if `clock.now < deadline`; take \
        the next number and put it into `loads[key]`; `defer` its removal, and set `loads[key]` to \
        nil when the set is empty; `let value = try await load(key)`; if `loads[key]` still \
        contains the number, store the value until `clock.now.advanced(by: lifetime)`; return it. \
        `remove` sets both `entries[key]` and `loads[key]` to nil.
        """
    ),
    demo: .demo("patterns")
  )
}
