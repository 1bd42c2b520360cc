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
    exercises: [.earlyRefresh, .refreshAhead],
    demos: [.earlyRefresh, .refreshAhead],
    quiz: .week2,
    design: Design(title: "Warm recommendations before the morning", page: "Week2-Design")
  )
}

extension Demo {
  static let earlyRefresh = Demo(
    "early-refresh",
    week: 2,
    summary: "chance against a herd: many servers, one shared entry, and how often it is loaded",
    exercises: ["early-refresh"]
  )

  static let refreshAhead = Demo(
    "refresh-ahead",
    week: 2,
    summary: "fresh, stale, gone: what readers notice of it, and of an outage",
    exercises: ["refresh-ahead"]
  )
}
