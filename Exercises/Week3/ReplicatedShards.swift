import Lab

/// Values on several shards, each kept by several nodes: one is the primary, the others are replicas.
///
///     let shards = ReplicatedShards(
///       shards: [[a, b, c], [d, e, f]], patience: 3, random: SplitMix64(seed: 1))
///     await shards.check()                        // finds out who is there, and who leads
///     try await shards.update("red", for: "tea")  // returns when two of the three have it
///     try await shards.value(for: "tea")          // "red", from any node that has it
///
/// A write that returns is *acknowledged*: a majority of the shard's nodes, more than half, have
/// it. While a majority is up, no acknowledged write is lost, whoever leads. Without a majority,
/// the shard takes no writes.
///
/// Leaders are numbered by *epochs*. Several machines may each have a `ReplicatedShards` over the
/// same nodes, and none knows of the others. A ``ReplicaNode`` refuses anyone who comes with a past
/// epoch; so of two nodes that were made primary, only the later can get a write acknowledged.
///
/// This type knows about a node only what the node answered, and waits for nothing but nodes.
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

  /// Reads from one of the nodes that have every acknowledged write, each equally likely.
  ///
  /// These are the primary and all nodes that an ``update(_:for:)`` or a ``check()`` has brought as
  /// far. If a node does not answer, another is asked; the silent one is not asked for values again
  /// until it has taken a copy, or is found leading.
  ///
  /// A write that is under way, or that threw, may or may not be seen. A write that was
  /// acknowledged to another machine is seen after the next ``check()``.
  ///
  /// - Throws: ``ShardError/unavailable(shard:)`` if there is no node left to ask.
  public func value(for key: String) async throws(ShardError) -> String? {
    // Your code here.
    nil
  }

  /// Stores a value on the primary, then has all the other nodes copy from it, at the same time.
  ///
  /// Returns when each of them has answered or failed, if by then a majority has the write, the
  /// primary included.
  ///
  /// - Throws: ``ShardError/unavailable(shard:)`` if no primary is known, or if it does not take
  ///   the write; ``ShardError/tooFewCopies(_:)``, with the number of nodes that have it, if they
  ///   are not a majority. A write that threw may or may not turn up later.
  public func update(_ value: String, for key: String) async throws(ShardError) {
    // Your code here.
  }

  /// Finds out who leads, replaces a primary that is gone, and brings returning nodes up to date.
  ///
  /// Call it every second or so. For each shard, all nodes are asked for a report. If no majority
  /// answers, everything stays as it is. Otherwise the latest epoch that is reported counts:
  ///
  /// 1. A node that is primary in this epoch leads, no matter who made it primary. One that is
  ///    primary in an earlier epoch does not.
  /// 2. If nobody leads, and either no primary was known here before or this is at least the
  ///    `patience`th such check in a row, there is a *failover*: all nodes are asked for their vote
  ///    in the epoch after this one. If a majority votes, the voter with the furthest position is
  ///    told to lead. If there is no majority, or that node does not answer, nobody leads until
  ///    another check.
  /// 3. If a node leads now, all the others copy from it.
  public func check() async {
    // Your code here.
  }
}

/// Why a shard did not do what it was asked to do.
public enum ShardError: Error, Hashable, Sendable {
  /// Nobody is known to lead the shard, or nobody answers.
  case unavailable(shard: Int)
  /// Only so many nodes have the write.
  case tooFewCopies(Int)
}
