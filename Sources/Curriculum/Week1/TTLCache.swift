extension Exercise {
  static let ttlCache = Exercise(
    "ttl-cache",
    name: "TTLCache",
    week: 1,
    title: "Lifetimes: forgetting by the clock",
    summary: "a cache whose entries die at their deadline",
    hints: Hints(
      nudge: """
        What has to be known about an entry, at the moment of its insertion, so that later one \
        comparison with the clock says whether it is alive? Look at `ManualClock` in Sources/Lab: \
        the checks run on it, so nothing happens between two of your calls unless you look.
        """,
      concept: """
        Store the deadline, a `C.Instant`, and not the lifetime: it never changes until the key is \
        inserted again, so reading cannot prolong it and overwriting replaces it with the rest of \
        the entry. There are two different kinds of nothing here: `expires: nil` asks for the \
        cache's own lifetime, and `.never` asks for no deadline at all. Settle the first before \
        you turn the second into an optional instant. And write the comparison that decides about \
        life and death once, in one place: at the deadline means dead.
        """,
      almostCode: """
        `private struct Entry` has `value` and `deadline: C.Instant?`, and a method \
        `isDead(at now:)` that is `deadline.map { now >= $0 } ?? false`. `insert` switches over \
        `expires ?? self.expires`: nil for `.never`, `clock.now.advanced(by: lifetime)` for \
        `.after`. `value(for:)` finds the entry; if it is dead, it sets `entries[key] = nil` and \
        returns nil. `remove` takes the entry out with `removeValue(forKey:)` and returns its \
        value only if it is not dead. `purge` remembers `entries.count`, filters the dictionary \
        by `!isDead(at: now)` and returns the difference; `count` counts the same way and \
        changes nothing.
        """
    ),
    demo: .demo("ttl")
  )
}
