extension Week {
  static let week2 = Week(
    2,
    "Strategies and pitfalls",
    topics: [
      "cache-aside, read-through, write-through, write-behind, write-around",
      "refresh ahead of expiry",
      "stampedes, herds and how to share one load",
      "coherence: what goes stale, and when",
    ],
    milestone: """
      You can choose a strategy for a read and a write path, name what it loses in a crash, and \
      protect a database from a stampede.
      """,
    exercises: [.writeBehind, .singleFlight],
    demos: [.stampede, .crash]
  )
}

extension Demo {
  static let stampede = Demo(
    "stampede",
    week: 2,
    summary: "an entry expires under load: what the database sees, unprotected and protected",
    exercises: ["single-flight"]
  )

  static let crash = Demo(
    "crash",
    week: 2,
    summary: "what write-behind loses when the process dies, and what keeps it from losing",
    exercises: ["write-behind"]
  )
}
