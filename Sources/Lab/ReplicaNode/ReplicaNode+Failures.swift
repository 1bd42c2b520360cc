/// What befalls a node.
extension ReplicaNode {
  /// The node stops answering; calls under way fail, too, if it is still down when they are to end.
  public func goDown() {
    state.withLock { $0.isUp = false }
  }

  /// The node answers again, with all that it had.
  public func comeUp() {
    state.withLock { $0.isUp = true }
  }

  /// Holds up the next call by `delay` on its way to the node; told twice, the next and the one after.
  public func delayNextCall(by delay: Duration) {
    precondition(delay >= .zero, "a call cannot be held up for \(delay.readable)")
    state.withLock { $0.delays.append(delay) }
  }
}

/// What checks and demos look at. No other machine could: all it ever knows is what a node answers.
extension ReplicaNode {
  public var isUp: Bool { state.withLock { $0.isUp } }

  public var values: [String: String] { state.withLock { $0.values } }

  /// What ``report()`` would say, whether the node is up or not.
  public var lastReport: ReplicaReport { state.withLock { $0.report } }

  /// How many reads of values have been sent to the node, answered or not.
  public var reads: Int { state.withLock { $0.reads } }
}
