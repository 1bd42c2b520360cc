extension Week {
  static let week1 = Week(
    1,
    "Fundamentals",
    topics: [
      "hit, miss, hit ratio, latency and throughput",
      "where caches live: CPU, operating system, database, application, CDN, browser",
      "lifetimes, and invalidation by hand, by time and by event",
      "what to evict: FIFO, MRU, LRU, LFU, ARC and SIEVE",
    ],
    milestone: """
      You can write a bounded, thread-safe cache with lifetimes, say what each operation costs, \
      and choose an eviction policy for a workload by measuring it.
      """,
    exercises: [
      .simpleCache, .ttlCache, .lruCache, .lfuCache, .fifoAndMRU, .arcCache, .sieveCache,
      .boundedCache,
    ],
    demos: [.hierarchy, .ttl, .lru, .eviction, .curve],
    quiz: .week1,
    design: Design(title: "When must a social feed forget?", page: "Week1-Design")
  )
}

extension Demo {
  static let hierarchy = Demo(
    "hierarchy",
    week: 1,
    summary: "where a read is answered, from the CPU to a far data centre, and what it costs"
  )

  static let ttl = Demo(
    "ttl",
    week: 1,
    summary: "entries that live, expire and are purged as the clock moves",
    exercises: ["ttl-cache"]
  )

  static let lru = Demo(
    "lru",
    week: 1,
    summary: "the recency list of an LRU cache after every step",
    exercises: ["lru-cache"]
  )

  static let eviction = Demo(
    "eviction",
    week: 1,
    summary: "ten policies and the optimum on several workloads, as a table and a plot",
    exercises: ["fifo-and-mru", "lru-cache", "lfu-cache", "arc-cache", "sieve-cache"]
  )

  static let curve = Demo(
    "curve",
    week: 1,
    summary: "how to read a miss-ratio curve: slopes, cliffs, floors"
  )
}
