extension Week {
  static let week3 = Week(
    3,
    "Distributed caching and Redis",
    topics: [
      "consistent hashing, sharding, replication and failover",
      "Redis: strings, hashes, lists, sets, sorted sets, pub/sub, transactions, pipelines",
      "the wire protocol, and the append-only file",
      "locks that other machines respect",
    ],
    milestone: """
      You can spread a cache over machines, keep it coherent and available, and use Redis \
      without losing money to a race.
      """,
    exercises: [
      .hashRing,
      .hashSlots,
      .replicatedShards,
      .respCodec,
      .redisCache,
      .redisTypes,
      .pubsubInvalidation,
      .redisLock,
      .inventory,
      .appendOnlyLog,
    ],
    demos: [.ring, .redis, .failover],
    quiz: .week3,
    design: Design(title: "Where is the nearest scooter?", page: "Week3-Design"),
    laboratory: ["Lab", "Redis", "RedisChecks"]
  )
}

extension Demo {
  static let ring = Demo(
    "ring",
    week: 3,
    summary: "which keys move when a node joins: by remainder, and on a ring",
    exercises: ["hash-ring"]
  )

  static let redis = Demo(
    "redis",
    week: 3,
    summary: "a tour of Redis, each command with its reply, and caches that hear of changes",
    exercises: ["pubsub-invalidation"]
  )

  static let failover = Demo(
    "failover",
    week: 3,
    summary: "a primary dies: who takes over, what is lost, and who is read from",
    exercises: ["replicated-shards"]
  )
}
