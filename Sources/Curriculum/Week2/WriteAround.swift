extension Exercise {
  static let writeAround = Exercise(
    "write-around",
    name: "WriteAround",
    week: 2,
    title: "Write-around: keep the bulk out",
    summary: "writes that bypass the cache, in bulk, and leave nothing old in it",
    hints: Hints(
      nudge: """
        "Around the cache" says where a written row does not go. It does not say that the cache \
        may go on believing in the row before. Which entries has a write made old, and from which \
        moment on? For a bulk write, look at the clock as well: what do 100 removals take, one \
        after the other?
        """,
      concept: """
        Reads fill the cache, writes only ever take away from it, and only what the database has \
        already replaced. One key or a hundred, the steps are the same: the database first, and \
        its error ends everything; then the removals, whose errors are nobody's concern. Removals \
        of different keys have nothing to do with each other, so begin all of them before you \
        wait for the first. And remember from cache-aside what becomes of them when the caller is \
        cancelled.
        """,
      almostCode: """
        One private method for all three kinds of write: `let removals = keys.map { key in Task { \
        try? await cache.remove(key) } }`, and then `for removal in removals { await \
        removal.value }`. The bulk update is: return if there are no changes; `try await \
        database.bulkWrite(changes)`; remove the entries of `changes.keys`. Reading: `if let row = \
        try? await cache.value(for: key) { return row }`, then the database, then, if there is a \
        row, `try? await cache.insert(…)`.
        """
    ),
    demo: .demo("patterns")
  )
}
