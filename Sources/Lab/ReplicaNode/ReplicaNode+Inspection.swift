/// What checks and demos see directly; other machines know only what a node answers.
extension ReplicaNode {
  public var isUp: Bool { state.withLock { $0.isUp } }

  public var values: [String: String] { state.withLock { $0.values } }

  /// What ``report()`` would say, whether the node is up or not.
  public var lastReport: ReplicaReport { state.withLock { $0.report } }

  /// How many reads of values were sent to the node, answered or not.
  public var reads: Int { state.withLock { $0.reads } }
}
