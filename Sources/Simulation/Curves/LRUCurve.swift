/// LRU's misses at every size, from one pass over the requests.
///
///     var curve = LRUCurve()
///     curve.record(keys)
///     curve.missRatio(capacity: 1_000)
public struct LRUCurve: Sendable {
  private var distances = StackDistances()
  /// How many requests had each stack distance.
  private var counts: [Int] = []
  public private(set) var requestCount = 0

  public init() {}

  /// - Complexity: O(*n* log *k*), where *n* is the number of keys, and *k* of different ones.
  public mutating func record(_ keys: ArraySlice<Int>) {
    requestCount += keys.count
    for key in keys {
      guard let distance = distances.request(key) else { continue }
      if distance >= counts.count {
        counts += Array(repeating: 0, count: distance + 1 - counts.count)
      }
      counts[distance] += 1
    }
  }

  /// How many different keys there were: with room for so many, only first requests miss.
  public var keyCount: Int { distances.count }

  public func hits(capacity: Int) -> Int {
    counts.prefix(max(capacity, 0)).reduce(0, +)
  }

  public func missRatio(capacity: Int) -> Double {
    requestCount == 0 ? 0 : 1 - Double(hits(capacity: capacity)) / Double(requestCount)
  }
}
