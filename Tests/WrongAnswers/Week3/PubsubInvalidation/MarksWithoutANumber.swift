// Caught by: testAnOldReplyDoesNotReplaceANewOne
// The mistake: an old reply takes the mark of a later read for its own.

import Redis
import Synchronization

public final class CoherentCache<C: Clock>: Sendable where C.Duration == Duration {
  private let name: String
  private let namespace: String
  private let redis: any RedisConnection
  private let lifetime: Duration
  private let clock: C
  private let state = Mutex(State())

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

  public func value(for key: String) async throws -> String? {
    let slot = state.withLock { $0.slot(for: key, at: clock.now) }
    if case .known(let value, _) = slot { return value }
    let value = try await redis.get("\(namespace):\(key)", as: String.self)
    let known = Slot.known(value, until: clock.now.advanced(by: lifetime))
    state.withLock { $0.replace(slot, of: key, with: known) }
    return value
  }

  public func update(_ value: String, for key: String) async throws {
    try await change(key, by: RedisCommand("SET", "\(namespace):\(key)", value))
  }

  public func delete(_ key: String) async throws {
    try await change(key, by: RedisCommand("DEL", "\(namespace):\(key)"))
  }

  private var channel: String { "\(namespace):changes" }

  private func change(_ key: String, by command: RedisCommand) async throws {
    try await Task {
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
    case reading
    case known(String?, until: C.Instant)
  }

  private struct State {
    var slots: [String: Slot]?

    mutating func slot(for key: String, at now: C.Instant) -> Slot? {
      if case .known(_, let deadline)? = slots?[key], deadline <= now { slots?[key] = nil }
      if slots?[key] == nil {
        slots?[key] = .reading
      }
      return slots?[key]
    }

    mutating func replace(_ old: Slot?, of key: String, with new: Slot) {
      if let old, slots?[key] == old { slots?[key] = new }
    }
  }
}
