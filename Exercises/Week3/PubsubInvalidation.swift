import Redis

/// A cache in this process in front of Redis, kept coherent with those in other processes.
///
///     let prices = CoherentCache(
///       name: "till-1", namespace: "shop", redis: redis,
///       lifetime: .seconds(600), clock: ContinuousClock())
///     let listening = Task { try await prices.listen() }
///     try await prices.value(for: "tea")         // "499", from Redis, and kept in here
///     try await prices.value(for: "tea")         // "499", without a round trip
///     try await prices.update("599", for: "tea")  // to Redis; all other tills forget theirs
///
/// Redis holds the values, as strings under `"\(namespace):\(key)"`. Each process keeps those that it
/// has read, and forgets one when another process says that it changed it: with a message on the
/// channel `"\(namespace):changes"` such as `till-1 tea`. Its name is in front of the first space, the
/// key behind it, whatever that consists of. A message without a space changes nothing, and neither
/// does one that this process sent.
///
/// **How fresh an answer is.** A read that begins after this process's own update has returned
/// answers with the new value. A change by another process is seen as soon as its message has been
/// handled: what was read from Redis earlier is not kept, even if the reply comes later. Messages
/// may get lost. So nothing is kept while nobody listens, and no entry lives for longer than
/// `lifetime`.
///
/// It does not limit how many entries there are, and callers that miss the same key at the same time
/// may each ask Redis. Time is the clock's.
public final class CoherentCache<C: Clock>: Sendable where C.Duration == Duration {
  // Your storage goes here.

  /// Makes an empty cache that does not listen yet.
  ///
  /// - Parameters:
  ///   - name: What this process is called, in one word; no other process has the same name.
  ///   - lifetime: How long an entry is kept at most; above zero.
  public init(
    name: String,
    namespace: String,
    redis: any RedisConnection,
    lifetime: Duration,
    clock: C
  ) {
    precondition(!name.contains(" "), "a process's name is one word, not \"\(name)\"")
    precondition(lifetime > .zero, "an entry is kept for a time above zero")
    // Your code here.
  }

  /// Listens for changes, one message after another; one task at a time does.
  ///
  /// Entries are kept from when Redis has confirmed the subscription. When it is lost, all of them
  /// go, and a second later there is a new try, until one succeeds. This method returns when the
  /// subscription ends without an error, throws what is not a ``RedisUnavailable``, and stops when
  /// its task is cancelled. However it ends, no entry is left.
  public func listen() async throws {
    // Your code here.
  }

  /// The value of `key`, or `nil` if there is none, which is kept like a value.
  ///
  /// An entry answers without a round trip until `lifetime` has passed since it was kept; at that
  /// moment it is gone. Otherwise the answer is that of one `GET`, and becomes the entry if this
  /// process listens. An error of Redis reaches the caller.
  public func value(for key: String) async throws -> String? {
    // Your code here.
    nil
  }

  /// Writes a value to Redis with one `SET`, and then tells all other processes with one `PUBLISH`.
  ///
  /// When this returns or throws, the entry of this process is gone. After an error of the `SET`
  /// nobody has been told; after one of the `PUBLISH` the value is written, and the others may not
  /// know. An update that has begun is completed even if its caller is cancelled.
  public func update(_ value: String, for key: String) async throws {
    // Your code here.
  }

  /// Deletes the value with one `DEL`, and tells the others, just as ``update(_:for:)``.
  public func delete(_ key: String) async throws {
    // Your code here.
  }
}
