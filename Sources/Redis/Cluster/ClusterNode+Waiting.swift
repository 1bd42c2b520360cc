/// A client that waits until replicas have what it has written.
struct ReplicaWait {
  let client: EngineClient
  let context: CommandContext
  let offset: Int
  let replicas: Int
  /// In milliseconds since the epoch.
  let deadline: Int
}

extension ClusterNode {
  /// `WAIT`: how many replicas have everything that the client wrote, once they are enough or the
  /// time is over.
  func wait(
    _ context: CommandContext,
    replicas: Int,
    timeout: Int
  ) throws(RedisError) -> RESPValue? {
    guard isPrimary else {
      throw RedisError(
        "WAIT cannot be used with replica instances. Please also note that since Redis 4.0 if a"
          + " replica is configured to be writable (which is not the default) writes to replicas"
          + " are just local and are not propagated."
      )
    }
    cluster.advance()
    let client = context.client
    let offset = writeOffsets[client.id] ?? 0
    let have = replicaCount(from: offset)
    if have >= replicas || client.denyBlocking { return .integer(have) }
    let deadline = timeout == 0 ? Entry.never : engine.now + timeout
    let wait = ReplicaWait(
      client: client,
      context: context,
      offset: offset,
      replicas: replicas,
      deadline: deadline
    )
    waits[client.id] = wait
    block(wait)
    return nil
  }

  private func replicaCount(from offset: Int) -> Int {
    cluster.replicas(of: self).count { !$0.isDown && $0.offset >= offset }
  }

  /// Blocks the client until it is worth another look: the next change gets to a replica.
  private func block(_ wait: ReplicaWait) {
    let next = cluster.replicas(of: self).compactMap(\.nextArrival).min() ?? Entry.never
    engine.block(
      BlockedCall(
        context: wait.context,
        keys: [],
        deadline: min(wait.deadline, next),
        otherwise: .integer(0),
        wakesOnDeletion: false
      ) { _, _ throws(RedisError) in nil }
    )
  }

  /// Answers the clients whose replicas are there, or whose time is over.
  func lookAfterWaits() {
    if waits.isEmpty { return }
    for (id, wait) in waits.sorted(by: { $0.key < $1.key }) {
      guard let blocked = wait.client.blocked, blocked.keys.isEmpty else {
        waits[id] = nil
        continue
      }
      let have = replicaCount(from: wait.offset)
      if have >= wait.replicas || wait.deadline <= cluster.now {
        waits[id] = nil
        engine.unblock(wait.client, with: .integer(have))
      } else if blocked.deadline <= cluster.now || blocked.deadline == Entry.never {
        engine.unblock(wait.client)
        block(wait)
      }
    }
  }
}
