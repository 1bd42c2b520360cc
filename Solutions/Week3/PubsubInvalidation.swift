import Redis
import Synchronization

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
  private let name: String
  private let namespace: String
  private let redis: any RedisConnection
  private let lifetime: Duration
  private let clock: C
  private let state = Mutex(State())

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
    self.name = name
    self.namespace = namespace
    self.redis = redis
    self.lifetime = lifetime
    self.clock = clock
  }

  /// Listens for changes and handles them one after another; only one task at a time may do so.
  ///
  /// Entries are kept from the moment when Redis has confirmed the subscription. When the
  /// subscription is lost, all entries go, and it tries to subscribe again after a second, until a
  /// try succeeds. This method returns when the subscription ends without an error, throws any
  /// error but ``RedisUnavailable``, and stops when its task is cancelled. However it ends, no
  /// entry is left.
  public func listen() async throws {
    while true {
      do {
        let messages = try await redis.subscribe(to: channel)
        state.withLock { $0.slots = [:] }
        defer { state.withLock { $0.slots = nil } }
        for try await message in messages { handle(message.payload.string) }
        return
      } catch is RedisUnavailable {
        try await clock.sleep(for: .seconds(1))
      }
    }
  }

  /// The value of `key`, or `nil` if there is none; that is kept like a value.
  ///
  /// An entry answers without a round trip until `lifetime` has passed since it was kept; at that
  /// moment it is gone. Otherwise one `GET` answers, and its reply becomes the entry if this
  /// process listens. Errors of Redis reach the caller.
  public func value(for key: String) async throws -> String? {
    let slot = state.withLock { $0.slot(for: key, at: clock.now) }
    if case .known(let value, _) = slot { return value }
    let value = try await redis.get("\(namespace):\(key)", as: String.self)
    let known = Slot.known(value, until: clock.now.advanced(by: lifetime))
    state.withLock { $0.replace(slot, of: key, with: known) }
    return value
  }

  /// Writes a value to Redis with one `SET`, and then tells all other processes with one `PUBLISH`.
  ///
  /// When this returns or throws, the entry of this process is gone. After an error of the `SET`
  /// nobody has been told; after one of the `PUBLISH` the value is written, and the others may not
  /// know. An update that has begun is completed even if its caller is cancelled.
  public func update(_ value: String, for key: String) async throws {
    try await change(key, by: RedisCommand("SET", "\(namespace):\(key)", value))
  }

  /// Deletes the value with one `DEL`, and tells the others, just as ``update(_:for:)``.
  public func delete(_ key: String) async throws {
    try await change(key, by: RedisCommand("DEL", "\(namespace):\(key)"))
  }

  private var channel: String { "\(namespace):changes" }

  /// A task of its own: the caller's may be cancelled between the change and its message.
  private func change(_ key: String, by command: RedisCommand) async throws {
    try await Task {
      // Last, so that nothing that was read meanwhile stays.
      defer { state.withLock { $0.slots?[key] = nil } }
      _ = try await redis.send(command)
      try await redis.publish("\(name) \(key)", to: channel)
    }.value
  }

  private func handle(_ message: String) {
    let parts = message.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0] != name else { return }
    state.withLock { $0.slots?[String(parts[1])] = nil }
  }
}

extension CoherentCache {
  private enum Slot: Equatable {
    /// Somebody asks Redis; the number tells this read from later ones of the same key.
    case reading(Int)
    case known(String?, until: C.Instant)
  }

  private struct State {
    /// Nil while nobody listens.
    var slots: [String: Slot]?
    private var reads = 0

    /// What there is for a key; if there is nothing, a place that its reader may fill.
    mutating func slot(for key: String, at now: C.Instant) -> Slot? {
      if case .known(_, let deadline)? = slots?[key], deadline <= now { slots?[key] = nil }
      if slots?[key] == nil {
        reads += 1
        slots?[key] = .reading(reads)
      }
      return slots?[key]
    }

    /// Replaces `old` if it is still there; a change may have removed it meanwhile.
    mutating func replace(_ old: Slot?, of key: String, with new: Slot) {
      if let old, slots?[key] == old { slots?[key] = new }
    }
  }
}
