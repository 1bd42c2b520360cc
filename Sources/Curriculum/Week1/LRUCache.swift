extension Exercise {
  static let lruCache = Exercise(
    "lru-cache",
    name: "LRUCache",
    week: 1,
    title: "LRU: a list under the dictionary",
    summary: "a bounded cache that evicts the least recently used entry, in O(1)",
    hints: Hints(
      nudge: """
        A dictionary finds an entry but knows no order; an array knows an order, but taking \
        something out of its middle moves the rest. Which structure lets you take one element out \
        and put it in front without touching the others, once you hold it? And what could the \
        dictionary store, so that you do hold it?
        """,
      concept: """
        Keep the entries in an array of nodes and link them by their indices: each node knows the \
        index of the next newer and the next older one. The dictionary maps a key to its node's \
        index. Every use is then the same two steps: join the node's neighbours to each other, \
        then link the node in as the newest. If the newest and the oldest are linked as well, to a \
        ring, then no link is ever missing and you need no case for the ends. When a full cache \
        takes a new entry, the oldest node's place in the array is free for it.
        """,
      almostCode: """
        `Node` has key, value, newer, older; besides, `nodes: [Node]`, `slots: [Key: Int]` and \
        `newest`. `unlink(slot)`: `nodes[newer].older = older` and `nodes[older].newer = newer`. \
        `linkAsNewest(slot)` puts it between `nodes[newest].newer`, which is the oldest, and \
        `newest`: four links, then `newest = slot`. `value(for:)`: unless the slot is `newest` \
        already, unlink and link. `insert`: a known key gets its value and the same treatment; \
        with room, append a node that links to itself and link it; when full, overwrite key and \
        value of the oldest node, update `slots`, and just set `newest` to it: the ring turns. \
        `remove`: unlink, move the last node of the array into the gap (its two neighbours, its \
        entry in `slots` and perhaps `newest` must follow), and `removeLast()`.
        """
    ),
    demo: .demo("lru")
  )
}
