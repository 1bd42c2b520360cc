extension Exercise {
  static let simpleCache = Exercise(
    "simple-cache",
    name: "SimpleCache",
    week: 1,
    title: "A cache in a dictionary",
    summary: "a dictionary that counts its hits and misses",
    hints: Hints(
      nudge: """
        Every number that this cache reports comes from one place: the read. Decide there, once, \
        whether there was an entry. What else in the contract looks things up, and must not count?
        """,
      concept: """
        A dictionary's subscript answers with an optional, and that optional already tells an \
        entry from no entry. Ask whether the look-up found something, never what it found: when \
        `Value` is itself an optional, a stored nil is `.some(nil)`, which is not nil. The ratio \
        divides by the reads, so think of the moment before there are any.
        """,
      almostCode: """
        Keep `private var entries: [Key: Value] = [:]`. In `value(for:)`, `guard let value = \
        entries[key] else { … }` counts a miss and returns nil; after the guard, count a hit and \
        return the value. `remove` is `entries.removeValue(forKey: key)`, which returns what was \
        there. `hitRatio` is `Double(hits) / Double(hits + misses)`, unless that sum is 0.
        """
    ),
    demo: .demo("hierarchy")
  )
}
