/// One thing that memcached can be asked for, in one round trip.
public enum MemcachedRequest: Hashable, Sendable {
  /// The items of some keys; with their uniques, that is `gets`.
  case get([String], withUnique: Bool = false)
  /// The same, and a new expiry for each.
  case getAndTouch([String], MemcachedExpiry, withUnique: Bool = false)
  case store(StoreMode, String, MemcachedItem, MemcachedExpiry)
  case increment(String, by: UInt64)
  case decrement(String, by: UInt64)
  case touch(String, MemcachedExpiry)
  case delete(String)
  case flushAll(delay: Int)
  /// The server's counters, or those of a group such as `items` or `settings`.
  case stats(String?)
  case version

  /// Under which condition an item is stored.
  public enum StoreMode: Hashable, Sendable {
    case set
    /// Only if there is none yet.
    case add
    /// Only if there is one already.
    case replace
    /// After the value that is there; its flags and expiry stay.
    case append
    /// Before the value that is there; its flags and expiry stay.
    case prepend
    /// Only if the item has not changed since it had this unique.
    case compareAndSwap(unique: UInt64)
  }

  /// The keys that the request is about, from which a client finds its server.
  public var keys: [String] {
    switch self {
    case .get(let keys, _), .getAndTouch(let keys, _, _): keys
    case .store(_, let key, _, _), .increment(let key, _), .decrement(let key, _),
      .touch(let key, _), .delete(let key):
      [key]
    case .flushAll, .stats, .version: []
    }
  }
}

/// What memcached answers to a ``MemcachedRequest``.
public enum MemcachedReply: Hashable, Sendable {
  /// The items that were found, by key.
  case items([String: MemcachedItem])
  case stored
  /// The condition for storing did not hold.
  case notStored
  /// The item has changed since.
  case exists
  case notFound
  case deleted
  case touched
  /// The new value of a counter.
  case number(UInt64)
  case stats([MemcachedStatistic])
  case version(String)
  case ok
}

/// One line of a server's statistics.
public struct MemcachedStatistic: Hashable, Sendable {
  public let name: String
  public let value: String

  public init(_ name: String, _ value: some CustomStringConvertible) {
    self.name = name
    self.value = value.description
  }
}
