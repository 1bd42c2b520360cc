import Redis
import Synchronization

/// A connection on which something can be done just before a command is sent, or while its reply is on
/// its way.
///
///     let line = TappedConnection(redis)
///     line.once(.after, "GET") { try await rival.update("599", for: "tea") }
///
/// It also knows how many messages its subscriber has asked for, so that a check can wait until the
/// messages before are handled.
public final class TappedConnection: RedisConnection {
  public enum Moment: Sendable {
    case before, after
  }

  public typealias Action = @Sendable () async throws -> Void

  private struct State {
    var actions: [(moment: Moment, command: String, action: Action)] = []
    var messagesAskedFor = 0
    var isOver = false
    var waiters: [(message: Int, continuation: CheckedContinuation<Void, Never>)] = []

    mutating func readyWaiters() -> [CheckedContinuation<Void, Never>] {
      let ready = waiters.filter { isOver || $0.message <= messagesAskedFor }.map(\.continuation)
      waiters.removeAll { isOver || $0.message <= messagesAskedFor }
      return ready
    }
  }

  private let redis: any RedisConnection
  private let state = Mutex(State())

  public init(_ redis: any RedisConnection) {
    self.redis = redis
  }

  /// Does something the next time that such a command is sent, or when its reply is on its way.
  public func once(_ moment: Moment, _ command: String, _ action: @escaping Action) {
    state.withLock { $0.actions.append((moment, command, action)) }
  }

  public func send(_ command: RedisCommand) async throws -> RESPValue {
    try await act(.before, command.name)
    let reply = try await redis.send(command)
    try await act(.after, command.name)
    return reply
  }

  public func subscribe(
    to channels: [RedisBytes],
    patterns: [RedisBytes]
  ) async throws -> RedisSubscription {
    try await act(.before, "SUBSCRIBE")
    let messages = try await redis.subscribe(to: channels, patterns: patterns)
    return RedisSubscription(
      AsyncThrowingStream {
        self.update { $0.messagesAskedFor += 1 }
        var iterator = messages.makeAsyncIterator()
        return try await iterator.next()
      }
    )
  }

  /// Tells those who wait that no more messages will be asked for.
  public func subscriberHasEnded() {
    update { $0.isOver = true }
  }

  /// Waits until message `number` was asked for, so that those before it are handled.
  ///
  /// - Returns: False if it never will be.
  public func isAsked(for number: Int) async -> Bool {
    await withCheckedContinuation { continuation in
      update { $0.waiters.append((number, continuation)) }
    }
    return state.withLock { $0.messagesAskedFor >= number }
  }

  private func update(_ change: (inout State) -> Void) {
    let ready = state.withLock { state in
      change(&state)
      return state.readyWaiters()
    }
    for continuation in ready { continuation.resume() }
  }

  private func act(_ moment: Moment, _ command: String) async throws {
    let action = state.withLock { state in
      state.actions.firstIndex { $0.moment == moment && $0.command == command.uppercased() }
        .map { state.actions.remove(at: $0).action }
    }
    try await action?()
  }
}
