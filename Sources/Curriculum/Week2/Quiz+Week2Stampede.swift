/// Many at once.
extension Question {
  static let herdAtExpiry = Question(
    "week2-herd-at-expiry",
    """
    30 processes read one shared entry, each 10 times a second. It expires, and loading it takes 2 \
    s. Each process shares one load among its own readers, and no process knows of the others. How \
    many loads are there?
    """,
    .number(
      30,
      within: 0,
      unit: "loads",
      why: """
        In 2 s every process reads, finds nothing and begins its one load: 30. Without sharing it \
        would be all reads of those 2 s, 600. To get below one load a process, they need a lock in \
        the shared cache, leases, or early refresh.
        """
    )
  )

  static let lockTable = Question(
    "week2-lock-table",
    """
    To load each key once, a service keeps a dictionary with a lock for each key, and takes the \
    lock before it loads. A lock is never removed. What goes wrong?
    """,
    .choice([
      .wrong(
        "Two keys may get the same lock, and wait for each other",
        why: "A dictionary gives each key an entry of its own."
      ),
      .wrong(
        "Whoever waited loads again after the first has loaded",
        why: "Not if it looks into the cache again once it has the lock, as it should."
      ),
      .right(
        "The dictionary grows with every key that was ever asked for",
        why: """
          Keys come from requests, and the cache evicts them while the locks stay: a leak that \
          whoever invents keys can steer. A load in flight belongs in the table only while it runs.
          """
      ),
      .wrong(
        "Locks cannot be shared among tasks",
        why: "They can. It is what happens to them afterwards that is wrong here."
      ),
    ])
  )

  static let cancelledWaiter = Question(
    "week2-cancelled-waiter",
    """
    Five tasks wait for one shared load, which the first of them has started. The first one is \
    cancelled, because its user has left. What should happen?
    """,
    .choice([
      .wrong(
        "The load is cancelled, and all five get a CancellationError",
        why: "Four users would get an error because a fifth one closed a window."
      ),
      .wrong(
        "The load is cancelled, and one of the four starts it again",
        why: "The work so far is thrown away, and all four wait longer than they had to."
      ),
      .wrong(
        "The first task must not be cancelled before the load is done",
        why: "A task can be cancelled at any time; one cannot forbid it, only decide what follows."
      ),
      .right(
        "The load goes on, and the four get its value",
        why: """
          A shared load belongs to all who wait, so no single one may take it away. It runs in a \
          task of its own, which does not inherit the cancellation.
          """
      ),
    ])
  )
}

/// Before anybody has to wait.
extension Question {
  static let chanceToRefresh = Question(
    "week2-chance-to-refresh",
    """
    An entry took 3 s to load, and 6 s remain until its deadline. With β = 2, how likely is one \
    read to refresh it early, in percent?
    """,
    .number(
      36.8,
      within: 0.3,
      unit: "%",
      why: """
        exp(−remaining ÷ (β × load time)) = exp(−6 ÷ (2 × 3)) = exp(−1) = 36.8 %. With β = 1 it \
        would be exp(−2) = 13.5 %.
        """
    )
  )

  static let straightLine = Question(
    "week2-straight-line",
    """
    Instead of the exponential law, somebody lets the chance of an early refresh grow in a \
    straight line over the last 10 s. Loads take 2 s. What becomes of it when the traffic grows?
    """,
    .choice([
      .right(
        "The first refresh comes earlier on the line, and ever more others join before it is done",
        why: """
          With much traffic the first refresh comes where the chance is tiny, and 2 s later it is \
          many times that. On the exponential curve, 2 s later it is always the same factor, so \
          the herd does not grow.
          """
      ),
      .wrong(
        "Nothing: the chance for one read does not depend on the traffic",
        why: "For one read it does not. The number of reads that are due at once does."
      ),
      .wrong(
        "Refreshes come too late, and readers begin to wait",
        why: "More reads make the first refresh come earlier. Nobody waits; the database works."
      ),
      .wrong(
        "It gets better, as more reads share one refresh",
        why: "Readers roll their dice alone. More of them are more refreshes, not more sharing."
      ),
    ])
  )

  static let oldestAnswer = Question(
    "week2-oldest-answer",
    """
    Entries are fresh for 60 s and then served stale for up to 30 s, while one load runs behind \
    the readers. A load takes 2 s, reads the row at its beginning, and its entry's age counts from \
    its end. How old, in seconds, can an answer be at most, measured against the row?
    """,
    .number(
      92,
      within: 0.1,
      unit: "s",
      why: """
        2 s from the reading of the row to the end of the load, then 60 s fresh and 30 s stale: \
        92 s. It comes to that when nobody reads in between, or when the refreshes fail.
        """
    )
  )

  static let refreshedForNobody = Question(
    "week2-refreshed-for-nobody",
    """
    A cache of 100,000 entries, each fresh for 60 s, is refreshed in the background so that no \
    reader ever waits. 2,000 keys get almost all of the reads. How many loads a second are saved \
    when only those 2,000 are refreshed ahead?
    """,
    .number(
      1_633,
      within: 2,
      unit: "loads a second",
      why: """
        98,000 entries each 60 s are 98,000 ÷ 60 = 1,633 loads a second for readers who never \
        come; the 2,000 popular ones take 33. A refresh ahead is paid for by the database, whether \
        or not somebody reads the result.
        """
    )
  )
}
