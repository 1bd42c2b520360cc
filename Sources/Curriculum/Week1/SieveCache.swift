extension Exercise {
  static let sieveCache = Exercise(
    "sieve-cache",
    name: "SieveCache",
    week: 1,
    title: "SIEVE: one bit and a moving hand",
    summary: "a queue that never reorders, and a hand that sifts it",
    hints: Hints(
      nudge: """
        Two things have to survive from one eviction to the next: the bits and the place of the \
        hand. Draw the queue of four keys with the hand at the oldest, read two of them and insert \
        a fifth on paper. Where is the hand afterwards, and which key does the sixth evict?
        """,
      concept: """
        The hand belongs to an entry, not to a position in the queue: newcomers at the front do \
        not shift it. So let it be the index of a node in a doubly linked queue. An eviction is a \
        walk from there towards the newer entries; each visited one loses its bit and is passed, \
        and the first unvisited one goes. Leaving is the one event that can take the ground from \
        under the hand, by eviction or by removal, so step aside in the one function that unlinks. \
        Past the newest, the hand means the oldest.
        """,
      almostCode: """
        Node 0 holds no entry and closes the ring: its `newer` is the oldest, its `older` the \
        newest. `handSlot = 0` means "begin at the oldest". Victim: if the hand is at 0, set it \
        to `nodes[0].newer`; while the node there is visited, clear its bit and go to its `newer`, \
        with the same step over 0. `remove`: if the hand is at this slot, set it to the node's \
        `newer` (which may be 0), then join the neighbours. `insert`: a known key gets its value \
        and its bit; if full, find the victim and `remove` it; only then link the newcomer between \
        0 and the newest, with its bit clear. `value(for:)` sets the bit and returns the value. \
        `hand` is the key in the hand's slot, or the oldest key where that slot is 0.
        """
    ),
    demo: .demo("eviction")
  )
}
