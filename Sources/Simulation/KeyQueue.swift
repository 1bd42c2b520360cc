/// A queue of different keys from which any key can be taken in O(1) on average.
///
/// The policies are made of these: a FIFO queue, a recency list and a list of ghosts differ only in
/// what is done with them.
struct KeyQueue {
  private struct Node {
    var key = 0
    var newer = 0
    var older = 0
  }

  /// Node 0 holds no key: the ring starts and ends there.
  private var nodes = [Node()]
  private var vacant: [Int] = []
  private var places: [Int: Int] = [:]

  var count: Int { places.count }

  func contains(_ key: Int) -> Bool { places[key] != nil }

  /// Puts a key that is not in the queue behind all others.
  mutating func append(_ key: Int) {
    let place = vacant.popLast() ?? nodes.count
    if place == nodes.count { nodes.append(Node()) }
    assert(places[key] == nil, "\(key) is in the queue already")
    places[key] = place
    nodes[place].key = key
    linkAsNewest(place)
  }

  /// Moves a key behind all others and says whether it was in the queue at all.
  mutating func moveToEnd(_ key: Int) -> Bool {
    guard let place = places[key] else { return false }
    unlink(place)
    linkAsNewest(place)
    return true
  }

  /// Takes out the key that has stood in the queue for the longest time.
  mutating func popFirst() -> Int? {
    let oldest = nodes[0].newer
    guard oldest != 0 else { return nil }
    let key = nodes[oldest].key
    remove(key)
    return key
  }

  /// Takes a key out and says whether it was in the queue.
  @discardableResult
  mutating func remove(_ key: Int) -> Bool {
    guard let place = places.removeValue(forKey: key) else { return false }
    unlink(place)
    vacant.append(place)
    return true
  }

  private mutating func linkAsNewest(_ place: Int) {
    let second = nodes[0].older
    nodes[place].newer = 0
    nodes[place].older = second
    nodes[second].newer = place
    nodes[0].older = place
  }

  private mutating func unlink(_ place: Int) {
    let (newer, older) = (nodes[place].newer, nodes[place].older)
    nodes[newer].older = older
    nodes[older].newer = newer
  }
}
