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
    exercises: [
      .cacheAside,
      .readThrough,
      .writeThrough,
      .writeBehind,
      .writeAround,
      .singleFlight,
      .earlyRefresh,
      .refreshAhead,
    ],
    demos: [.patterns, .stampede, .crash, .earlyRefresh, .refreshAhead],
    quiz: .week2,
    design: Design(title: "Warm recommendations before the morning", page: "Week2-Design")
  )
}

extension Demo {
  static let patterns = Demo(
    "patterns",
    week: 2,
    summary: "one workload through six strategies: database calls, latency and stale reads",
    exercises: ["cache-aside", "read-through", "write-through", "write-around"]
  )

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
