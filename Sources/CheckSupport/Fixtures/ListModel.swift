/// A bounded cache at its simplest, as a model: a list that is searched from its start each time.
///
///     var model = ListModel(.leastRecentlyUsed, capacity: 2)
///     for key in [1, 2, 3] { model.insert(key, for: key) }
///     model.keys  // [3, 2]
public struct ListModel {
  /// Which entry makes room for a new one.
  public enum Rule: String {
    case firstIn, leastRecentlyUsed, mostRecentlyUsed, leastFrequentlyUsed, sieve
  }

  private struct Entry {
    let key: Int
    var value: Int
    var uses = 1
    /// SIEVE's mark.
    var isVisited = false
  }

  private let rule: Rule
  private let capacity: Int
  /// By time of arrival, or by time of use where the rule looks at that; the oldest first.
  private var entries: [Entry] = []
  /// Where SIEVE's next search starts.
  private var handIndex = 0

  /// - Parameter capacity: At least 1.
  public init(_ rule: Rule, capacity: Int) {
    self.rule = rule
    self.capacity = capacity
  }

  public var count: Int { entries.count }

  /// The newest first.
  public var keys: [Int] { entries.reversed().map(\.key) }

  /// The keys that SIEVE's hand would spare, the newest first.
  public var visitedKeys: [Int] { entries.reversed().filter(\.isVisited).map(\.key) }

  /// The key under SIEVE's hand.
  public var hand: Int? { entries.isEmpty ? nil : entries[handIndex].key }

  /// How often a key was inserted, updated and read since it came in.
  public func frequency(of key: Int) -> Int { index(of: key).map { entries[$0].uses } ?? 0 }

  public mutating func value(for key: Int) -> Int? {
    guard let index = index(of: key) else { return nil }
    let value = entries[index].value
    use(index)
    return value
  }

  /// - Returns: The key that made room.
  @discardableResult
  public mutating func insert(_ value: Int, for key: Int) -> Int? {
    if let index = index(of: key) {
      entries[index].value = value
      use(index)
      return nil
    }
    let evicted = entries.count == capacity ? evict() : nil
    entries.append(Entry(key: key, value: value))
    return evicted
  }

  @discardableResult
  public mutating func remove(_ key: Int) -> Int? { index(of: key).map { take($0).value } }

  private func index(of key: Int) -> Int? { entries.firstIndex { $0.key == key } }

  private mutating func use(_ index: Int) {
    entries[index].uses += 1
    entries[index].isVisited = true
    switch rule {
    case .firstIn, .sieve: break
    case .leastRecentlyUsed, .mostRecentlyUsed, .leastFrequentlyUsed:
      entries.append(entries.remove(at: index))
    }
  }

  private mutating func evict() -> Int {
    switch rule {
    case .firstIn, .leastRecentlyUsed: return take(0).key
    case .mostRecentlyUsed: return take(entries.count - 1).key
    case .leastFrequentlyUsed:
      let fewest = entries.map(\.uses).min()
      return take(entries.firstIndex { $0.uses == fewest } ?? 0).key
    case .sieve:
      while entries[handIndex].isVisited {
        entries[handIndex].isVisited = false
        handIndex = (handIndex + 1) % entries.count
      }
      return take(handIndex).key
    }
  }

  /// Removes an entry; a hand on it moves on to the next newer one, or back to the oldest.
  private mutating func take(_ index: Int) -> Entry {
    let entry = entries.remove(at: index)
    if index < handIndex { handIndex -= 1 }
    if handIndex == entries.count { handIndex = 0 }
    return entry
  }
}
