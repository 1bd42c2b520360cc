extension Exercise {
  static let boundedCache = Exercise(
    "bounded-cache",
    name: "BoundedCache",
    week: 1,
    title: "A cache to share: one lock, a budget, lifetimes",
    summary: "a thread-safe cache with recency, lifetimes and a cost budget",
    hints: Hints(
      nudge: """
        Begin without threads: write one private struct that holds everything and has plain \
        mutating methods, and get the first checks to pass. Each public method then locks, calls \
        one of them, and unlocks. Two questions remain: how do you find the next entry to die \
        without looking at all of them, and when exactly is the memory of a dropped value given \
        back?
        """,
      concept: """
        Three structures know about each entry. A dictionary finds it. The list of your LRU cache \
        says who was used least recently. A binary heap of deadlines says who dies next: its first \
        element is the earliest. An entry that leaves must leave all three, so the heap has to \
        know where each slot's deadline is, and keep that up to date whenever it swaps two \
        elements. Every operation first drops whatever is dead at the top of the heap; then making \
        room is nothing but recency. What was dropped is collected in an array under the lock and \
        handed out of it, so that the last reference goes, and any `deinit` runs, when the lock is \
        free.
        """,
      almostCode: """
        One private method does the locking for all: read `clock.now`; `let (result, _) = \
        state.withLock { state in … }`, inside which you call `dropDead(at: now)`, run the \
        operation, and return its result together with the array of dropped entries, which you \
        empty in the state. `drop(slot)` is the only way out: unlink, remove its deadline from the \
        heap, `slots[key] = nil`, subtract its cost, append the entry to `dropped`. `insert` is: \
        remove the old entry of the key; return false if `cost > budget` or the lifetime is not \
        above zero; `while totalCost > budget - cost { drop(the oldest) }`; add. Removing from the \
        middle of a heap: put the last element in the gap, let it rise, then let it sink. \
        `relieveMemoryPressure` drops the oldest while the cost is above three quarters, rounded \
        down, of what it was.
        """
    ),
    demo: .none(
      because: """
        On one thread it behaves as the demos lru and ttl show, and what two threads do to each \
        other does not come out the same twice, which a demo must.
        """
    )
  )
}
