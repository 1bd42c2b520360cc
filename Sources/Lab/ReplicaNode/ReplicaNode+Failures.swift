/// Failures that a check or a demo causes.
extension ReplicaNode {
  /// The node stops answering.
  ///
  /// Calls under way fail, too, if it is still down when they end.
  public func goDown() {
    state.withLock { $0.isUp = false }
  }

  /// The node answers again, and still has all of its values.
  public func comeUp() {
    state.withLock { $0.isUp = true }
  }

  /// Delays the next call on its way to the node; a second delay is for the call after that.
  public func delayNextCall(by delay: Duration) {
    precondition(delay >= .zero, "a call cannot be held up for \(delay.readable)")
    state.withLock { $0.delays.append(delay) }
  }
}
