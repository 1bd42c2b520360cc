import Lab

/// Values on several shards, each kept by several nodes: one is the primary, the others are replicas.
///
///     let shards = ReplicatedShards(
///       shards: [[a, b, c], [d, e, f]], patience: 3, random: SplitMix64(seed: 1))
///     await shards.check()                        // finds out who is there, and who leads
///     try await shards.update("red", for: "tea")  // returns when two of the three have it
///     try await shards.value(for: "tea")          // "red", from any node that has it
///
/// A write that returns is *acknowledged*: a majority of the shard's nodes, more than half, have it.
/// While a majority is there, no acknowledged write is lost, whoever leads. While it is not, the
/// shard takes no writes.
///
/// Who leads is numbered by *epochs*. Several machines may each have a `ReplicatedShards` over the
/// same nodes, and none knows of the others. A ``ReplicaNode`` refuses whoever comes with an epoch
/// that is past; so of two that were made primary, only the later can get a write acknowledged.
///
/// All that this type knows of a node is what the node answered. It waits for nothing but nodes.
public actor ReplicatedShards {
  private let nodes: [[ReplicaNode]]

  /// Knows no primary yet: the first ``check()`` finds one for each shard.
  ///
  /// - Parameters:
  ///   - shards: The nodes of each shard; a node belongs to one.
  ///   - patience: How many checks in a row a primary may miss before another takes its place.
  ///   - random: Chooses the nodes to read from.
  public init(shards: [[ReplicaNode]], patience: Int, random: SplitMix64) {
    precondition(!shards.isEmpty && !shards.contains([]), "every shard has at least 1 node")
    precondition(patience > 0, "a primary is replaced after 1 check or more, not \(patience)")
    nodes = shards
    // Your code here.
  }

  /// The number of the shard that a key belongs to.
  public nonisolated func shard(for key: String) -> Int {
    var hash = FNV1a()
    hash.update(key)
    return Int(hash.mixed % UInt64(nodes.count))
  }

  /// The node that leads a shard, as far as is known here; `nil` before the first was found.
  public func primary(of shard: Int) -> ReplicaNode? {
    // Your code here.
    nil
  }

  /// Reads from one of the nodes that have all that was acknowledged, each as likely as another.
  ///
  /// These are the primary and all that were brought as far by an ``update(_:for:)`` or a ``check()``.
  /// If the one that is asked does not answer, another is asked; the silent one is not asked for
  /// values again before it has taken a copy, or has been found leading.
  ///
  /// A write that is under way, or that threw, may be seen or not. A write that was acknowledged to
  /// another machine is seen after the next ``check()``.
  ///
  /// - Throws: ``ShardError/unavailable(shard:)`` if there is no node left to ask.
  public func value(for key: String) async throws(ShardError) -> String? {
    // Your code here.
    nil
  }

  /// Stores a value on the primary, then has all the other nodes copy from it, at the same time.
  ///
  /// Returns when each of them has answered or failed, if a majority has the write then, the primary
  /// included.
  ///
  /// - Throws: ``ShardError/unavailable(shard:)`` if no primary is known, or if it does not take the
  ///   write; ``ShardError/tooFewCopies(_:)``, with the number of nodes that have it, if these are no
  ///   majority. A write that threw may turn up later or not.
  public func update(_ value: String, for key: String) async throws(ShardError) {
    // Your code here.
  }

  /// Finds out who leads, replaces a primary that is gone, and brings those up to date who came back.
  ///
  /// Call it every second or so. For each shard, all nodes are asked for a report. If no majority
  /// answers, everything stays as it is. Otherwise the latest epoch that is reported counts:
  ///
  /// 1. A node that is primary in this epoch leads, no matter who made it so. One that is primary in
  ///    an earlier epoch does not.
  /// 2. If nobody leads, and either no primary has been known here before or it is so for the
  ///    `patience`th check in a row or later, there is a *failover*: all nodes are asked for their
  ///    vote in the epoch after this one. If a majority votes, the one that is furthest among them is
  ///    told to lead. If not, or if it does not answer, nobody leads before another check.
  /// 3. If a node leads now, all the others copy from it.
  public func check() async {
    // Your code here.
  }
}

/// Why a shard did not do what it was asked.
public enum ShardError: Error, Hashable, Sendable {
  /// Nobody is known to lead the shard, or nobody answers.
  case unavailable(shard: Int)
  /// Only so many nodes have the write.
  case tooFewCopies(Int)
}
