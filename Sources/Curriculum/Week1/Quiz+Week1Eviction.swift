/// What to evict, and what the policies cost.
extension Question {
  static let tracedLRU = Question(
    "week1-traced-lru",
    """
    An LRU cache with room for 3 entries starts empty; every miss is inserted. The reads are \
    A B C A D A E A B F A C. How many of the 12 are hits?
    """,
    .number(
      4,
      within: 0,
      unit: "hits",
      why: """
        A B C miss. A hits and becomes the newest, so D evicts B. A hits, E evicts C, A hits. B \
        misses and evicts D, F misses and evicts E, A hits, C misses: 4 hits, all of them A.
        """
    )
  )

  static let tracedFIFO = Question(
    "week1-traced-fifo",
    """
    The same reads, A B C A D A E A B F A C, and the same room for 3 entries, but the policy is \
    FIFO. How many of the 12 are hits?
    """,
    .number(
      2,
      within: 0,
      unit: "hits",
      why: """
        A B C miss and A hits, but a hit does not move A: D evicts it. A misses and evicts B, E \
        evicts C, A hits. B evicts D, F evicts A, so A misses, and C misses: 2 hits.
        """
    )
  )

  static let loopTooLong = Question(
    "week1-loop-too-long",
    """
    A job reads the items 1 to 101 in order, again and again, through a cache with room for 100. \
    Which policy gets the most hits?
    """,
    .choice([
      .wrong(
        "LRU",
        why: """
          Each item is evicted just before its turn comes again: LRU does not get a single hit.
          """
      ),
      .wrong(
        "FIFO",
        why: "Nothing is hit between its insertion and its eviction, so FIFO does as badly as LRU."
      ),
      .right(
        "MRU",
        why: """
          The item just used is the one whose next use is farthest away. Evicting it keeps almost \
          the whole loop: about 99 % hits once the cache is full.
          """
      ),
      .wrong(
        "They are all the same, the loop is longer than the cache",
        why: "Only one item is too many. Which one is missing decides everything."
      ),
    ])
  )

  static let nightlyReport = Question(
    "week1-nightly-report",
    """
    By day, a cache serves a stable set of popular rows, each read many times. At night a report \
    reads a million other rows once each, through the same cache. Which policy still holds the \
    popular rows in the morning?
    """,
    .choice([
      .wrong(
        "LRU",
        why: "Every row of the report is newer than every popular row, so all of them are evicted."
      ),
      .right(
        "ARC",
        why: """
          Rows read once compete with each other in its recent list; rows read again and again sit \
          in its frequent list, which a scan does not touch.
          """
      ),
      .wrong(
        "FIFO",
        why: "The popular rows came first, so they go first; reads do not save them."
      ),
      .wrong(
        "LRU with a longer lifetime for every entry",
        why: "The rows leave because room is short, long before they expire."
      ),
    ])
  )

  static let ghostHit = Question(
    "week1-ghost-hit",
    """
    In ARC, a key is asked for that is no longer cached but is remembered in the ghost list of \
    recently evicted recent entries. What happens?
    """,
    .choice([
      .wrong(
        "It counts as a hit, and the value comes from the ghost list",
        why: "A ghost list keeps keys only. There is no value to give back."
      ),
      .wrong(
        "Nothing, ghosts are there for statistics",
        why: "Ghosts are how ARC learns: without them its target would never move."
      ),
      .wrong(
        "It counts as a miss, and the room for frequent entries grows",
        why: """
          The other way round: a ghost of the recent side says that the recent side was too small.
          """
      ),
      .right(
        "It counts as a miss, and the room for recent entries grows",
        why: """
          The entry was evicted too early from the recent side, so ARC raises its target for that \
          side; the value has to be loaded again.
          """
      ),
    ])
  )

  static let lockForReads = Question(
    "week1-lock-for-reads",
    """
    Many threads read one LRU cache. A colleague proposes a lock that lets any number of readers \
    in together and only makes writers wait. Why is that not enough?
    """,
    .choice([
      .right(
        "A read moves the entry to the front of the list, so it is a write, too",
        why: """
          Two reads at once would rewire the same links and break the list. Reads need the lock \
          for themselves, which is one reason why SIEVE, whose reads only set a bit, scales better.
          """
      ),
      .wrong(
        "Readers would see values that are older than their lifetime",
        why: "Whether an entry is expired depends on the clock, not on the kind of lock."
      ),
      .wrong(
        "Swift has no locks for readers and writers",
        why: "They exist. The trouble is that an LRU read does not only read."
      ),
      .wrong(
        "The hit ratio would be lower",
        why: """
          The policy decides the hit ratio. What is at stake here is that the list stays intact.
          """
      ),
    ])
  )
}
