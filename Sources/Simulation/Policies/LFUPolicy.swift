/// Evicts the key that was used the fewest times, and of several such the one used longest ago.
///
/// The keys stand in one row by their counts, and each count has a bucket that knows where its
/// keys end. A hit moves a key behind the end of the next bucket: no count is ever searched for.
///
/// The paper for O(1): Shah, Mitra and Matani, "An O(1) algorithm for implementing the LFU cache
/// eviction scheme" (2010). The tie is broken by age and a key that left is not remembered, as
/// libCacheSim has it.
public struct LFUPolicy: ReplacementPolicy {
  private struct Node {
    var key = 0
    var weight: Int32 = 0
    var bucket: Int32 = 0
    /// Towards keys used more often, or as often but later.
    var hotter: Int32 = 0
    var colder: Int32 = 0
  }

  /// The keys used equally often: the last of them, and how many uses that is.
  private struct Bucket {
    var uses: Int
    var last: Int32
    var count: Int
  }

  private let capacity: Int
  private var used = 0
  private var table = KeyTable()
  /// Node 0 holds no key: the row starts and ends there.
  private var nodes = [Node()]
  private var vacantNodes: [Int32] = []
  private var buckets: [Bucket] = []
  private var vacantBuckets: [Int32] = []

  public init(capacity: Int) {
    self.capacity = validated(capacity)
  }

  public mutating func request(_ key: Int, weight: Int) -> Bool {
    let place = table.place(of: key) { nodes[$0].key == key }
    if place != 0 {
      promote(place)
      return true
    }
    guard weight <= capacity else { return false }
    while used + weight > capacity { evict() }
    insert(key, weight: weight)
    return false
  }

  private mutating func promote(_ place: Int) {
    let old = Int(nodes[place].bucket)
    let uses = buckets[old].uses + 1
    let isAlone = buckets[old].count == 1
    let next = Int(nodes[Int(buckets[old].last)].hotter)
    let target = next == 0 ? nil : Int(nodes[next].bucket)
    if let target, buckets[target].uses == uses {
      leaveBucket(place)
      unlink(place)
      link(place, after: Int(buckets[target].last))
      join(place, target)
    } else if isAlone {
      // The whole bucket goes up by one: it is still before the next.
      buckets[old].uses = uses
    } else {
      let end = Int(buckets[old].last)
      leaveBucket(place)
      if end != place {
        unlink(place)
        link(place, after: end)
      }
      join(place, newBucket(uses: uses))
    }
  }

  private mutating func insert(_ key: Int, weight: Int) {
    let place = vacantNodes.popLast().map(Int.init) ?? nodes.count
    if place == nodes.count { nodes.append(Node()) }
    nodes[place] = Node(key: key, weight: Int32(weight))
    table.insert(place, for: key)
    used += weight
    let coldest = Int(nodes[0].hotter)
    let first = coldest == 0 ? nil : Int(nodes[coldest].bucket)
    if let first, buckets[first].uses == 1 {
      link(place, after: Int(buckets[first].last))
      join(place, first)
    } else {
      link(place, after: 0)
      join(place, newBucket(uses: 1))
    }
  }

  private mutating func evict() {
    let place = Int(nodes[0].hotter)
    table.remove(nodes[place].key, at: place)
    used -= Int(nodes[place].weight)
    leaveBucket(place)
    unlink(place)
    vacantNodes.append(Int32(place))
  }
}

extension LFUPolicy {
  private mutating func newBucket(uses: Int) -> Int {
    let bucket = Bucket(uses: uses, last: 0, count: 0)
    if let vacant = vacantBuckets.popLast() {
      buckets[Int(vacant)] = bucket
      return Int(vacant)
    }
    buckets.append(bucket)
    return buckets.count - 1
  }

  private mutating func join(_ place: Int, _ bucket: Int) {
    nodes[place].bucket = Int32(bucket)
    buckets[bucket].last = Int32(place)
    buckets[bucket].count += 1
  }

  /// Must come before the key is unlinked: who stands before it may be the bucket's new end.
  private mutating func leaveBucket(_ place: Int) {
    let bucket = Int(nodes[place].bucket)
    buckets[bucket].count -= 1
    if buckets[bucket].count == 0 { vacantBuckets.append(Int32(bucket)) }
    if Int(buckets[bucket].last) == place { buckets[bucket].last = nodes[place].colder }
  }

  private mutating func link(_ place: Int, after colder: Int) {
    let hotter = nodes[colder].hotter
    nodes[place].hotter = hotter
    nodes[place].colder = Int32(colder)
    nodes[colder].hotter = Int32(place)
    nodes[Int(hotter)].colder = Int32(place)
  }

  private mutating func unlink(_ place: Int) {
    let node = nodes[place]
    nodes[Int(node.colder)].hotter = node.hotter
    nodes[Int(node.hotter)].colder = node.colder
  }
}
