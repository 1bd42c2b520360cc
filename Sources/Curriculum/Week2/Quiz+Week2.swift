extension Quiz {
  static let week2 = Quiz(
    week: 2,
    passMark: 11,
    questions: [
      .writeOrder, .deletedNotUpdated, .absentRows, .staleAfterWriteAround, .coalescedWrites,
      .lostInACrash, .drainTime, .herdAtExpiry, .lockTable, .cancelledWaiter, .chanceToRefresh,
      .straightLine, .oldestAnswer, .refreshedForNobody,
    ]
  )
}

/// Who reads, who writes, in which order.
extension Question {
  static let writeOrder = Question(
    "week2-write-order",
    """
    A service changes a price: first in the cache, then in the database. The database refuses the \
    write, and the caller gets an error. What do readers see now?
    """,
    .choice([
      .wrong(
        "The old price, since the write has failed",
        why:
          "The database holds the old price, but readers ask the cache first, and it was changed."
      ),
      .right(
        "A price that has never been valid, until the entry expires or is overwritten",
        why: """
          The cache was changed before anybody knew whether the change would hold. Database first, \
          then the cache: then a failure in between leaves an old price, never an invented one.
          """
      ),
      .wrong(
        "An error, as the cache notices that it disagrees with the database",
        why: "A cache compares nothing. It answers with what it was given."
      ),
      .wrong(
        "The new price for some readers and the old one for others",
        why: "They all ask the same cache, and it holds one value: the one that was refused."
      ),
    ])
  )

  static let deletedNotUpdated = Question(
    "week2-deleted-not-updated",
    """
    Two servers write the same row, A then B, in the database in this order. With cache-aside, \
    why does each of them remove the cache's entry afterwards rather than store its own value?
    """,
    .choice([
      .wrong(
        "Removing takes less time than storing",
        why: "Both are one small request. The order in which they arrive is what matters."
      ),
      .wrong(
        "A value must only ever be stored by the server that read it first",
        why: "There is no such rule; any server may fill the cache after a miss."
      ),
      .right(
        "The two stores may arrive as B then A, and the cache would keep A's old value",
        why: """
          Nothing keeps the order of two servers' messages to the cache. Two removals give the \
          same result in any order, and the next read gets the row as it is.
          """
      ),
      .wrong(
        "A stored value would have no lifetime",
        why: "Storing takes a lifetime like any other insertion."
      ),
    ])
  )

  static let absentRows = Question(
    "week2-absent-rows",
    """
    A crawler asks 50 times a second for 200 product numbers, one after the other in a circle. The \
    products have been deleted. The cache remembers for 40 s that a row does not exist. How many \
    reads reach the database in a minute, instead of 3,000?
    """,
    .number(
      300,
      within: 0.5,
      unit: "reads",
      why: """
        Each number comes by every 200 ÷ 50 = 4 s. A remembered absence answers the 9 reads at 4, \
        8 … 36 s and is dead at 40 s, so 1 read in 10 reaches the database: 3,000 ÷ 10 = 300. \
        Without negative caching a cache is no help at all against what does not exist.
        """
    )
  )

  static let staleAfterWriteAround = Question(
    "week2-stale-after-write-around",
    """
    With write-around, writes go to the database and not through the cache. What has to happen to \
    the entry of the row that was written?
    """,
    .choice([
      .wrong(
        "Nothing: the row was not in the cache, or else it would not be write-around",
        why: "A row that was read before is in the cache, and a later write makes it stale there."
      ),
      .right(
        "It is removed, when there is one, after the database has taken the write",
        why: """
          The write does not fill the cache, but it must not leave an old value behind. Removed \
          before the write, it could be loaded again in between, as the old row.
          """
      ),
      .wrong(
        "It gets the new value, so that the next read is a hit",
        why: "That is write-through. Write-around keeps out what may never be read."
      ),
      .wrong(
        "Its lifetime is shortened",
        why: "For the rest of that lifetime readers would still get a value known to be wrong."
      ),
    ])
  )
}

/// Writing later.
extension Question {
  static let coalescedWrites = Question(
    "week2-coalesced-writes",
    """
    A write-behind queue is flushed every 5 s and keeps the last value of each key. 40 counters \
    change 25 times a second each. How many rows a second does the database write, instead of \
    1,000?
    """,
    .number(
      8,
      within: 0.05,
      unit: "rows a second",
      why: """
        In 5 s each of the 40 counters changes 125 times, and one value of each is left: 40 rows \
        in 5 s are 8 a second. Coalescing counts keys, not writes.
        """
    )
  )

  static let lostInACrash = Question(
    "week2-lost-in-a-crash",
    """
    The same queue: 40 counters, 25 changes a second each, flushed every 5 s, and a flush takes \
    0.2 s. Changes stay in the queue until the bulk write has succeeded. The process crashes at \
    the worst moment. How many changes that callers believe done are lost at most?
    """,
    .number(
      5_200,
      within: 5,
      unit: "changes",
      why: """
        The worst moment is just before a flush has ended: all changes of the 5 s before it began \
        and of the 0.2 s that it took are in memory only. 5.2 × 1,000 = 5,200. Whether that is \
        bearable decides about write-behind: for views of a page yes, for payments no.
        """
    )
  )

  static let drainTime = Question(
    "week2-drain-time",
    """
    The database was away for 4 minutes, and 90,000 rows wait in a write-behind queue. It takes \
    500 rows a second, and 200 rows a second go on being added. After how many seconds is the \
    queue empty?
    """,
    .number(
      300,
      within: 1,
      unit: "s",
      why: """
        It shrinks by 500 − 200 = 300 rows a second: 90,000 ÷ 300 = 300 s, longer than the outage \
        itself. With 500 rows added a second it would never be empty, which is why a queue needs \
        a bound and something to do when it is full.
        """
    )
  )
}
