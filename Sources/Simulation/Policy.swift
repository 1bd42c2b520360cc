import Week1

/// A policy by its name, and how to make one.
///
///     for policy in Policy.all {
///       var cache = policy.make(capacity: 100, seed: 7)
///       print(policy.name, cache.replay(keys).ratio)
///     }
public struct Policy: Sendable, Identifiable {
  /// As papers write it: "S3-FIFO".
  public let name: String

  /// As one types it: "s3-fifo".
  public var id: String { name.lowercased() }

  private let make: @Sendable (_ capacity: Int, _ seed: UInt64) -> any ReplacementPolicy

  public init(
    _ name: String,
    make: @escaping @Sendable (_ capacity: Int, _ seed: UInt64) -> any ReplacementPolicy
  ) {
    self.name = name
    self.make = make
  }

  /// An empty cache of this policy; `seed` matters only to policies that play dice.
  public func make(capacity: Int, seed: UInt64) -> any ReplacementPolicy {
    make(capacity, seed)
  }
}

extension Policy {
  public static let random = Policy("RANDOM") { RandomPolicy(capacity: $0, seed: $1) }
  public static let fifo = Policy("FIFO") { capacity, _ in
    CachePolicy(FIFOCache(capacity: capacity))
  }
  public static let mru = Policy("MRU") { capacity, _ in CachePolicy(MRUCache(capacity: capacity)) }
  public static let lru = Policy("LRU") { capacity, _ in CachePolicy(LRUCache(capacity: capacity)) }
  public static let clock = Policy("CLOCK") { capacity, _ in ClockPolicy(capacity: capacity) }
  public static let lfu = Policy("LFU") { capacity, _ in CachePolicy(LFUCache(capacity: capacity)) }
  public static let twoQ = Policy("2Q") { capacity, _ in TwoQPolicy(capacity: capacity) }
  public static let arc = Policy("ARC") { capacity, _ in CachePolicy(ARCCache(capacity: capacity)) }
  public static let sieve = Policy("SIEVE") { capacity, _ in
    CachePolicy(SieveCache(capacity: capacity))
  }
  public static let s3fifo = Policy("S3-FIFO") { capacity, _ in S3FIFOPolicy(capacity: capacity) }

  /// All of them, in the order in which they are taught: each answers a weakness of those before.
  public static let all = [random, fifo, mru, lru, clock, lfu, twoQ, arc, sieve, s3fifo]

  /// The policy that one types as `id`, in letters of any case.
  public static func named(_ id: String) -> Policy? {
    all.first { $0.id == id.lowercased() }
  }
}
