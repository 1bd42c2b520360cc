extension Exercise {
  static let fifoAndMRU = Exercise(
    "fifo-and-mru",
    name: "FIFOAndMRU",
    week: 1,
    title: "FIFO and MRU: the simplest rules",
    summary: "two eviction rules behind one protocol, each O(1)",
    hints: Hints(
      nudge: """
        Ask of each rule what it has to remember, and when that changes. For FIFO: which events \
        change the order of arrival? For MRU: at the moment when something has to go, how much of \
        the order of use do you need to know?
        """,
      concept: """
        FIFO is a queue, and only arrivals and removals change it. A removal can come from its \
        middle, where an array would have to search and close the gap; nodes in an array that know \
        the index of both neighbours leave in O(1), if the dictionary tells which node a key has. \
        MRU is less than it seems. A full cache evicts the key that was used last, so remember \
        that one key. If it is removed there is room again, and the newcomer that fills the room \
        is then the key that was used last. Find the victim before you store the newcomer.
        """,
      almostCode: """
        FIFO: `nodes` starts with one node without an entry, number 0; its `newer` is the oldest \
        and its `older` the newest, so the ends need no special case. `insert`: a known key gets \
        its value, and that is all; if full, remove the key of `nodes[nodes[0].newer]`; then put \
        the new node between `nodes[0].older` and 0. `remove`: take the slot out of the \
        dictionary, join its neighbours, set its entry to nil, and keep the slot in `free` for \
        the next newcomer. MRU: `entries: [Key: Value]` and `lastUsed: Key?`. `insert`: if full \
        and the key is unknown, remove `lastUsed`; store; `lastUsed = key`. A read that hits sets \
        it as well; a read that misses must not.
        """
    ),
    demo: .demo("eviction")
  )
}
