extension Week {
  static let week4 = Week(
    4,
    "Memcached, layers and security",
    topics: [
      "Memcached beside Redis",
      "HTTP caches, CDN, reverse proxy, application and query cache",
      "several levels for a shop",
      "tenants, sealed values and hostile input",
    ],
    milestone: """
      You can plan which layer answers which read of a shop, for how long, and who may see it.
      """
  )

  static let week5 = Week(
    5,
    "Watching and running it",
    topics: [
      "hit ratio, evictions, memory and latency as metrics and alerts",
      "sessions, full pages and tagged invalidation",
      "hot keys, circuit breakers and warm-up",
      "versions and eventual consistency",
    ],
    milestone: """
      You can tell from its figures what is wrong with a cache in production, and fix it without \
      a restart.
      """,
    demos: [.measuring]
  )

  static let week6 = Week(
    6,
    "Project",
    topics: [
      "streams and atomic scripts",
      "load tests that do not lie",
      "managed services",
      "the caching layer of a product catalogue, measured, with its decisions written down",
    ],
    milestone: """
      You have built and measured the caching layer of a shop, and can defend each of its \
      numbers.
      """
  )
}

extension Demo {
  static let measuring = Demo(
    "measuring",
    week: 5,
    summary: "benchmarks that lie without a wrong line: waits that are not noted, runs in blocks"
  )
}
