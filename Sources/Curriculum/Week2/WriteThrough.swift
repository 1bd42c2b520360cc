extension Exercise {
  static let writeThrough = Exercise(
    "write-through",
    name: "WriteThrough",
    week: 2,
    kind: .fix,
    title: "Write-through: the database first",
    summary: "writes that reach the database and the cache, or neither",
    hints: Hints(
      nudge: """
        The code works for as long as nothing fails and nobody looks at the wrong moment. So take \
        `update` and let each of its two awaits fail in turn, and let a reader come by at each of \
        them. What does the reader get, and what is in the two places when the caller sees the \
        error? The private method at the end of the file is sound.
        """,
      concept: """
        The database is what is true, the cache is a copy. A copy may be missing, and it must not \
        be ahead: whoever reads it there acts on something that may never come to be. So the \
        database decides first, and only what it has accepted is copied. Then the two failures \
        are no longer alike. If the database refuses, nothing has happened yet, and its error is \
        the caller's. If the cache refuses, the change has been made, and an error would be a \
        lie; but the entry that is there has just become old.
        """,
      almostCode: """
        In `update`: `try await database.write(row, for: key)` comes first. Then `do { try await \
        cache.insert(…) } catch { try? await cache.remove(key) }`: what cannot be replaced is \
        removed, and what cannot be removed dies of its lifetime. In `delete`: `try await \
        database.delete(key)`, then `try? await cache.remove(key)`. Both stay inside `inTurn`, \
        which makes the changes of a key one after the other.
        """
    ),
    demo: .demo("patterns")
  )
}
