// Caught by: testANewKeyBecomesRecent
// The mistake: a new key goes to the frequent list, so that nothing has to prove itself.

public struct ARCCache<Key: Hashable, Value> {
  public let capacity: Int

  public private(set) var target = 0.0

  private enum List: Int {
    case recent, frequent, recentGhosts, frequentGhosts
  }

  private struct Node {
    var key: Key?
    var value: Value?
    var list: List
    var newer: Int
    var older: Int
  }

  private var places: [Key: Int] = [:]
  private var nodes: [Node] = []
  private var vacant: [Int] = []
  private var sizes = [0, 0, 0, 0]

  public init(capacity: Int) {
    precondition(capacity >= 0, "a cache has room for 0 or more entries, not \(capacity)")
    self.capacity = capacity
    for list in [List.recent, .frequent, .recentGhosts, .frequentGhosts] {
      let ring = list.rawValue
      nodes.append(Node(list: list, newer: ring, older: ring))
    }
  }

  public var count: Int { size(of: .recent) + size(of: .frequent) }

  public func contains(_ key: Key) -> Bool {
    guard let place = places[key] else { return false }
    return isResident(place)
  }

  public var recent: [Key] { keys(in: .recent) }

  public var frequent: [Key] { keys(in: .frequent) }

  public var recentGhosts: [Key] { keys(in: .recentGhosts) }

  public var frequentGhosts: [Key] { keys(in: .frequentGhosts) }

  public mutating func value(for key: Key) -> Value? {
    guard let place = places[key], isResident(place) else { return nil }
    move(place, to: .frequent)
    return nodes[place].value
  }

  @discardableResult
  public mutating func insert(_ value: Value, for key: Key) -> Key? {
    guard capacity > 0 else { return nil }
    guard let place = places[key] else {
      let evicted = makeRoomForNewKey()
      add(value, for: key)
      return evicted
    }
    var evicted: Key?
    switch nodes[place].list {
    case .recent, .frequent: break
    case .recentGhosts:
      target += step(for: .recentGhosts, against: .frequentGhosts)
      target = min(target, Double(capacity))
      evicted = replace(sparingRecentAtTarget: true)
    case .frequentGhosts:
      target -= step(for: .frequentGhosts, against: .recentGhosts)
      target = max(target, 0)
      evicted = replace(sparingRecentAtTarget: false)
    }
    nodes[place].value = value
    move(place, to: .frequent)
    return evicted
  }

  @discardableResult
  public mutating func remove(_ key: Key) -> Value? {
    places[key].flatMap { forget($0).value }
  }

  public mutating func removeAll() {
    self = ARCCache(capacity: capacity)
  }
}

extension ARCCache {
  private func step(for ghosts: List, against others: List) -> Double {
    max(Double(size(of: others)) / Double(size(of: ghosts)), 1)
  }

  private mutating func makeRoomForNewKey() -> Key? {
    if size(of: .recent) == capacity { return forget(oldest(of: .recent)).key }
    if size(of: .recent) + size(of: .recentGhosts) == capacity {
      forget(oldest(of: .recentGhosts))
    } else if places.count == 2 * capacity {
      forget(oldest(of: .frequentGhosts))
    }
    return replace(sparingRecentAtTarget: true)
  }

  private mutating func replace(sparingRecentAtTarget sparing: Bool) -> Key? {
    guard count == capacity else { return nil }
    let recent = Double(size(of: .recent))
    let takesRecent = recent > 0 && (recent > target || recent == target && !sparing)
    let place = oldest(of: takesRecent ? .recent : .frequent)
    nodes[place].value = nil
    move(place, to: takesRecent ? .recentGhosts : .frequentGhosts)
    return nodes[place].key
  }
}

extension ARCCache {
  private func size(of list: List) -> Int { sizes[list.rawValue] }

  private func oldest(of list: List) -> Int { nodes[list.rawValue].newer }

  private func isResident(_ place: Int) -> Bool {
    nodes[place].list == .recent || nodes[place].list == .frequent
  }

  private func keys(in list: List) -> [Key] {
    var keys: [Key] = []
    var place = nodes[list.rawValue].older
    while let key = nodes[place].key {
      keys.append(key)
      place = nodes[place].older
    }
    return keys
  }

  private mutating func add(_ value: Value, for key: Key) {
    let place = vacant.popLast() ?? nodes.count
    let node = Node(key: key, value: value, list: .frequent, newer: place, older: place)
    if place < nodes.count { nodes[place] = node } else { nodes.append(node) }
    places[key] = place
    link(place, into: .frequent)
  }

  private mutating func move(_ place: Int, to list: List) {
    unlink(place)
    link(place, into: list)
  }

  @discardableResult
  private mutating func forget(_ place: Int) -> (key: Key?, value: Value?) {
    unlink(place)
    vacant.append(place)
    let (key, value) = (nodes[place].key.take(), nodes[place].value.take())
    if let key { places[key] = nil }
    return (key, value)
  }

  private mutating func link(_ place: Int, into list: List) {
    let second = nodes[list.rawValue].older
    nodes[place].list = list
    nodes[place].newer = list.rawValue
    nodes[place].older = second
    nodes[second].newer = place
    nodes[list.rawValue].older = place
    sizes[list.rawValue] += 1
  }

  private mutating func unlink(_ place: Int) {
    let (newer, older) = (nodes[place].newer, nodes[place].older)
    nodes[newer].older = older
    nodes[older].newer = newer
    sizes[nodes[place].list.rawValue] -= 1
  }
}
