import Synchronization

/// One machine of a replicated store: it keeps values, takes its time, goes down and comes back.
///
///     let clock = ManualClock()
///     let (a, b) = (ReplicaNode("a", clock: clock), ReplicaNode("b", clock: clock))
///     try await a.lead(epoch: 1)
///     try await a.store("red", for: "tea", epoch: 1)  // a has it
///     try await b.copy(from: a, epoch: 1)             // and now b has it, too
///     a.goDown()
///     try await b.value(for: "tea")                   // "red"
///
/// A node knows an *epoch*, 0 at first. Who carries an earlier one is refused with
/// ``ReplicaError/outdated(epoch:)``, who carries a later one moves the node there. That is all a node
/// does for the order of things: it does not know the others, and takes everybody's word.
///
/// Every call takes the node's latency on the clock, and takes effect when that has passed; then a
/// node that is down does not do what it was asked, and the call throws ``ReplicaError/silent``. A call
/// goes on to its end even if the task that made it is cancelled. A node that comes back has all
/// that it had before.
public final class ReplicaNode: Sendable {
  public let name: String
  private let sleep: @Sendable (Duration) async -> Void
  let state: Mutex<State>

  /// Makes a node that is up, empty and nobody's primary.
  public init(
    _ name: String,
    latency: Duration = .milliseconds(1),
    clock: some Clock<Duration>
  ) {
    precondition(latency >= .zero, "a call cannot take \(latency.readable)")
    self.name = name
    // A task of its own is not cancelled with the caller's.
    sleep = { duration in _ = await Task { try await clock.sleep(for: duration) }.result }
    state = Mutex(State(latency: latency))
  }

  /// What the node says of itself.
  public func report() async throws(ReplicaError) -> ReplicaReport {
    try await call { state throws(ReplicaError) in state.report }
  }

  /// The value of a key, or `nil` if the node has none.
  public func value(for key: String) async throws(ReplicaError) -> String? {
    state.withLock { $0.reads += 1 }
    return try await call { state throws(ReplicaError) in state.values[key] }
  }

  /// Stores a value on the primary, which has one write more from then on.
  ///
  /// - Returns: How far that brought the node.
  /// - Throws: ``ReplicaError/notPrimary`` if the node does not lead in `epoch`.
  @discardableResult
  public func store(
    _ value: String,
    for key: String,
    epoch: Int
  ) async throws(ReplicaError) -> ReplicaPosition {
    try await call { state throws(ReplicaError) in
      try state.checkLeads(in: epoch)
      state.values[key] = value
      state.position.number += 1
      return state.position
    }
  }

  /// Takes over all that the primary has at this moment, in place of all that the node has.
  ///
  /// The primary is asked at the beginning, and the node has the copy at the end. One that has come
  /// further meanwhile stays as it is. A node that was the primary of an earlier epoch is none any
  /// more; one that leads in `epoch` itself takes no copy.
  ///
  /// - Returns: How far the node is now: at least as far as the primary was.
  /// - Throws: What the primary or the node has against it.
  @discardableResult
  public func copy(
    from primary: ReplicaNode,
    epoch: Int
  ) async throws(ReplicaError) -> ReplicaPosition {
    let original = primary.state.withLock { state -> Result<State, ReplicaError> in
      Result { () throws(ReplicaError) in
        guard state.isUp else { throw .silent }
        try state.checkLeads(in: epoch)
        return state
      }
    }
    return try await call { state throws(ReplicaError) in
      let original = try original.get()
      // Whoever leads in this very epoch is nobody's replica in it.
      guard !(state.isPrimary && epoch == state.epoch) else { throw .outdated(epoch: epoch) }
      try state.enter(epoch)
      state.isPrimary = false
      if original.position > state.position {
        state.values = original.values
        state.position = original.position
      }
      return state.position
    }
  }

  /// Moves the node to an epoch that is later than its own, in which it is nobody's primary.
  ///
  /// So a node votes at most once in an epoch, and takes nothing from a primary of before.
  ///
  /// - Returns: How far the node is.
  /// - Throws: ``ReplicaError/outdated(epoch:)`` if the node knows `epoch` or a later one already.
  public func vote(epoch: Int) async throws(ReplicaError) -> ReplicaPosition {
    try await call { state throws(ReplicaError) in
      guard epoch > state.epoch else { throw .outdated(epoch: state.epoch) }
      try state.enter(epoch)
      state.isPrimary = false
      return state.position
    }
  }

  /// Makes the node a primary; from now on its position is one of `epoch`.
  ///
  /// The node asks nobody: that no other one leads in this epoch is up to the caller.
  ///
  /// - Returns: How far the node is.
  @discardableResult
  public func lead(epoch: Int) async throws(ReplicaError) -> ReplicaPosition {
    try await call { state throws(ReplicaError) in
      try state.enter(epoch)
      state.isPrimary = true
      state.position.epoch = epoch
      return state.position
    }
  }

  private func call<Answer: Sendable>(
    _ body: (inout State) throws(ReplicaError) -> Answer
  ) async throws(ReplicaError) -> Answer {
    let latency = state.withLock { $0.takeLatency() }
    if latency > .zero { await sleep(latency) }
    let answer = state.withLock { state -> Result<Answer, ReplicaError> in
      Result { () throws(ReplicaError) in
        guard state.isUp else { throw .silent }
        return try body(&state)
      }
    }
    return try answer.get()
  }
}

extension ReplicaNode {
  struct State: Sendable {
    var values: [String: String] = [:]
    var epoch = 0
    var isPrimary = false
    var position = ReplicaPosition(epoch: 0, number: 0)
    var isUp = true
    var reads = 0
    let latency: Duration
    var delays: [Duration] = []

    init(latency: Duration) {
      self.latency = latency
    }

    var report: ReplicaReport {
      ReplicaReport(epoch: epoch, isPrimary: isPrimary, position: position)
    }

    mutating func takeLatency() -> Duration {
      latency + (delays.isEmpty ? .zero : delays.removeFirst())
    }

    mutating func enter(_ newEpoch: Int) throws(ReplicaError) {
      guard newEpoch >= epoch else { throw .outdated(epoch: epoch) }
      epoch = newEpoch
    }

    func checkLeads(in wanted: Int) throws(ReplicaError) {
      guard wanted >= epoch else { throw .outdated(epoch: epoch) }
      guard isPrimary, wanted == epoch else { throw .notPrimary }
    }
  }
}

extension ReplicaNode: Hashable {
  /// Nodes are the same if they are one and the same machine, whatever they hold.
  public static func == (a: ReplicaNode, b: ReplicaNode) -> Bool { a === b }

  public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

extension ReplicaNode: CustomStringConvertible {
  public var description: String { name }
}
