/// A hash table that can be iterated a little at a time while it changes, and sampled at random.
///
/// The nodes lie side by side in one array, so a random one costs a random number; the buckets are
/// chains through it. Because a bucket is the low bits of a hash that never changes, ``scan`` can
/// count through the buckets with the high bit first, as Redis does: whoever was in the table from
/// the first call to the last is returned, whatever the table's size became in between.
struct ScanTable<Payload> {
  struct Node {
    let key: RedisBytes
    var payload: Payload
    let hash: UInt32
    /// The node that follows in the same bucket, or -1.
    fileprivate(set) var next: Int32
  }

  private(set) var nodes: ContiguousArray<Node> = []
  private var buckets: ContiguousArray<Int32> = [-1, -1, -1, -1]
  private var mask: UInt32 = 3

  var count: Int { nodes.count }
  var isEmpty: Bool { nodes.isEmpty }

  /// How many bytes its nodes and buckets take, without what keys and payloads have on the heap.
  var memory: Int {
    nodes.count * MemoryLayout<Node>.stride + buckets.count * MemoryLayout<Int32>.stride
  }

  subscript(slot: Int) -> Payload {
    @inline(__always) _read { yield nodes[slot].payload }
    @inline(__always) _modify { yield &nodes[slot].payload }
  }

  /// Where a key is, until the next removal, or -1.
  @inline(__always)
  func find(_ key: RedisBytes) -> Int { find(key, hash: key.stableHash) }

  @inline(__always)
  func find(_ key: RedisBytes, hash: UInt32) -> Int {
    nodes.withUnsafeBufferPointer { nodes in
      var slot = buckets[Int(hash & mask)]
      while slot >= 0 {
        let index = Int(slot)
        if nodes[index].hash == hash && nodes[index].key == key { return index }
        slot = nodes[index].next
      }
      return -1
    }
  }

  /// Adds a key that is not in the table and returns where it is.
  @discardableResult
  mutating func insert(_ key: RedisBytes, _ payload: Payload) -> Int {
    if nodes.count >= buckets.count { resize(to: buckets.count * 2) }
    let hash = key.stableHash
    let bucket = Int(hash & mask)
    nodes.append(Node(key: key, payload: payload, hash: hash, next: buckets[bucket]))
    buckets[bucket] = Int32(nodes.count - 1)
    return nodes.count - 1
  }

  /// Removes a node; the last one takes its place.
  ///
  /// - Returns: The node, and whether another one now has its slot (it had the slot `count`).
  mutating func remove(at slot: Int) -> (node: Node, moved: Bool) {
    redirect(from: Int32(slot), to: nodes[slot].next)
    let last = nodes.count - 1
    let moved = slot != last
    if moved {
      redirect(from: Int32(last), to: Int32(slot))
      nodes.swapAt(slot, last)
    }
    let node = nodes.removeLast()
    if buckets.count > 16 && nodes.count < buckets.count / 8 { resize(to: buckets.count / 4) }
    return (node, moved)
  }

  mutating func removeAll() {
    self = ScanTable()
  }

  mutating func reserve(_ count: Int) {
    nodes.reserveCapacity(count)
    var size = buckets.count
    while size < count { size *= 2 }
    if size > buckets.count { resize(to: size) }
  }

  /// Makes whoever points to a slot point to another one.
  private mutating func redirect(from old: Int32, to new: Int32) {
    let bucket = Int(nodes[Int(old)].hash & mask)
    if buckets[bucket] == old {
      buckets[bucket] = new
      return
    }
    var slot = Int(buckets[bucket])
    while nodes[slot].next != old { slot = Int(nodes[slot].next) }
    nodes[slot].next = new
  }

  private mutating func resize(to size: Int) {
    mask = UInt32(size - 1)
    buckets = ContiguousArray(repeating: -1, count: size)
    for slot in nodes.indices {
      let bucket = Int(nodes[slot].hash & mask)
      nodes[slot].next = buckets[bucket]
      buckets[bucket] = Int32(slot)
    }
  }
}

extension ScanTable {
  /// Calls `body` with the nodes of the next bucket and returns the cursor to go on with, 0 at the end.
  func scan(from cursor: UInt64, _ body: (Node) -> Void) -> UInt64 {
    let mask = UInt64(mask)
    var slot = buckets[Int(cursor & mask)]
    while slot >= 0 {
      body(nodes[Int(slot)])
      slot = nodes[Int(slot)].next
    }
    // Adds one at the high end of the cursor: see the type's comment.
    return (((cursor | ~mask).byteAndBitReversed) &+ 1).byteAndBitReversed
  }

  /// As ``scan(from:_:)``, bucket by bucket until `count` nodes were seen or ten times as many buckets.
  func scan(from cursor: UInt64, atLeast count: Int, _ body: (Node) -> Void) -> UInt64 {
    var cursor = cursor
    var seen = 0
    var steps = count.multipliedReportingOverflow(by: 10).overflow ? Int.max : count * 10
    repeat {
      cursor = scan(from: cursor) { node in
        seen += 1
        body(node)
      }
      steps -= 1
    } while cursor != 0 && steps > 0 && seen < count
    return cursor
  }
}

extension UInt64 {
  fileprivate var byteAndBitReversed: UInt64 {
    var word = byteSwapped
    word = (word & 0x0F0F_0F0F_0F0F_0F0F) << 4 | (word >> 4) & 0x0F0F_0F0F_0F0F_0F0F
    word = (word & 0x3333_3333_3333_3333) << 2 | (word >> 2) & 0x3333_3333_3333_3333
    return (word & 0x5555_5555_5555_5555) << 1 | (word >> 1) & 0x5555_5555_5555_5555
  }
}

extension ScanTable: Sendable where Payload: Sendable {}
extension ScanTable.Node: Sendable where Payload: Sendable {}
