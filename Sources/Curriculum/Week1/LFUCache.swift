extension Exercise {
  static let lfuCache = Exercise(
    "lfu-cache",
    name: "LFUCache",
    week: 1,
    title: "LFU: buckets in a list",
    summary: "a bounded cache that evicts the least frequently used entry, in O(1)",
    hints: Hints(
      nudge: """
        Sorting by frequency sounds like a heap and O(log n). But a frequency never jumps: a use \
        adds exactly one. So when an entry moves, how far can it be from the place it belongs to? \
        And where does a newcomer always belong?
        """,
      concept: """
        Put all entries of the same frequency into a bucket, a linked list in the order of last \
        use. A use takes the entry out of its bucket and puts it at the end of the next one. A \
        newcomer goes to the end of bucket 1. Eviction takes the first entry of the lowest bucket. \
        Two ways to find that bucket: keep the minimum (an insert sets it to 1; a use that empties \
        the lowest bucket adds 1), or hang all buckets into one list, coldest first, so that the \
        head of that list is what goes next and there is no minimum to keep. Drop empty buckets.
        """,
      almostCode: """
        Two lists as in LRUCache: `list` holds the entries in the order in which they would go, \
        `buckets` one element for each frequency there is, lowest first, with the slot of the \
        entry of that frequency that was used last; each entry knows the slot of its bucket. \
        `use(slot)`: the next bucket is the neighbour with frequency f + 1, or a new one put \
        there. Leave the old bucket: if the entry was its newest, the newest becomes the older \
        neighbour if that is in the same bucket, else the bucket is removed. Move the entry \
        behind the newest of the next bucket, or behind the old bucket's if that one is new, and \
        make it the newest there. A newcomer starts in no bucket as the oldest of all, and `use` \
        does the rest. To evict is to remove the oldest of `list`, before the newcomer goes in.
        """
    ),
    demo: .demo("eviction")
  )
}
