// Caught by: testRemovingTheKeyUnderTheHandMovesTheHandOn
// The mistake: removing the entry under the hand leaves the hand at a place without one.

public struct SieveCache<Key: Hashable, Value> {
  public let capacity: Int

  private struct Node {
    var entry: (key: Key, value: Value)?
    var isVisited = false
    var newer = 0
    var older = 0
  }

  private var places: [Key: Int] = [:]

  private var nodes = [Node()]
  private var vacant: [Int] = []

  private var handPlace = 0

  public init(capacity: Int) {
    precondition(capacity >= 0, "a cache has room for 0 or more entries, not \(capacity)")
    self.capacity = capacity
  }

  public var count: Int { places.count }

  public func contains(_ key: Key) -> Bool {
    places[key] != nil
  }

  public var keys: [Key] {
    var keys: [Key] = []
    var place = nodes[0].older
    while let key = nodes[place].entry?.key {
      keys.append(key)
      place = nodes[place].older
    }
    return keys
  }

  public func isVisited(_ key: Key) -> Bool {
    places[key].map { nodes[$0].isVisited } ?? false
  }

  public var hand: Key? {
    nodes[handPlace].entry?.key ?? nodes[nodes[0].newer].entry?.key
  }

  public mutating func value(for key: Key) -> Value? {
    guard let place = places[key] else { return nil }
    nodes[place].isVisited = true
    return nodes[place].entry?.value
  }

  @discardableResult
  public mutating func insert(_ value: Value, for key: Key) -> Key? {
    if let place = places[key] {
      nodes[place].entry?.value = value
      nodes[place].isVisited = true
      return nil
    }
    guard capacity > 0 else { return nil }
    let evicted = count == capacity ? nextVictim() : nil
    if let evicted { remove(evicted) }
    append(Node(entry: (key, value), older: nodes[0].older))
    places[key] = nodes[0].older
    return evicted
  }

  @discardableResult
  public mutating func remove(_ key: Key) -> Value? {
    guard let place = places.removeValue(forKey: key) else { return nil }
    let (newer, older) = (nodes[place].newer, nodes[place].older)
    nodes[newer].older = older
    nodes[older].newer = newer
    vacant.append(place)
    return nodes[place].entry.take()?.value
  }

  public mutating func removeAll() {
    self = SieveCache(capacity: capacity)
  }

  private mutating func nextVictim() -> Key? {
    if handPlace == 0 { handPlace = nodes[0].newer }
    while nodes[handPlace].isVisited {
      nodes[handPlace].isVisited = false
      handPlace = nodes[handPlace].newer
      if handPlace == 0 { handPlace = nodes[0].newer }
    }
    defer { handPlace = nodes[handPlace].newer }
    return nodes[handPlace].entry?.key
  }

  private mutating func append(_ node: Node) {
    let place = vacant.popLast() ?? nodes.count
    if place < nodes.count { nodes[place] = node } else { nodes.append(node) }
    nodes[node.older].newer = place
    nodes[0].older = place
  }
}
