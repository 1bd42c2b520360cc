extension Exercise {
  static let cacheAside = Exercise(
    "cache-aside",
    name: "CacheAside",
    week: 2,
    title: "Cache-aside: the application holds it together",
    summary: "reads that remember, writes that invalidate, and a cache that may fail",
    hints: Hints(
      nudge: """
        Take the three operations one at a time, and ask of each line that awaits: what if this \
        fails, and what if somebody else comes by while I wait? For a read, four things can come \
        out of the cache: a row, a remembered absence, nothing, and an error. Which of them need \
        the database?
        """,
      concept: """
        A failure of the cache is a miss, so every question to the cache gets a `try?`, and no \
        question to the database does. `cache.value(for:)` answers with an optional of an \
        optional: the outer layer says whether there is an entry, the inner one whether there is \
        a row. A write goes to the database first: while it is under way the old entry is still \
        true. Only when it is done may the entry go. Two things are left, and both are about \
        cancellation: `try?` swallows it like any other error, and in a cancelled task the \
        removal fails before it begins.
        """,
      almostCode: """
        Reading: `if let known = try? await cache.value(for: key) { return known }`, then `try \
        Task.checkCancellation()`, then `let row = try await database.read(key)`, then `try? await \
        cache.insert(…)` with the lifetime that fits `row == nil`, then `return row`. Writing: \
        `try await database.write(row, for: key)`, and after it `await Task { try? await \
        cache.remove(key) }.value`: a task that is made this way is not cancelled with the one \
        that made it. Deleting is the same with `database.delete(key)`.
        """
    ),
    demo: .demo("patterns")
  )
}
