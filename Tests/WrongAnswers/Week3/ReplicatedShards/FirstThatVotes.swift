// Caught by: testTheMostUpToDateNodeTakesOver
// The mistake: the first node that votes takes over, even if another one has later writes.

import Lab

public actor ReplicatedShards {
  private let nodes: [[ReplicaNode]]
  private let patience: Int
  private var random: SplitMix64
  private var states: [State]

  private typealias Leader = (node: ReplicaNode, epoch: Int)

  private struct State {
    var leader: Leader?
    var misses = 0
    var acknowledged = ReplicaPosition(epoch: 0, number: 0)
    var positions: [ReplicaNode: ReplicaPosition] = [:]
  }

  public init(shards: [[ReplicaNode]], patience: Int, random: SplitMix64) {
    precondition(!shards.isEmpty && !shards.contains([]), "every shard has at least 1 node")
    precondition(patience > 0, "a primary is replaced after 1 check or more, not \(patience)")
    nodes = shards
    self.patience = patience
    self.random = random
    states = Array(repeating: State(), count: shards.count)
  }

  public nonisolated func shard(for key: String) -> Int {
    var hash = FNV1a()
    hash.update(key)
    return Int(hash.mixed % UInt64(nodes.count))
  }

  public func primary(of shard: Int) -> ReplicaNode? {
    states[shard].leader?.node
  }

  public func value(for key: String) async throws(ShardError) -> String? {
    let shard = shard(for: key)
    while let node = currentNodes(of: shard).randomElement(using: &random) {
      do {
        return try await node.value(for: key)
      } catch {
        note(nil, of: node, in: shard)
      }
    }
    throw .unavailable(shard: shard)
  }

  public func update(_ value: String, for key: String) async throws(ShardError) {
    let shard = shard(for: key)
    guard let leader = states[shard].leader else { throw .unavailable(shard: shard) }
    let position: ReplicaPosition
    do {
      position = try await leader.node.store(value, for: key, epoch: leader.epoch)
    } catch {
      note(nil, of: leader.node, in: shard)
      throw .unavailable(shard: shard)
    }
    note(position, of: leader.node, in: shard)
    let copies = 1 + (await copyFromPrimary(leader, in: shard))
    guard isMajority(copies, of: shard) else { throw .tooFewCopies(copies) }
    states[shard].acknowledged = max(states[shard].acknowledged, position)
  }

  public func check() async {
    for shard in nodes.indices { await check(shard) }
  }

  private func check(_ shard: Int) async {
    let reports = await nodes[shard].answers { try await $0.report() }
    guard isMajority(reports.count, of: shard) else { return }
    let epoch = reports.map(\.answer.epoch).max() ?? 0
    let primary = reports.first { $0.answer.isPrimary && $0.answer.epoch == epoch }
    if let (node, report) = primary {
      return await follow((node, epoch), at: report.position, in: shard)
    }
    states[shard].misses += 1
    if states[shard].leader == nil || states[shard].misses >= patience {
      await failOver(shard, to: epoch + 1)
    }
  }

  private func failOver(_ shard: Int, to epoch: Int) async {
    let votes = await nodes[shard].answers { try await $0.vote(epoch: epoch) }
    guard isMajority(votes.count, of: shard), let best = votes.first,
      let position = try? await best.node.lead(epoch: epoch)
    else { return }
    await follow((best.node, epoch), at: position, in: shard)
  }

  private func follow(_ leader: Leader, at position: ReplicaPosition, in shard: Int) async {
    states[shard].leader = leader
    states[shard].misses = 0
    // Whatever the primary has may have been acknowledged by another machine.
    states[shard].acknowledged = max(states[shard].acknowledged, position)
    note(position, of: leader.node, in: shard)
    _ = await copyFromPrimary(leader, in: shard)
  }

  private func copyFromPrimary(_ leader: Leader, in shard: Int) async -> Int {
    let others = nodes[shard].filter { $0 != leader.node }
    let copies = await others.answers { try? await $0.copy(from: leader.node, epoch: leader.epoch) }
    for (node, position) in copies { note(position, of: node, in: shard) }
    return copies.count { $0.answer != nil }
  }

  private func note(_ position: ReplicaPosition?, of node: ReplicaNode, in shard: Int) {
    states[shard].positions[node] = position.map { max($0, states[shard].positions[node] ?? $0) }
  }

  private func currentNodes(of shard: Int) -> [ReplicaNode] {
    let state = states[shard]
    return nodes[shard].filter { node in
      state.positions[node].map { $0 >= state.acknowledged } ?? false
    }
  }

  private func isMajority(_ count: Int, of shard: Int) -> Bool { count > nodes[shard].count / 2 }
}

public enum ShardError: Error, Hashable, Sendable {
  case unavailable(shard: Int)
  case tooFewCopies(Int)
}
