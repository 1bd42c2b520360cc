/// What a benchmark does: the keys, the traffic, the operations and how many of each.
public struct BenchmarkSetting: Hashable, Sendable {
  public enum KeyKind: String, CaseIterable, Sendable {
    case int, string
  }

  /// What is done again and again.
  public enum Operation: String, CaseIterable, Sendable, Encodable {
    /// Reads of keys that are there.
    case get
    /// New values for keys that are there.
    case put
    /// Nine reads in ten and a put, over twice as many keys as have room; a miss is put, too.
    case mixed
    /// Puts of keys that were never there, into a full cache.
    case churn
  }

  public var keys: KeyKind
  public var traffic: Traffic
  public var entries: Int
  public var threads: Int
  /// Of all threads together, timed in one trial; half as many come before them, to warm up.
  public var requests: Int
  public var seed: UInt64

  public init(
    keys: KeyKind = .int,
    traffic: Traffic = .zipf(1),
    entries: Int,
    threads: Int = 1,
    requests: Int,
    seed: UInt64 = 1
  ) {
    self.keys = keys
    self.traffic = traffic
    self.entries = entries
    self.threads = threads
    self.requests = requests
    self.seed = seed
  }
}
