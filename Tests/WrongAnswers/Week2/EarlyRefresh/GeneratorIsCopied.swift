// Caught by: testTheCacheMeasuresHowLongEachLoadTakes
// The mistake: each read draws from a copy of the generator, and so the same number every time.

import Foundation
import Lab

public struct EarlyRefresh: Hashable, Sendable {
  public let beta: Double
  public let jitter: Double
  public init(beta: Double = 1, jitter: Double = 0.1) {
    precondition(beta >= 0 && beta.isFinite, "beta is a number from 0 up, not \(beta)")
    precondition((0...1).contains(jitter), "jitter is a share from 0 to 1, not \(jitter)")
    self.beta = beta
    self.jitter = jitter
  }
  public func isDue(
    remaining: Duration,
    loadTime: Duration,
    using random: inout some RandomNumberGenerator
  ) -> Bool {
    if remaining <= .zero { return true }
    let probability = exp(-(remaining / loadTime) / beta)
    return Double.random(in: 0..<1, using: &random) < probability
  }
  public func jittered(
    _ lifetime: Duration,
    using random: inout some RandomNumberGenerator
  ) -> Duration {
    lifetime - lifetime * (jitter * Double.random(in: 0...1, using: &random))
  }
}
public actor EarlyRefreshCache<Key: Hashable & Sendable, Value: Sendable, C: Clock>
where C.Duration == Duration {
  private struct Entry {
    let value: Value
    let loadTime: Duration
    let deadline: C.Instant
  }

  private let lifetime: Duration
  private let policy: EarlyRefresh
  private var random: SplitMix64
  private let clock: C
  private let load: @Sendable (Key) async throws -> Value

  private var entries: [Key: Entry] = [:]
  private var loads: [Key: Task<Value, any Error>] = [:]
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
  public func value(for key: Key) async throws -> Value {
    let now = clock.now
    guard let entry = entries[key], now < entry.deadline else {
      return try await sharedLoad(of: key).value
    }
    let remaining = now.duration(to: entry.deadline)
    var random = random
    if loads[key] == nil,
      policy.isDue(remaining: remaining, loadTime: entry.loadTime, using: &random)
    {
      _ = sharedLoad(of: key)
    }
    return entry.value
  }
  private func sharedLoad(of key: Key) -> Task<Value, any Error> {
    if let running = loads[key] { return running }
    let task = Task {
      defer { loads[key] = nil }
      let start = clock.now
      let value = try await load(key)
      let end = clock.now
      entries[key] = Entry(
        value: value,
        loadTime: start.duration(to: end),
        deadline: end.advanced(by: policy.jittered(lifetime, using: &random))
      )
      return value
    }
    loads[key] = task
    return task
  }
}
