import Lab
import Synchronization

/// One subscription on a connection of its own, from `SUBSCRIBE` until its reader is gone.
final class ClientSubscription: Sendable {
  typealias Messages = AsyncThrowingStream<RedisMessage, any Error>
  /// Opens a connection that hands what comes of its own accord to the closure.
  typealias Open =
    @Sendable (@escaping @Sendable (RESPValue) -> Void) async throws -> (RedisDialer, any RedisWire)

  private let commands: [RedisCommand]
  private let open: Open
  private let configuration: RedisClientConfiguration
  private let clock: ClientClock
  /// Called after every new beginning; without it the subscription ends with its connection.
  private let whenResubscribed: (@Sendable () -> Void)?
  private let continuation: Messages.Continuation

  private struct State {
    /// Given away when the subscription begins: the sequence must end when its reader drops it.
    var messages: Messages?
    var keeper: Task<Void, Never>?
    var isOver = false
    /// Whether something came since it was last asked.
    var isAlive = true
    /// Messages of a new beginning of which the reader has not been told yet.
    var early: [RedisMessage]?
  }
  private let state: Mutex<State>

  init(
    channels: [RedisBytes],
    patterns: [RedisBytes],
    configuration: RedisClientConfiguration,
    clock: ClientClock,
    whenResubscribed: (@Sendable () -> Void)?,
    open: @escaping Open
  ) {
    // One channel a command, so that every command has one answer, even if it is an error.
    commands =
      channels.map { RedisCommand(["SUBSCRIBE", $0]) }
      + patterns.map { RedisCommand(["PSUBSCRIBE", $0]) }
    self.open = open
    self.configuration = configuration
    self.clock = clock
    self.whenResubscribed = whenResubscribed
    let (messages, continuation) = Messages.makeStream(
      bufferingPolicy: .bufferingOldest(configuration.messageLimit)
    )
    self.continuation = continuation
    state = Mutex(State(messages: messages))
  }

  /// Subscribes, and keeps doing so until the sequence is dropped.
  func begin(in list: SubscriptionList, seed: UInt64) async throws -> RedisSubscription {
    let wire = try await subscribe()
    guard list.add(self) else {
      wire.close()
      throw LinkFailure.closedClient
    }
    continuation.onTermination = { [weak self] _ in self?.end(nil) }
    let keeper = Task.detached { [self] in
      await keep(wire, random: SplitMix64(seed: seed))
      list.remove(self)
    }
    let (isOver, messages) = state.withLock { state in
      state.keeper = keeper
      defer { state.messages = nil }
      return (state.isOver, state.messages)
    }
    if isOver { keeper.cancel() }
    guard let messages else { preconditionFailure("a subscription begins once") }
    return RedisSubscription(messages)
  }

  /// Ends the sequence, with an error if there is one to tell.
  func end(_ error: (any Error)?) {
    let keeper = state.withLock { state in
      state.isOver = true
      return state.keeper
    }
    continuation.finish(throwing: error)
    keeper?.cancel()
  }

  private func subscribe() async throws -> any RedisWire {
    let (dialer, wire) = try await open { [weak self] in self?.receive($0) }
    do {
      let time = configuration.commandTimeout
      for reply in try await dialer.exchange(commands, on: wire, timeout: time) {
        if case .error(let error) = reply { throw error }
      }
      return wire
    } catch {
      wire.close()
      throw error
    }
  }

  private func receive(_ reply: RESPValue) {
    let message = RedisMessage(reply: reply)
    let earlyCount = state.withLock { state in
      state.isAlive = true
      if let message { state.early?.append(message) }
      return state.early?.count
    }
    if let earlyCount {
      if earlyCount > configuration.messageLimit { endBehind() }
    } else if let message {
      pass(on: message)
    }
  }

  private func pass(on message: RedisMessage) {
    if case .dropped = continuation.yield(message) { endBehind() }
  }

  private func endBehind() {
    end(
      RedisUnavailable(
        "the subscription's reader is more than \(configuration.messageLimit) messages behind, "
          + "as many as messageLimit allows"
      )
    )
  }
}

/// Noticing that the connection is lost, and beginning again.
extension ClientSubscription {
  private func keep(_ first: any RedisWire, random: SplitMix64) async {
    var (wire, random) = (first, random)
    while true {
      await untilLost(wire)
      wire.close()
      if Task.isCancelled { return }
      guard let whenResubscribed else {
        return end(
          RedisUnavailable("the subscription's connection was lost; messages may have been missed")
        )
      }
      do {
        wire = try await subscribeAgain(&random)
      } catch {
        return end(error)
      }
      whenResubscribed()
      passOnEarlyMessages()
    }
  }

  private func passOnEarlyMessages() {
    // Outside the lock, and until nothing has come meanwhile: so they stay in their order.
    while true {
      let messages = state.withLock { state in
        let messages = state.early ?? []
        state.early = messages.isEmpty ? nil : []
        return messages
      }
      if messages.isEmpty { return }
      for message in messages { pass(on: message) }
    }
  }

  private func subscribeAgain(_ random: inout SplitMix64) async throws -> any RedisWire {
    var failures = 0
    while true {
      state.withLock { $0.early = [] }
      do {
        return try await subscribe()
      } catch is LinkFailure {
        failures += 1
        let pause = configuration.backoff.pause(afterFailures: failures, using: &random)
        try await clock.sleep(pause)
      }
    }
  }

  /// Returns when the connection is lost or silent, or the task is cancelled.
  private func untilLost(_ wire: any RedisWire) async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await wire.untilLost() }
      if let heartbeat = configuration.heartbeat {
        group.addTask { [self] in try? await untilSilent(wire, heartbeat) }
      }
      await group.next()
      group.cancelAll()
    }
  }

  private func untilSilent(_ wire: any RedisWire, _ heartbeat: Duration) async throws {
    while true {
      state.withLock { $0.isAlive = false }
      try await clock.sleep(heartbeat)
      if state.withLock({ $0.isAlive }) { continue }
      try await wire.post(RedisCommand("PING"))
      try await clock.sleep(configuration.commandTimeout ?? heartbeat)
      if !state.withLock({ $0.isAlive }) { return }
    }
  }
}

extension RedisMessage {
  /// The message that a server sent, or nil if it is something else.
  fileprivate init?(reply: RESPValue) {
    let elements: [RESPValue]
    switch reply {
    case .push(let values), .array(let values): elements = values
    default: return nil
    }
    let parts = elements.compactMap { if case .bulk(let bytes) = $0 { bytes } else { nil } }
    guard parts.count == elements.count else { return nil }
    switch (parts.first, parts.count) {
    case ("message", 3): self.init(channel: parts[1], payload: parts[2])
    case ("pmessage", 4): self.init(channel: parts[2], pattern: parts[1], payload: parts[3])
    default: return nil
    }
  }
}
