extension MemcachedStore {
  /// The moment that an `exptime` stands for; 0 for never.
  func moment(of exptime: Int) -> Int {
    // The server keeps these numbers in 32 bits, whatever the client sends.
    let exptime = Int(Int32(truncatingIfNeeded: exptime))
    if exptime == 0 { return 0 }
    if exptime < 0 { return longPast }
    if exptime <= MemcachedExpiry.longestLifetime { return now + exptime }
    return exptime <= beginning ? longPast : exptime
  }

  /// The second 0 of memcached's own time, which is a minute before its start.
  private var beginning: Int { started - 60 }
  /// What that moment and every earlier one is taken for.
  private var longPast: Int { beginning + 1 }

  func isExpired(_ item: StoredItem) -> Bool {
    item.expiresAt != 0 && item.expiresAt <= now
  }

  func isFlushed(_ item: StoredItem) -> Bool {
    guard let flushedUntil, flushedUntil <= now else { return false }
    return item.lastAccess <= flushedUntil || item.unique < flushedBelow
  }

  /// Makes the items that there are now invalid, at once or at the moment of an `exptime`.
  mutating func flushAll(exptime: Int) {
    counts.flushes += 1
    removeFlushed()
    let moment = exptime > 0 ? moment(of: exptime) : now
    // One second early, so that what is stored within the same second as the flush survives it;
    // what was stored in that second before the flush is told apart by its unique.
    // A moment long past (`exptime` names 1970 or so) is no moment at all, and flushes nothing.
    flushedUntil = moment > longPast ? moment - 1 : nil
    if moment - 1 <= now { flushedBelow = makeUnique() }
  }

  /// Removes what an earlier flush has made invalid, or the next one would bring it back to life.
  private mutating func removeFlushed() {
    guard let flushedUntil, flushedUntil <= now else { return }
    var slot = oldest
    while slot >= 0 {
      let next = items[slot].newer
      if isFlushed(items[slot]) { remove(slot) }
      slot = next
    }
  }
}
