/// An eviction policy by its name, and how to make a cache that follows it.
///
///     for policy in Policy.all {
///       var cache = policy.make(capacity: 100, seed: 7)
///       print(policy.name, cache.replay(keys).ratio)
///     }
public struct Policy: Sendable, Identifiable {
  /// As papers write it: "S3-FIFO".
  public let name: String

  /// As people type it: "s3-fifo".
  public var id: String { name.lowercased() }

  private let make: @Sendable (_ capacity: Int, _ seed: UInt64) -> any ReplacementPolicy

  public init(
    _ name: String,
    make: @escaping @Sendable (_ capacity: Int, _ seed: UInt64) -> any ReplacementPolicy
  ) {
    self.name = name
    self.make = make
  }

  /// An empty cache of this policy; `seed` matters only to policies that choose at random.
  public func make(capacity: Int, seed: UInt64) -> any ReplacementPolicy {
    make(capacity, seed)
  }
}

extension Policy {
  public static let random = Policy("RANDOM") { RandomPolicy(capacity: $0, seed: $1) }
  public static let fifo = Policy("FIFO") { capacity, _ in FIFOPolicy(capacity: capacity) }
  public static let mru = Policy("MRU") { capacity, _ in MRUPolicy(capacity: capacity) }
  public static let lru = Policy("LRU") { capacity, _ in LRUPolicy(capacity: capacity) }
  public static let clock = Policy("CLOCK") { capacity, _ in ClockPolicy(capacity: capacity) }
  public static let lfu = Policy("LFU") { capacity, _ in LFUPolicy(capacity: capacity) }
  public static let twoQ = Policy("2Q") { capacity, _ in TwoQPolicy(capacity: capacity) }
  public static let lirs = Policy("LIRS") { capacity, _ in LIRSPolicy(capacity: capacity) }
  public static let arc = Policy("ARC") { capacity, _ in ARCPolicy(capacity: capacity) }
  public static let sieve = Policy("SIEVE") { capacity, _ in SievePolicy(capacity: capacity) }
  public static let s3fifo = Policy("S3-FIFO") { capacity, _ in S3FIFOPolicy(capacity: capacity) }
  public static let wTinyLFU = Policy("W-TinyLFU") { capacity, _ in
    WTinyLFUPolicy(capacity: capacity)
  }

  /// All policies in the order of teaching: each addresses a weakness of those before it.
  public static let all = [
    random, fifo, mru, lru, clock, lfu, twoQ, lirs, arc, sieve, s3fifo, wTinyLFU,
  ]

  /// The same policy run by the cache of Week 1's exercise, or nil if it is no exercise.
  public var asExercise: Policy? {
    ExercisePolicy(rawValue: id).map { exercise in
      Policy(name) { capacity, _ in exercise.make(capacity: capacity) }
    }
  }

  /// The policy with this id, in upper or lower case, with or without hyphens.
  public static func named(_ id: String) -> Policy? {
    func plain(_ text: String) -> String { text.lowercased().filter { $0 != "-" } }
    return all.first { plain($0.id) == plain(id) }
  }
}
