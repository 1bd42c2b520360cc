extension Exercise {
  static let arcCache = Exercise(
    "arc-cache",
    name: "ARCCache",
    week: 1,
    title: "ARC: a cache that learns from its mistakes",
    summary: "two lists of entries, two lists of ghosts, and a target that moves between them",
    hints: Hints(
      nudge: """
        Before you write `insert`, make the four lists boring: one way to find where a key is, one \
        way to move it to the front of any list, one way to take the last of any list. With those, \
        each case of the contract is two or three lines. Which of the lists hold values?
        """,
      concept: """
        Think of one node for each key, resident or ghost, and let the node know its list. Moving \
        a key between lists is then unlinking it here and linking it there, and a ghost is a node \
        whose value is nil. `insert` asks for the node first: none means case IV, otherwise the \
        node's list is the case. Work out the change of the target before anything moves, because \
        the returning ghost still counts. *Replace* is the same everywhere, except that in case \
        III a tie between the recent entries and the target goes against the recent ones. It \
        compares a count with a real number, so convert the count, and never round the target.
        """,
      almostCode: """
        Keep `slots: [Key: Int]`, `nodes`, and the four sizes. Nodes 0 to 3 hold no key and are \
        where the ring of each list begins and ends. `replace(tieGoes:)`: return nil unless count \
        equals capacity; let n be the recent size as a Double; take the oldest of recent if n > 0 \
        and (n > target, or n == target in case III), otherwise the oldest of frequent; set its \
        value to nil and move it to the ghosts of its list. New key: if recent alone has \
        `capacity` keys, forget its oldest altogether and return that key; if recent and its \
        ghosts do, forget the oldest recent ghost; if not, but all four have 2 × capacity, forget \
        the oldest frequent ghost; then replace and add to recent. Recent ghost: `target = \
        min(target + max(b2 / b1, 1), c)`, replace, store the value, move to frequent. Frequent \
        ghost: `target = max(target - max(b1 / b2, 1), 0)`, and the same.
        """
    ),
    demo: .demo("eviction")
  )
}
