/// What a memcached counts, by the names of its `stats`.
struct MemcachedCounts {
  var gets = 0
  var sets = 0
  var flushes = 0
  var touches = 0
  var metas = 0
  var getHits = 0
  var getMisses = 0
  var getExpired = 0
  var getFlushed = 0
  var deleteMisses = 0
  var deleteHits = 0
  var incrementMisses = 0
  var incrementHits = 0
  var decrementMisses = 0
  var decrementHits = 0
  var swapMisses = 0
  var swapHits = 0
  var swapRefusals = 0
  var touchHits = 0
  var touchMisses = 0
  var tooLarge = 0
  var noMemory = 0
  var totalItems = 0
  var expiredUnfetched = 0
  var evictedUnfetched = 0
  var evictions = 0
  var reclaimed = 0
}

extension MemcachedCounts {
  /// The counters that come before the figures of the server's limits, as `stats` orders them.
  var commandStatistics: [MemcachedStatistic] {
    [
      .init("cmd_get", gets), .init("cmd_set", sets), .init("cmd_flush", flushes),
      .init("cmd_touch", touches), .init("cmd_meta", metas), .init("get_hits", getHits),
      .init("get_misses", getMisses), .init("get_expired", getExpired),
      .init("get_flushed", getFlushed), .init("delete_misses", deleteMisses),
      .init("delete_hits", deleteHits), .init("incr_misses", incrementMisses),
      .init("incr_hits", incrementHits), .init("decr_misses", decrementMisses),
      .init("decr_hits", decrementHits), .init("cas_misses", swapMisses),
      .init("cas_hits", swapHits), .init("cas_badval", swapRefusals),
      .init("touch_hits", touchHits), .init("touch_misses", touchMisses),
      .init("store_too_large", tooLarge), .init("store_no_memory", noMemory),
    ]
  }
}
