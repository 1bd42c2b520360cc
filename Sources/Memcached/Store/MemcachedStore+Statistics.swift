extension MemcachedStore {
  /// The version of memcached whose behaviour this is.
  static let version = "1.6.18"

  /// What `stats` says, about the store and, if it is behind a server, about its connections.
  func statistics(connections: [MemcachedStatistic] = []) -> [MemcachedStatistic] {
    [
      .init("uptime", now - started), .init("time", now), .init("version", Self.version),
      .init("pointer_size", 64),
    ] + connections + counts.commandStatistics + [
      .init("limit_maxbytes", limits.memory), .init("threads", 1), .init("bytes", bytes),
      .init("curr_items", count), .init("total_items", counts.totalItems),
      .init("expired_unfetched", counts.expiredUnfetched),
      .init("evicted_unfetched", counts.evictedUnfetched), .init("evictions", counts.evictions),
      .init("reclaimed", counts.reclaimed),
    ]
  }

  /// What `stats settings` says.
  var settings: [MemcachedStatistic] {
    [
      .init("maxbytes", limits.memory), .init("evictions", limits.evicts ? "on" : "off"),
      .init("cas_enabled", "yes"), .init("item_size_max", limits.itemSize),
      .init("flush_enabled", "yes"), .init("lru_segmented", "no"),
    ]
  }

  /// What `stats items` says: all items are in one class here.
  var itemStatistics: [MemcachedStatistic] {
    guard count > 0 else { return [] }
    return [
      .init("items:1:number", count), .init("items:1:age", ageOfOldest),
      .init("items:1:mem_requested", bytes), .init("items:1:evicted", counts.evictions),
      .init("items:1:outofmemory", counts.noMemory), .init("items:1:reclaimed", counts.reclaimed),
      .init("items:1:expired_unfetched", counts.expiredUnfetched),
      .init("items:1:evicted_unfetched", counts.evictedUnfetched),
    ]
  }

  /// What `stats slabs` says: there are none, so their one class has as much as there are items.
  var slabStatistics: [MemcachedStatistic] {
    guard count > 0 else { return [.init("active_slabs", 0), .init("total_malloced", bytes)] }
    return [
      .init("1:used_chunks", count), .init("1:get_hits", counts.getHits),
      .init("1:cmd_set", counts.sets), .init("1:delete_hits", counts.deleteHits),
      .init("1:incr_hits", counts.incrementHits), .init("1:decr_hits", counts.decrementHits),
      .init("1:cas_hits", counts.swapHits), .init("1:cas_badval", counts.swapRefusals),
      .init("1:touch_hits", counts.touchHits), .init("active_slabs", 1),
      .init("total_malloced", bytes),
    ]
  }

  /// The statistics of a group; `nil` if there is no such group.
  func statistics(of group: String) -> [MemcachedStatistic]? {
    switch group {
    case "settings": settings
    case "items": itemStatistics
    case "slabs": slabStatistics
    case "sizes": [.init("sizes_status", "disabled")]
    default: nil
    }
  }
}
