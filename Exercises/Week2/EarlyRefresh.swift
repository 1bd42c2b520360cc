import Foundation
import Lab

/// Decides by chance when an entry is loaded again before it expires, and how long it lives.
///
///     var random = SplitMix64(seed: 1)
///     let policy = EarlyRefresh(beta: 1, jitter: 0.1)
///     policy.jittered(.seconds(60), using: &random)  // 54 s … 60 s
///     policy.isDue(remaining: .seconds(30), loadTime: .seconds(1), using: &random)  // hardly ever
///     policy.isDue(remaining: .seconds(1), loadTime: .seconds(1), using: &random)  // 37 of 100 times
///     policy.isDue(remaining: .zero, loadTime: .seconds(1), using: &random)  // always
///
/// Every reader asks, and none needs to know of the others: the more readers there are, the earlier
/// the first of them is told to refresh.
///
/// The formula is XFetch, from Vattani, Chierichetti and Lowenstein, "Optimal Probabilistic Cache
/// Stampede Prevention", PVLDB 8(8), 2015.
///
/// It is not a lock: two readers may both find an entry due.
public struct EarlyRefresh: Hashable, Sendable {
  /// How eager to refresh early: above 1 earlier, below 1 later, at 0 not at all.
  public let beta: Double

  /// The share of a lifetime that chance may take away, from 0 to 1.
  public let jitter: Double

  /// Makes a policy; without arguments the one that the paper recommends, with a tenth of jitter.
  public init(beta: Double = 1, jitter: Double = 0.1) {
    precondition(beta >= 0 && beta.isFinite, "beta is a number from 0 up, not \(beta)")
    precondition((0...1).contains(jitter), "jitter is a share from 0 to 1, not \(jitter)")
    self.beta = beta
    self.jitter = jitter
  }

  /// Whether this reader should load the entry again now.
  ///
  /// At and after its deadline an entry is always due. Before that it is due with probability
  /// exp(−`remaining` / (``beta`` × `loadTime`)), and each question is answered independently of
  /// the others. So it is never due before its deadline when ``beta`` or `loadTime` is zero.
  ///
  /// - Parameters:
  ///   - remaining: How long the entry has left to live; zero or less once its deadline has come.
  ///   - loadTime: How long its last load took, at least zero.
  ///   - random: Where all chance comes from.
  public func isDue(
    remaining: Duration,
    loadTime: Duration,
    using random: inout some RandomNumberGenerator
  ) -> Bool {
    // Your code here.
    false
  }

  /// A lifetime for one entry: `lifetime`, less a random part of it.
  ///
  /// The result lies between (1 − ``jitter``) × `lifetime` and `lifetime`, and every length in
  /// between is equally likely. It is never longer than `lifetime`, which may be a promise of how
  /// stale an entry gets.
  ///
  /// - Parameter lifetime: At least zero.
  public func jittered(
    _ lifetime: Duration,
    using random: inout some RandomNumberGenerator
  ) -> Duration {
    // Your code here.
    lifetime
  }
}

/// A cache that loads what is missing, and loads again what is about to expire.
///
///     let cache = EarlyRefreshCache(
///       lifetime: .seconds(60), policy: EarlyRefresh(), random: SplitMix64(seed: 1), clock: clock
///     ) { key in try await database.read(key) }
///     try await cache.value(for: "tea")  // waits for the database
///     try await cache.value(for: "tea")  // does not, and may refresh the entry behind the reader
///
/// An entry lives from the moment at which its load ended, for ``EarlyRefresh/jittered(_:using:)``
/// of the lifetime. It is alive before its deadline and dead *at* it. How long each load took is
/// measured on the clock and kept with the entry; nothing else about loads is assumed.
///
/// There is at most one load of a key at any time. Loads of different keys do not wait for each
/// other. A load belongs to nobody: it runs to its end even if the reader that started it is
/// cancelled. A cancelled reader gets what the others get, or `CancellationError`.
///
/// All time comes from the clock and all chance from the generator. The cache has no size limit,
/// and an expired entry is kept until its key is loaded again.
public actor EarlyRefreshCache<Key: Hashable & Sendable, Value: Sendable, C: Clock>
where C.Duration == Duration {
  private let lifetime: Duration
  private let policy: EarlyRefresh
  private var random: SplitMix64
  private let clock: C
  private let load: @Sendable (Key) async throws -> Value

  // Your storage goes here.

  /// Makes an empty cache.
  ///
  /// - Parameters:
  ///   - lifetime: How long an entry lives at most, more than zero.
  ///   - load: Makes the value of a key, or throws.
  public init(
    lifetime: Duration,
    policy: EarlyRefresh = EarlyRefresh(),
    random: SplitMix64,
    clock: C,
    load: @escaping @Sendable (Key) async throws -> Value
  ) {
    precondition(lifetime > .zero, "a lifetime is more than zero, not \(lifetime)")
    self.lifetime = lifetime
    self.policy = policy
    self.random = random
    self.clock = clock
    self.load = load
  }

  /// The value of `key`.
  ///
  /// A read that finds a living entry answers with its value at once. If no load of `key` is under
  /// way, it asks ``EarlyRefresh/isDue(remaining:loadTime:using:)``, with the time that the entry's
  /// own load took, and when that says yes it starts a load. Nobody waits for this one: until it
  /// has ended, reads are answered with the old value. If it succeeds, its value replaces the old
  /// one, with a new lifetime. If it fails, the entry stays as it was, and later reads ask the
  /// policy again.
  ///
  /// A read that finds no living entry waits for the load of `key` that is under way, or else
  /// starts one. If that load fails, all who wait for it get its error, and nothing of it is kept.
  public func value(for key: Key) async throws -> Value {
    // Your code here.
    try await load(key)
  }
}
