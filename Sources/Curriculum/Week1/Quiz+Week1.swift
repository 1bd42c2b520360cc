extension Quiz {
  static let week1 = Quiz(
    week: 1,
    passMark: 11,
    questions: [
      .meanLatency, .halvedMisses, .ratioForTheDatabase, .memoryOfEntries, .picturesForEver,
      .rowByRow, .staleAfterChange, .revokedAccess, .tracedLRU, .tracedFIFO, .loopTooLong,
      .nightlyReport, .ghostHit, .lockForReads,
    ]
  )
}

/// Hit, miss, and what they cost.
extension Question {
  static let meanLatency = Question(
    "week1-mean-latency",
    """
    A look into the cache takes 2 ms. After a miss, the database takes another 80 ms. The hit \
    ratio is 95 %. How long does a read take on average?
    """,
    .number(
      6,
      within: 0.05,
      unit: "ms",
      why: """
        Every read pays the 2 ms; 5 in 100 pay 80 ms more: 2 + 0.05 × 80 = 6 ms. Two thirds of \
        that comes from the misses, although they are few.
        """
    )
  )

  static let halvedMisses = Question(
    "week1-halved-misses",
    """
    A better policy lifts the hit ratio of a busy cache from 90 % to 95 %. What happens to the \
    number of reads that reach the database?
    """,
    .choice([
      .wrong(
        "It falls by about 5 %",
        why: "5 is the change of the hit ratio in points; the database sees only the misses."
      ),
      .wrong(
        "It falls by about a tenth",
        why: "A tenth is the share of misses before the change, not how much that share shrinks."
      ),
      .right(
        "It falls by half",
        why: "The database sees the misses: 10 in 100 reads before, 5 in 100 after."
      ),
      .wrong(
        "It stays the same, only the latency falls",
        why: "A hit never reaches the database, so more hits are fewer queries."
      ),
    ])
  )

  static let ratioForTheDatabase = Question(
    "week1-ratio-for-the-database",
    """
    At its peak a shop serves 5,000 reads a second. Its database can answer 400 of them. Which \
    hit ratio must the cache reach at least, in percent?
    """,
    .number(
      92,
      within: 0.05,
      unit: "%",
      why: """
        At most 400 of 5,000 reads may miss: 400 ÷ 5,000 = 8 %. The other 92 % must be hits, and \
        a cold cache at peak time would drown the database.
        """
    )
  )

  static let memoryOfEntries = Question(
    "week1-memory-of-entries",
    """
    An entry is a key of 24 bytes, a value of 600 bytes and 96 bytes for the dictionary and the \
    list that hold it. How many megabytes (1 MB is 1,000,000 bytes) do 250,000 entries take?
    """,
    .number(
      180,
      within: 0.5,
      unit: "MB",
      why: """
        24 + 600 + 96 = 720 bytes an entry, times 250,000 is 180,000,000 bytes. Counting only the \
        values gives 150 MB, and a machine that runs out of memory at a fifth more than planned.
        """
    )
  )
}

/// Where caches live.
extension Question {
  static let picturesForEver = Question(
    "week1-pictures-for-ever",
    """
    A shop's pictures never change: a new picture gets a new address. Which cache saves the most \
    time for a customer who comes back?
    """,
    .choice([
      .right(
        "The customer's browser, with a lifetime of a year",
        why: """
          Nothing is nearer, and nothing can go stale: an address never means another picture. A \
          read is answered without a network at all.
          """
      ),
      .wrong(
        "A CDN, with a lifetime of a minute",
        why: """
          A CDN is near, but still a network away, and a minute makes it ask the shop again for \
          a picture that cannot have changed.
          """
      ),
      .wrong(
        "The shop's application memory",
        why: "The request has already crossed the whole network when it arrives there."
      ),
      .wrong(
        "The database's buffer pool",
        why: """
          It spares the disk, and nothing else: network, balancer and application have all been \
          paid for by then.
          """
      ),
    ])
  )

  static let rowByRow = Question(
    "week1-row-by-row",
    """
    A large table of numbers lies in memory row after row. Adding it up row by row is several \
    times faster than column by column, with the same number of additions. Why?
    """,
    .choice([
      .wrong(
        "The compiler leaves out additions when the rows come first",
        why: "Both ways add every number once; the difference is in how the numbers arrive."
      ),
      .wrong(
        "The operating system keeps the rows on disk and the columns in memory",
        why: "The whole table is in memory either way."
      ),
      .wrong(
        "The processor remembers the sums of rows that it has seen",
        why: "A CPU cache keeps bytes of memory, not results."
      ),
      .right(
        "The CPU cache loads neighbours along with each number, and row by row uses them",
        why: """
          A miss fetches a whole line, commonly 64 bytes, so eight numbers of 8 bytes share one \
          miss. Column by column uses one number of each line before the line is evicted.
          """
      ),
    ])
  )
}

/// Lifetimes and invalidation.
extension Question {
  static let staleAfterChange = Question(
    "week1-stale-after-change",
    """
    A price is cached for 300 seconds and nobody invalidates it. It was read into the cache 40 \
    seconds before the shop changed it. For how many seconds after the change can customers \
    still see the old price?
    """,
    .number(
      260,
      within: 0.5,
      unit: "s",
      why: """
        The lifetime runs from the moment of the load, not of the change: 300 − 40 = 260 s. The \
        worst case is a load just before the change, almost 300 s.
        """
    )
  )

  static let revokedAccess = Question(
    "week1-revoked-access",
    """
    Permissions are cached for ten minutes. Withdrawn access should be gone at once, or within \
    ten minutes if the message about it is lost on the way. What fits best?
    """,
    .choice([
      .wrong(
        "A lifetime of one second and nothing else",
        why: """
          A second is not at once, and almost every read becomes a miss: the cache hardly helps \
          any more.
          """
      ),
      .right(
        "Invalidate on the event that withdraws access, and keep a lifetime as a safety net",
        why: """
          The event makes it immediate in the ordinary case; the lifetime bounds how long a lost \
          event can hurt. Each covers the other's weakness.
          """
      ),
      .wrong(
        "Invalidate on the event, and let entries live for ever",
        why: "One lost event and the withdrawn access stays, for as long as the process runs."
      ),
      .wrong(
        "Make the cache smaller, so that permissions are evicted sooner",
        why: """
          Eviction depends on what else is read; it promises nothing about when one entry goes.
          """
      ),
    ])
  )
}
