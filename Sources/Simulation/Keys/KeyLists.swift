/// Different keys in a few queues, from which any key can be taken in O(1) on average.
///
/// The policies are made of these: a FIFO queue, a recency list and a list of ghosts differ only in
/// what is done with them. A key is in one queue at most, so one look-up says where it is.
struct KeyLists {
  /// The first nodes hold no key: each is where the ring of one queue starts and ends.
  var nodes: ContiguousArray<KeyNode> = []
  /// The first of the nodes that are free; each names the next, and the last 0.
  private var vacant: Int32 = 0

  /// Where each chain starts; 0 where there is none.
  var heads: [Int32] = Array(repeating: 0, count: 16)
  /// A chain's number is the upper bits of its keys' hashes; so many are cut off.
  var shift: UInt64 = 60
  /// How many keys there are in all queues.
  var count = 0

  init(lists: Int) {
    for list in 0..<lists {
      nodes.append(KeyNode(newer: Int32(list), older: Int32(list), list: UInt8(list)))
    }
  }

  /// What the keys of a queue weigh together.
  func weight(of list: Int) -> Int { nodes[list].key }

  func key(at place: Int) -> Int { nodes[place].key }
  func weight(at place: Int) -> Int { Int(nodes[place].weight) }
  func list(at place: Int) -> Int { Int(nodes[place].list) }

  func uses(at place: Int) -> Int { Int(nodes[place].uses) }
  mutating func setUses(_ uses: Int, at place: Int) { nodes[place].uses = UInt8(uses) }

  /// The key that has stood in a queue for the longest time.
  func oldest(of list: Int) -> Int? {
    let place = Int(nodes[list].newer)
    return place == list ? nil : place
  }

  func newest(of list: Int) -> Int? {
    let place = Int(nodes[list].older)
    return place == list ? nil : place
  }

  /// The one that came into the queue after `place`.
  func newer(than place: Int) -> Int? {
    let newer = Int(nodes[place].newer)
    return newer == Int(nodes[place].list) ? nil : newer
  }

  /// Puts a key that is in no queue behind all others of one.
  @discardableResult
  mutating func append(_ key: Int, weight: Int, to list: Int) -> Int {
    let node = KeyNode(key: key, newer: 0, older: 0, weight: Int32(weight), list: UInt8(list))
    let place = vacant == 0 ? nodes.count : Int(vacant)
    if place == nodes.count {
      nodes.append(node)
    } else {
      vacant = nodes[place].next
      nodes[place] = node
    }
    enter(key, at: place)
    nodes.link(place, list)
    return place
  }

  /// Moves a key behind all others of a queue, its own or another.
  mutating func move(_ place: Int, toEndOf list: Int) {
    nodes.move(place, list)
  }

  mutating func remove(_ place: Int) {
    leave(place)
    nodes.unlink(place)
    nodes[place].next = vacant
    vacant = Int32(place)
  }

  /// Makes a queue's longest-standing key its newest.
  mutating func turn(_ list: Int) {
    if let oldest = oldest(of: list) { move(oldest, toEndOf: list) }
  }
}
