extension Exercise {
  static let hashRing = Exercise(
    "hash-ring",
    name: "HashRing",
    week: 3,
    kind: .fix,
    title: "The ring: a node joins and the rest stay",
    summary: "consistent hashing with many points a node, weights and copies",
    hints: Hints(
      nudge: """
        Run the demo with your own code: course demo ring --mine. Look at what happens when a fifth \
        node joins: how many keys move, and between which nodes? Then find the line that decides \
        where a key lives, and ask what it depends on besides the key.
        """,
      concept: """
        A remainder depends on how many nodes there are, so it changes for nearly every key when \
        one joins. Give each node places of its own instead, which depend on its name and on \
        nothing else: many points on the circle of all 64-bit numbers. A key has a place on the \
        same circle, and belongs to the next point clockwise. Keep the points sorted by position; \
        then the next point is a binary search away, and past the last one the first is next.
        """,
      almostCode: """
        Keep `weights: [String: Int]` and `points: [(position: UInt64, node: String)]`. `add` first \
        removes the node, then appends a point at `Self.position(of: "\\(node)#\\(number)")` for \
        each number in `0..<pointsPerNode * weight`, then sorts by position. A look-up searches \
        with `low = 0`, `high = points.count`, `if points[middle].position < position { low = \
        middle + 1 } else { high = middle }`, and takes `points[low % points.count]`. For copies \
        go on from there, point by point around the circle, and skip nodes that you have already.
        """
    ),
    demo: .demo("ring")
  )
}
