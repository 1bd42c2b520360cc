extension Exercise {
  static let refreshAhead = Exercise(
    "refresh-ahead",
    name: "RefreshAhead",
    week: 2,
    title: "Refresh-ahead: nobody waits for what is read often",
    summary: "stale values served while one load runs, and popular ones renewed ahead of time",
    hints: Hints(
      nudge: """
        Draw a line for the life of one entry: loaded, fresh, stale, gone. What does a read do in \
        each of the three parts? In two of them it answers at once. Write `value(for:)` for one \
        key and one reader before you think of rounds, companions or two readers.
        """,
      concept: """
        Readers, companions and rounds all want the same thing, a load of a key, of which there \
        must be only one at a time: give them one private method that returns the running `Task` \
        of the key, or makes one. Then all the rest is when to call it, and whether to wait for \
        it. Keep with each entry its value, the moment at which its load ended and how many reads \
        found it; how old it is follows from the clock, and nothing has to happen when an entry \
        becomes stale. Replacing the entry on success, and only on success, is what makes failures \
        harmless and the count begin again. Rounds keep their time when `run` sleeps until a \
        moment that it works out from its start.
        """,
      almostCode: """
        `sharedLoad(of key:) -> Task<Value, any Error>`: `if let running = loads[key] { return \
        running }`; make `Task { defer { loads[key] = nil }; let value = try await load(key); \
        entries[key] = Entry(value: value, loadedAt: clock.now); return value }`, store it, \
        return it. `value(for:)`: for each companion without a usable entry, `_ = \
        sharedLoad(of:)`; if the entry is missing or its age is at least `freshFor + staleFor`, \
        `return try await sharedLoad(of: key).value`; else count the read, start a load when the \
        age is at least `freshFor`, return the value. `refreshDue`: filter out what is gone; \
        of the rest take those with `reads >= hotFrom` and `age + horizon >= freshFor`; start all \
        loads, then `_ = await load.result` for each. `run`: `next = next.advanced(by: interval)`, \
        `try await clock.sleep(until: next, tolerance: nil)`, `await refreshDue(within: \
        interval)`, for ever.
        """
    ),
    demo: .demo("refresh-ahead")
  )
}
