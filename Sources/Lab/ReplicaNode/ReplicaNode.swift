import Synchronization

/// One simulated machine of a replicated store: it keeps values, and can go down and come back.
///
///     let clock = ManualClock()
///     let (a, b) = (ReplicaNode("a", clock: clock), ReplicaNode("b", clock: clock))
///     try await a.lead(epoch: 1)
///     try await a.store("red", for: "tea", epoch: 1)  // a has it
///     try await b.copy(from: a, epoch: 1)             // and now b has it, too
///     a.goDown()
///     try await b.value(for: "tea")                   // "red"
///
/// A node knows an *epoch*, 0 at first. It refuses a call with an earlier epoch with
/// ``ReplicaError/outdated(epoch:)``, and a call with a later one moves it there. It does nothing
/// more for the order of events: it does not know the other nodes, and trusts every caller.
///
/// Every call takes the node's latency on the clock, and takes effect when that has passed. If the
/// node is down at that moment, nothing happens and the call throws ``ReplicaError/silent``. A call
/// runs to its end even if the task that made it is cancelled. A node that comes back still has all
/// of its values.
public final class ReplicaNode: Sendable {
  public let name: String
  private let sleep: @Sendable (Duration) async -> Void
  let state: Mutex<State>

  /// Makes a node that is up, empty and no primary.
  public init(
    _ name: String,
    latency: Duration = .milliseconds(1),
    clock: some Clock<Duration>
  ) {
    precondition(latency >= .zero, "a call cannot take \(latency.readable)")
    self.name = name
    // In a task of its own, the sleep is not cancelled with the caller.
    sleep = { duration in _ = await Task { try await clock.sleep(for: duration) }.result }
    state = Mutex(State(latency: latency))
  }

  /// The node's epoch, role and position.
  public func report() async throws(ReplicaError) -> ReplicaReport {
    try await call { state throws(ReplicaError) in state.report }
  }

  /// The value of a key, or `nil` if the node has none.
  public func value(for key: String) async throws(ReplicaError) -> String? {
    state.withLock { $0.reads += 1 }
    return try await call { state throws(ReplicaError) in state.values[key] }
  }

  /// Stores a value on the primary, as its next write.
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

  /// Replaces all that the node has with all that the primary has at this moment.
  ///
  /// The primary is read when the call begins, and the node has the copy when it ends. A node that
  /// is further by then keeps what it has. A node that was the primary of an earlier epoch no
  /// longer is; one that leads in `epoch` itself takes no copy.
  ///
  /// - Returns: How far the node is now: at least as far as the primary was.
  /// - Throws: The error of the primary or of the node.
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
      // The primary of an epoch is nobody's replica in it.
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

  /// Moves the node to an epoch later than its own, in which it is no primary.
  ///
  /// So a node votes at most once in an epoch, and takes nothing more from an earlier primary.
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
  /// The node does not check: the caller makes sure that no other node leads in this epoch.
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
  /// Nodes are equal only if they are the same machine, whatever they hold.
  public static func == (a: ReplicaNode, b: ReplicaNode) -> Bool { a === b }

  public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

extension ReplicaNode: CustomStringConvertible {
  public var description: String { name }
}
