import Week1

/// The caches that can be timed, in the order of the tables.
public enum Contestant: String, CaseIterable, Sendable {
  case dictionary
  case locked = "dictionary-mutex"
  case simple, ttl, fifo, mru, sieve, lru, lfu, arc, bounded
  case classNodes = "lru-class-nodes"
  case nsCache = "nscache"
  case boxedNSCache = "nscache-boxed"

  public var name: String {
    switch self {
    case .dictionary: "Dictionary"
    case .locked: "Dictionary, Mutex"
    case .simple: "SimpleCache"
    case .ttl: "TTLCache"
    case .fifo: "FIFOCache"
    case .mru: "MRUCache"
    case .sieve: "SieveCache"
    case .lru: "LRUCache"
    case .lfu: "LFUCache"
    case .arc: "ARCCache"
    case .bounded: "BoundedCache"
    case .classNodes: "LRU, class nodes"
    case .nsCache: "NSCache"
    case .boxedNSCache: "NSCache, boxed keys"
    }
  }

  /// Whether it can do the operation with so many threads.
  public func canRun(_ operation: BenchmarkSetting.Operation, threads: Int) -> Bool {
    switch self {
    case .simple, .ttl: operation != .churn
    // Neither the dictionary nor the boxed keys may be shared by threads.
    case .dictionary, .boxedNSCache: threads == 1
    default: true
    }
  }

  /// Contestants of one group hit equally often where one thread mixes reads and puts.
  var hitGroup: String? {
    switch self {
    case .lru, .classNodes, .bounded: "LRU"
    case .dictionary, .locked, .simple, .ttl: "keeps everything"
    default: nil
    }
  }

  /// What ratios compare with: a dictionary, under a lock where threads share it.
  public static func baseline(threads: Int) -> Contestant {
    threads == 1 ? .dictionary : .locked
  }
}

extension BenchmarkInput where Key: BoxableKey {
  /// One trial of a contestant.
  ///
  /// Each case names a type, so that the compiler makes the loops for just this type.
  func trial(of contestant: Contestant, _ operation: BenchmarkSetting.Operation) -> Trial {
    switch (contestant, lanes.count > 1) {
    case (.dictionary, _): time(DictionarySubject<Key>.self, operation)
    case (.locked, _): time(shared: Locked<DictionarySubject<Key>>.self, operation)
    case (.simple, false): time(SimpleSubject<Key>.self, operation)
    case (.simple, true): time(shared: Locked<SimpleSubject<Key>>.self, operation)
    case (.ttl, false): time(TTLSubject<Key>.self, operation)
    case (.ttl, true): time(shared: Locked<TTLSubject<Key>>.self, operation)
    case (.fifo, false): time(FIFOCache<Key, Int>.self, operation)
    case (.fifo, true): time(shared: Locked<FIFOCache<Key, Int>>.self, operation)
    case (.mru, false): time(MRUCache<Key, Int>.self, operation)
    case (.mru, true): time(shared: Locked<MRUCache<Key, Int>>.self, operation)
    case (.sieve, false): time(SieveCache<Key, Int>.self, operation)
    case (.sieve, true): time(shared: Locked<SieveCache<Key, Int>>.self, operation)
    case (.lru, false): time(LRUCache<Key, Int>.self, operation)
    case (.lru, true): time(shared: Locked<LRUCache<Key, Int>>.self, operation)
    case (.lfu, false): time(LFUCache<Key, Int>.self, operation)
    case (.lfu, true): time(shared: Locked<LFUCache<Key, Int>>.self, operation)
    case (.arc, false): time(ARCCache<Key, Int>.self, operation)
    case (.arc, true): time(shared: Locked<ARCCache<Key, Int>>.self, operation)
    case (.bounded, _): time(shared: BoundedCache<Key, Int, ContinuousClock>.self, operation)
    case (.classNodes, false): time(ClassNodeLRU<Key>.self, operation)
    case (.classNodes, true): time(shared: Locked<ClassNodeLRU<Key>>.self, operation)
    case (.nsCache, _): time(shared: NSCacheSubject<Key>.self, operation)
    case (.boxedNSCache, _):
      map(\.boxed).time(BoxedNSCacheSubject<Key.Box>.self, operation)
    }
  }
}
