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
/// Redis holds the values, as strings under `"\(namespace):\(key)"`. Each process keeps the values
/// that it has read, and drops one when another process announces that it changed it: with a
/// message on the channel `"\(namespace):changes"` such as `till-1 tea`. The name of the sender
/// comes before the first space and the key after it, whatever the key contains. A message without
/// a space changes nothing, and neither does one that this process sent.
///
/// **How fresh an answer is.** A read that begins after this process's own update has returned sees
/// the new value. A change by another process is seen as soon as its message has been handled: what
/// was read from Redis earlier is not kept, even if the reply comes later. Messages may get lost.
/// So nothing is kept while nobody listens, and no entry lives longer than `lifetime`.
///
/// The number of entries is not limited, and callers that miss the same key at the same time may
/// each ask Redis. Time is measured on the clock.
public final class CoherentCache<C: Clock>: Sendable where C.Duration == Duration {
  // Your storage goes here.

  /// Makes an empty cache that does not listen yet.
  ///
  /// - Parameters:
  ///   - name: The name of this process, a single word that no other process has.
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

  /// Listens for changes and handles them one after another; only one task at a time may do so.
  ///
  /// Entries are kept from the moment when Redis has confirmed the subscription. When the
  /// subscription is lost, all entries go, and it tries to subscribe again after a second, until a
  /// try succeeds. This method returns when the subscription ends without an error, throws any
  /// error but ``RedisUnavailable``, and stops when its task is cancelled. However it ends, no
  /// entry is left.
  public func listen() async throws {
    // Your code here.
  }

  /// The value of `key`, or `nil` if there is none; that is kept like a value.
  ///
  /// An entry answers without a round trip until `lifetime` has passed since it was kept; at that
  /// moment it is gone. Otherwise one `GET` answers, and its reply becomes the entry if this
  /// process listens. Errors of Redis reach the caller.
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
