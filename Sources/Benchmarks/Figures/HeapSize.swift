import Week1

#if canImport(Glibc)
  import CAllocator
#elseif canImport(Darwin)
  import Darwin
#endif

/// The bytes that the program has allocated and not freed, as its allocator counts them.
///
/// Includes what the allocator adds to each allocation; nil where the allocator does not say.
enum HeapSize {
  static var current: Int? {
    #if canImport(Glibc)
      let info = mallinfo2()
      return Int(info.uordblks + info.hblkhd)
    #elseif canImport(Darwin)
      var statistics = malloc_statistics_t()
      malloc_zone_statistics(nil, &statistics)
      return statistics.size_in_use
    #else
      return nil
    #endif
  }
}

extension Contestant {
  /// How many bytes the heap grows by for each entry of a full cache.
  ///
  /// The keys of a setting exist beforehand, so the letters of strings are not counted. The objects
  /// that NSCache needs for a key and a value are.
  public func bytesPerEntry(_ setting: BenchmarkSetting) -> Double? {
    switch setting.keys {
    case .int:
      BenchmarkInput(filling: setting.entries, key: Int.numbered).bytesPerEntry(of: self)
    case .string:
      BenchmarkInput(filling: setting.entries, key: String.numbered).bytesPerEntry(of: self)
    }
  }
}

extension BenchmarkInput {
  /// Input that fills a cache and does nothing more.
  fileprivate init(filling count: Int, key: (Int) -> Key) {
    residents = (0..<count).map { Entry(key: key($0), value: Self.value($0)) }
    lanes = []
  }

  private func bytes<S: Subject<Key>>(of _: S.Type) -> Double? {
    guard let before = HeapSize.current else { return nil }
    var subject = S(capacity: residents.count)
    fill(&subject)
    return withExtendedLifetime(subject) {
      HeapSize.current.map { (after: Int) -> Double in
        Double(after - before) / Double(max(residents.count, 1))
      }
    }
  }
}

extension BenchmarkInput where Key: BoxableKey {
  fileprivate func bytesPerEntry(of contestant: Contestant) -> Double? {
    switch contestant {
    case .dictionary: bytes(of: DictionarySubject<Key>.self)
    case .locked: bytes(of: Handle<Locked<DictionarySubject<Key>>>.self)
    case .simple: bytes(of: SimpleSubject<Key>.self)
    case .ttl: bytes(of: TTLSubject<Key>.self)
    case .fifo: bytes(of: FIFOCache<Key, Int>.self)
    case .mru: bytes(of: MRUCache<Key, Int>.self)
    case .sieve: bytes(of: SieveCache<Key, Int>.self)
    case .lru: bytes(of: LRUCache<Key, Int>.self)
    case .lfu: bytes(of: LFUCache<Key, Int>.self)
    case .arc: bytes(of: ARCCache<Key, Int>.self)
    case .bounded: bytes(of: Handle<BoundedCache<Key, Int, ContinuousClock>>.self)
    case .classNodes: bytes(of: ClassNodeLRU<Key>.self)
    case .nsCache: bytes(of: Handle<NSCacheSubject<Key>>.self)
    case .boxedNSCache: map(\.boxed).bytes(of: BoxedNSCacheSubject<Key.Box>.self)
    }
  }
}
