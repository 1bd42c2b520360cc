/// Something that answers as a memcached server does.
///
/// ``FakeMemcached`` does so in memory, ``MemcachedClient`` asks a real server, and
/// ``ShardedMemcached`` spreads keys over several of either. Code that is written against this
/// protocol runs on all of them.
///
///     try await cache.set("greeting", "hello", expiry: .seconds(60))
///     try await cache.get("greeting")?.text   // "hello"
///
/// A type conforms with one method; each call of it is one round trip.
public protocol MemcachedConnection: Sendable {
  /// Asks the server, and waits for its reply.
  ///
  /// Throws ``MemcachedError``, or `CancellationError` if the task is cancelled.
  func send(_ request: MemcachedRequest) async throws -> MemcachedReply
}
