/// The state of a ``ReplicaNode`` as it reports it.
public struct ReplicaReport: Hashable, Sendable {
  /// The latest epoch that the node knows.
  public let epoch: Int
  /// Whether the node was made the primary of this epoch.
  public let isPrimary: Bool
  /// The last write that the node has.
  public let position: ReplicaPosition

  public init(epoch: Int, isPrimary: Bool, position: ReplicaPosition) {
    self.epoch = epoch
    self.isPrimary = isPrimary
    self.position = position
  }
}

/// How far a ``ReplicaNode`` is: its last write.
///
/// Of two nodes, the one with the later position has the later data. Among writes of one epoch, the
/// number decides; those of a later epoch are later.
public struct ReplicaPosition: Hashable, Comparable, Sendable {
  /// The epoch of the primary that the node's data came from, or that it is.
  public var epoch: Int
  /// How many writes there had been.
  public var number: Int

  public init(epoch: Int, number: Int) {
    self.epoch = epoch
    self.number = number
  }

  public static func < (a: ReplicaPosition, b: ReplicaPosition) -> Bool {
    (a.epoch, a.number) < (b.epoch, b.number)
  }
}

/// Why a call to a ``ReplicaNode`` failed.
public enum ReplicaError: Error, Hashable, Sendable {
  /// No answer: the node is down or cannot be reached.
  case silent
  /// The node already knows `epoch`, which rules out the caller's.
  case outdated(epoch: Int)
  /// The node is not the primary of this epoch.
  case notPrimary
}
