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
        then link the node in as the newest. If a node without an entry stands \
        between the newest and the oldest, then no link is ever missing and you need no case for \
        the ends. When a full cache takes a new entry, the oldest node's slot is free for it.
        """,
      almostCode: """
        `Node` has an optional `element` (key and value), `newer` and `older`; besides, \
        `nodes: [Node]`, `slots: [Key: Int]` and `free: [Int]`. Node 0 never holds an element: \
        `nodes[0].older` is the newest, `nodes[0].newer` the oldest. `unlink(slot)`: \
        `nodes[newer].older = older` and `nodes[older].newer = newer`. `linkAsNewest(slot)`: four \
        links, between the newest and 0. `value(for:)`: unlink and link. `insert`: a known key \
        gets its value and the same treatment; with room, take a slot from `free` or append a \
        node, and link it; when full, overwrite the oldest node's element, let `slots` follow, \
        and make it the newest. `remove`: unlink, set the element to nil, and put the slot into `free`.
        """
    ),
    demo: .demo("lru")
  )
}
