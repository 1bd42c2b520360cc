import Lab
import Synchronization

/// Connections that one task has for itself for a while, a limited number of them.
final class DedicatedPool: Sendable {
  private let link: RedisLink
  private typealias Turn = CheckedContinuation<Void, any Error>

  private struct State {
    var idle: [any RedisWire] = []
    var places: Int
    var inUse: [ObjectIdentifier: any RedisWire] = [:]
    /// Those who wait for a place, in the order in which they came.
    var waiters: [(id: Int, turn: Turn)] = []
    var lastID = 0
    var isClosed = false
  }
  private let state: Mutex<State>

  init(link: RedisLink) {
    self.link = link
    state = Mutex(State(places: max(1, link.dialer.configuration.dedicatedConnections)))
  }

  /// Gives a connection away until ``checkIn(_:isClean:)``.
  func checkOut() async throws -> any RedisWire {
    try await takePlace()
    do {
      while let wire = state.withLock({ $0.idle.popLast() }) {
        if wire.isOpen { return keep(wire) }
      }
      // The shared connection knows whether the server is to be left alone.
      _ = try await link.wire()
      return keep(try await link.dialer.open())
    } catch {
      givePlace()
      throw error
    }
  }

  /// Takes a connection back, to be used again if it is as it was.
  func checkIn(_ wire: any RedisWire, isClean: Bool) {
    let isKept = state.withLock { state in
      state.inUse[ObjectIdentifier(wire)] = nil
      let limit = link.dialer.configuration.idleDedicatedConnections
      guard isClean, !state.isClosed, wire.isOpen, state.idle.count < limit else { return false }
      state.idle.append(wire)
      return true
    }
    if !isKept { wire.close() }
    givePlace()
  }

  func close() {
    let (wires, waiters) = state.withLock { state in
      state.isClosed = true
      defer { (state.idle, state.inUse, state.waiters) = ([], [:], []) }
      return (state.idle + state.inUse.values, state.waiters)
    }
    for waiter in waiters { waiter.turn.resume(throwing: LinkFailure.closedClient) }
    for wire in wires { wire.close() }
  }

  private func keep(_ wire: any RedisWire) -> any RedisWire {
    let isClosed = state.withLock { state in
      state.inUse[ObjectIdentifier(wire)] = wire
      return state.isClosed
    }
    if isClosed { wire.close() }
    return wire
  }
}

/// Waiting for a place.
extension DedicatedPool {
  private func takePlace() async throws {
    let isFree = try state.withLock { state in
      if state.isClosed { throw LinkFailure.closedClient }
      guard state.places > 0 else { return false }
      state.places -= 1
      return true
    }
    if isFree { return }
    let configuration = link.dialer.configuration
    let time = configuration.commandTimeout
    let lateness = LinkFailure.notSent(
      "all \(configuration.dedicatedConnections) dedicated connections to \(link.dialer.endpoint) "
        + "have been in use for \(time?.readable ?? ""), as many as dedicatedConnections allows"
    )
    let id = state.withLock { state in
      state.lastID += 1
      return state.lastID
    }
    try await withTaskCancellationHandler {
      try await waitForPlace(id, atMost: time, orThrow: lateness)
    } onCancel: {
      end(id, CancellationError())
    }
  }

  /// Waits in line; whoever takes the waiter out of it ends the wait, so that no place gets lost.
  private func waitForPlace(
    _ id: Int,
    atMost time: Duration?,
    orThrow lateness: LinkFailure
  ) async throws {
    let clock = link.dialer.clock
    var timer: Task<Void, any Error>?
    defer { timer?.cancel() }
    try await withCheckedThrowingContinuation { (turn: Turn) in
      let result: Result<Void, any Error>? = state.withLock { state in
        if state.isClosed { return .failure(LinkFailure.closedClient) }
        if Task.isCancelled { return .failure(CancellationError()) }
        if state.places > 0 {
          state.places -= 1
          return .success(())
        }
        state.waiters.append((id, turn))
        return nil
      }
      if let result { return turn.resume(with: result) }
      // Only now that it is in line can it be late.
      timer = time.map { time in
        Task {
          try await clock.sleep(time)
          self.end(id, lateness)
        }
      }
    }
  }

  private func end(_ id: Int, _ error: any Error) {
    let turn = state.withLock { state in
      state.waiters.firstIndex { $0.id == id }.map { state.waiters.remove(at: $0).turn }
    }
    turn?.resume(throwing: error)
  }

  private func givePlace() {
    let next = state.withLock { state in
      if let next = state.waiters.first {
        state.waiters.removeFirst()
        return next.turn as Turn?
      }
      state.places += 1
      return nil
    }
    next?.resume()
  }
}
