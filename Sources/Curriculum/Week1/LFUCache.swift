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
        One ring of nodes with key, value, frequency, colder, hotter, as in LRUCache; `coldest` is \
        the slot that goes next; `bucketEnds: [Int: Int]` holds, for each frequency there is, the \
        slot of the entry used last. `use(slot)`: let `end` be `bucketEnds[f + 1] ?? \
        bucketEnds[f]`. Leave the bucket: if the slot was its end, the end becomes the colder \
        neighbour if that has frequency f too, else the bucket is gone. If `end` is another slot, \
        unlink (and if the slot was `coldest`, its hotter neighbour is now) and link it after \
        `end`. Then set the frequency to f + 1 and `bucketEnds[f + 1] = slot`. A new entry starts \
        with frequency 0 as the coldest of all, and `use` does the rest. Evicting is removing the \
        key of `coldest`, before the newcomer goes in.
        """
    ),
    demo: .demo("eviction")
  )
}
