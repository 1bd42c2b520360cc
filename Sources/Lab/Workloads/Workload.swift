/// A description of a stream of requested keys.
///
///     let workload = Workload.zipf(exponent: 0.9, keys: 10_000)
///     for key in workload.requests(count: 1_000_000, seed: 7) { … }
///
/// The stream itself is lazy and takes the same small memory however long it is.
public enum Workload: Hashable, Sendable {
  /// A few keys are popular and most are rare, as on nearly every web site.
  ///
  /// `order` says which keys are the popular ones.
  case zipf(exponent: Double, keys: Int, order: KeyOrder = .byRank)
  /// Every key is as likely as any other: the hit ratio is the share of keys that fit.
  case uniform(keys: Int)
  /// Each key once, in order, and none ever again: a backup, or a search through everything.
  case scan
  /// The keys 0..<keys in order, again and again: the worst case for LRU when they do not all fit.
  case loop(keys: Int)
  /// A small set of keys takes most requests, and changes from time to time.
  case shifting(HotSet)
  /// Several workloads at once, each with its own keys.
  ///
  /// The parts share no keys: the first part keeps its numbers, and each further part is numbered
  /// after those before it. Scans, which never run out of keys, come last.
  case mixed([Part])

  /// Which keys of a Zipf workload are the popular ones.
  public enum KeyOrder: Hashable, Sendable {
    /// Key 0 is the most popular, key 1 comes next, and so on.
    case byRank
    /// The popular keys are scattered among the others, as the seed of the stream decides.
    case scattered
  }

  /// A hot set that moves: `hot` of `keys` keys take `share` of the requests.
  ///
  /// The hot keys are neighbours. After every `period` requests the keys after them become hot
  /// instead, and after the last key the first.
  public struct HotSet: Hashable, Sendable {
    public var hot: Int
    public var keys: Int
    public var share: Double
    public var period: Int

    public init(hot: Int, keys: Int, share: Double = 0.9, period: Int) {
      self.hot = hot
      self.keys = keys
      self.share = share
      self.period = period
    }
  }

  /// One workload of a mixture.
  public struct Part: Hashable, Sendable {
    public var workload: Workload
    /// Its share of the requests, in proportion to the weights of the other parts.
    public var weight: Double
    /// How many requests it makes in a row when its turn comes; 1 for a fine mixture.
    public var burst: Int

    public init(_ workload: Workload, weight: Double, burst: Int = 1) {
      self.workload = workload
      self.weight = weight
      self.burst = burst
    }
  }

  /// Zipf reads with a scan that comes in bursts and makes `scanShare` of all requests.
  public static func zipfWithScans(
    exponent: Double,
    keys: Int,
    scanShare: Double,
    burst: Int
  ) -> Workload {
    .mixed([
      Part(.zipf(exponent: exponent, keys: keys), weight: 1 - scanShare),
      Part(.scan, weight: scanShare, burst: burst),
    ])
  }

  /// How many different keys there are, or `nil` if there is always another one.
  public var keyCount: Int? {
    switch self {
    case .zipf(_, let keys, _), .uniform(let keys), .loop(let keys): return keys
    case .shifting(let set): return set.keys
    case .scan: return nil
    case .mixed(let parts):
      var total = 0
      for part in parts {
        guard let count = part.workload.keyCount else { return nil }
        total += count
      }
      return total
    }
  }
}

extension Workload {
  /// A short name for charts and tables: "zipf 1.0", "loop 1,200", "zipf 0.9 + scan".
  public var name: String {
    switch self {
    case .zipf(let exponent, _, _): "zipf \(exponent)"
    case .uniform(let keys): "uniform \(grouped(keys))"
    case .scan: "scan"
    case .loop(let keys): "loop \(grouped(keys))"
    case .shifting(let set): "shift \(grouped(set.hot)) of \(grouped(set.keys))"
    case .mixed(let parts): parts.map(\.workload.name).joined(separator: " + ")
    }
  }
}
