/// Different keys in a few queues, from which any key can be taken in O(1) on average.
///
/// The policies are made of these: a FIFO queue, a recency list and a list of ghosts differ only in
/// what is done with them. A key is in one queue at most, so one look-up says where it is.
struct KeyLists {
  /// A key in its queue; the links are numbers of nodes.
  private struct Node {
    var key = 0
    var newer: Int32
    var older: Int32
    var weight: Int32 = 0
    var list: UInt8
    /// How often it was used, or whether: what the policy makes of it.
    var uses: UInt8 = 0
  }

  /// The first nodes hold no key: each is where the ring of one queue starts and ends.
  private var nodes: [Node] = []
  private var vacant: [Int32] = []
  private var table = KeyTable()
  private var weights: [Int]

  init(lists: Int) {
    weights = Array(repeating: 0, count: lists)
    for list in 0..<lists {
      nodes.append(Node(newer: Int32(list), older: Int32(list), list: UInt8(list)))
    }
  }

  /// How many keys there are in all queues.
  var count: Int { table.count }

  /// What the keys of a queue weigh together.
  func weight(of list: Int) -> Int { weights[list] }

  /// Where `key` is, in whatever queue, or `nil` when it is in none.
  func place(of key: Int) -> Int? {
    // With a queue or more, the first key is at 1 or behind: 0 is free to mean none.
    let place = table.place(of: key) { nodes[$0].key == key }
    return place == 0 ? nil : place
  }

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
    let place = vacant.popLast().map(Int.init) ?? nodes.count
    let node = Node(key: key, newer: 0, older: 0, weight: Int32(weight), list: UInt8(list))
    if place == nodes.count { nodes.append(node) } else { nodes[place] = node }
    table.insert(place, for: key)
    link(place, list)
    return place
  }

  /// Moves a key behind all others of a queue, its own or another.
  mutating func move(_ place: Int, toEndOf list: Int) {
    unlink(place)
    link(place, list)
  }

  mutating func remove(_ place: Int) {
    unlink(place)
    table.remove(nodes[place].key, at: place)
    vacant.append(Int32(place))
  }

  /// Makes a queue's longest-standing key its newest.
  mutating func turn(_ list: Int) {
    if let oldest = oldest(of: list) { move(oldest, toEndOf: list) }
  }

  private mutating func link(_ place: Int, _ list: Int) {
    let second = nodes[list].older
    nodes[place].newer = Int32(list)
    nodes[place].older = second
    nodes[place].list = UInt8(list)
    nodes[Int(second)].newer = Int32(place)
    nodes[list].older = Int32(place)
    weights[list] += Int(nodes[place].weight)
  }

  private mutating func unlink(_ place: Int) {
    let node = nodes[place]
    nodes[Int(node.newer)].older = node.older
    nodes[Int(node.older)].newer = node.newer
    weights[Int(node.list)] -= Int(node.weight)
  }
}
