import Lab

/// An estimate of LRU's misses at every size, in constant memory however many keys there are.
///
/// It follows only the keys with small hashes, with all of their requests. A stack distance among
/// one key in a hundred stands for a distance a hundred times as large. When it follows too many
/// keys, it drops those with the largest hashes and scales what it has counted to the smaller
/// share.
///
/// It does so for eight separate samples. Their curves differ by chance alone, so their spread
/// tells how far the mean may be off.
///
/// The paper: Waldspurger, Park, Garthwaite and Ahmad, "Efficient MRC Construction with SHARDS"
/// (FAST 2015), with samples of a fixed size and the correction that it calls SHARDS-adj.
public struct SampledLRUCurve: Sendable {
  private static let groupCount = 8

  private var groups: [SampleGroup]
  public private(set) var requestCount = 0

  /// - Parameter keys: How many keys it follows at most, in all samples together.
  public init(keys: Int = 65_536) {
    let each = max(keys / Self.groupCount, 16)
    groups = (0..<Self.groupCount).map { _ in SampleGroup(most: each, groups: Self.groupCount) }
  }

  public mutating func record(_ keys: ArraySlice<Int>) {
    requestCount += keys.count
    for key in keys {
      let hash = SplitMix64.mix(UInt64(bitPattern: Int64(key)))
      // The upper bits choose the group, the lower ones decide within it.
      groups[Int(hash >> 61)].record(key, hash: UInt32(truncatingIfNeeded: hash))
    }
  }

  /// The miss ratio, and half of its 95 % confidence interval.
  public func missRatio(capacity: Int) -> (ratio: Double, error: Double) {
    guard requestCount > 0 else { return (0, 0) }
    let ratios = groups.map { $0.missRatio(capacity: capacity, of: requestCount) }
    let count = Double(ratios.count)
    let mean = ratios.reduce(0, +) / count
    let variance = ratios.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
    // 2.36 is Student's t for eight samples and 95 %.
    return (mean, 2.36 * (variance / count).squareRoot())
  }

  /// About how many different keys there were.
  public var keyCount: Int { Int(groups.map(\.keyCount).reduce(0, +)) }
}

/// One sample of the keys and its histogram of distances.
private struct SampleGroup: Sendable {
  /// Each doubling of the distance has 64 classes in the histogram, about 1 % each.
  private static let classesPerDoubling = 64.0

  private let most: Int
  private let groups: Double
  private var distances = StackDistances()
  private var followed = HashHeap()
  /// Hashes below this are followed; the share of all keys is this over 2^32.
  private var limit: UInt64 = 1 << 32
  /// Requests by the logarithm of their distance; first requests, which have none, count in
  /// `first`.
  private var histogram: [Double] = []
  private var first = 0.0

  init(most: Int, groups: Int) {
    self.most = most
    self.groups = Double(groups)
  }

  /// How many keys one followed key stands for.
  private var scale: Double { groups * 0x1p32 / Double(limit) }

  var keyCount: Double { Double(distances.count) * 0x1p32 / Double(limit) }

  mutating func record(_ key: Int, hash: UInt32) {
    guard UInt64(hash) < limit else { return }
    if let distance = distances.request(key) {
      let index = Self.index(ofDistance: Double(distance) * scale)
      if index >= histogram.count {
        histogram += Array(repeating: 0, count: index + 1 - histogram.count)
      }
      histogram[index] += 1
    } else {
      first += 1
      followed.insert(hash, key)
      if followed.count > most { lowerLimit() }
    }
  }

  private mutating func lowerLimit() {
    guard let greatest = followed.greatest else { return }
    let share = Double(greatest) / Double(limit)
    limit = UInt64(greatest)
    while followed.greatest == greatest, let key = followed.popGreatest() { distances.forget(key) }
    for index in histogram.indices { histogram[index] *= share }
    first *= share
  }

  func missRatio(capacity: Int, of requests: Int) -> Double {
    let expected = Double(requests) / scale
    guard expected > 0 else { return 0 }
    let seen = first + histogram.reduce(0, +)
    // Whether a very popular key is in the sample changes the number of requests a lot. Such a key
    // hits at any size, so the difference belongs at the smallest distance.
    let hits = histogram.prefix(Self.index(ofDistance: Double(capacity))).reduce(0, +)
    return min(max(1 - (hits + expected - seen) / expected, 0), 1)
  }

  private static func index(ofDistance distance: Double) -> Int {
    Int(logarithm(distance + 1) * classesPerDoubling)
  }

  /// To base 2, linear between the powers.
  private static func logarithm(_ number: Double) -> Double {
    Double(number.exponent) + number.significand - 1
  }
}

/// Keys by their hashes, the greatest first.
private struct HashHeap: Sendable {
  private var entries: [(hash: UInt32, key: Int)] = []

  var count: Int { entries.count }
  var greatest: UInt32? { entries.first?.hash }

  mutating func insert(_ hash: UInt32, _ key: Int) {
    entries.append((hash, key))
    var place = entries.count - 1
    while place > 0, entries[(place - 1) / 2].hash < entries[place].hash {
      entries.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  mutating func popGreatest() -> Int? {
    guard let top = entries.first, let last = entries.popLast() else { return nil }
    guard !entries.isEmpty else { return top.key }
    entries[0] = last
    var place = 0
    while true {
      var child = 2 * place + 1
      if child + 1 < entries.count, entries[child + 1].hash > entries[child].hash { child += 1 }
      if child >= entries.count || entries[child].hash <= entries[place].hash { break }
      entries.swapAt(place, child)
      place = child
    }
    return top.key
  }
}
