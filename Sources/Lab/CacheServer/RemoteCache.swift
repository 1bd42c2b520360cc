/// The operations of a cache on another machine; every one of them may fail.
///
/// Redis, memcached and others have this much in common: entries with a lifetime, and no
/// transactions.
public protocol RemoteCache<Key, Value>: Sendable {
  associatedtype Key: Hashable & Sendable
  associatedtype Value: Sendable

  /// The value of `key`, or `nil` if the cache holds none that is still alive.
  func value(for key: Key) async throws -> Value?

  /// Stores a value that lives for `lifetime`, replacing the one that `key` had.
  func insert(_ value: Value, for key: Key, lifetime: Duration) async throws

  /// Removes the value of `key`, if there is one.
  func remove(_ key: Key) async throws
}
