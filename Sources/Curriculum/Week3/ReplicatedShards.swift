extension Exercise {
  static let replicatedShards = Exercise(
    "replicated-shards",
    name: "ReplicatedShards",
    week: 3,
    title: "Replicas: a node dies and nothing is lost",
    summary: "a primary and replicas for each shard, health checks, and a failover that keeps all",
    hints: Hints(
      nudge: """
        Begin with a shard in which nobody ever fails: a check that makes one node the primary, a \
        write that goes there and is then copied, a read from any node. Then take the checks one by \
        one. For each that fails, write down which node knew what at the moment at which it went \
        wrong, and ask what your code took for granted about a node that it had not asked.
        """,
      concept: """
        Two majorities of the same nodes always have a node in common, and everything rests on \
        that. A write is on a majority before it is acknowledged; a failover has the votes of a \
        majority before it chooses. So one of the voters has every acknowledged write, and the one \
        that is furthest among them has all of them. A node that has voted takes no copies from an \
        earlier epoch, so a write that was under way cannot reach its majority behind the back of \
        the new primary. For reads, do not keep a list of nodes that are alive. Keep how far each \
        one came, as its last answer said, and how far the last acknowledged write was.
        """,
      almostCode: """
        For each shard: `leader: (node, epoch)?`, `misses`, `acknowledged: ReplicaPosition`, \
        `positions: [ReplicaNode: ReplicaPosition]`. A read draws from the nodes with `positions[$0] \
        >= acknowledged`, and takes one that fails out of `positions`. A write stores on the leader, \
        then `await others.answers { try? await $0.copy(from: leader.node, epoch: leader.epoch) }`, \
        notes each position or `nil`, and counts. A check asks all for `report()`; `guard \
        reports.count > nodes[shard].count / 2`; the epoch is the latest of all reports; the leader \
        is the one that is primary in exactly this epoch. Otherwise `misses += 1`, and when it is \
        time: `vote(epoch: epoch + 1)` of all, a majority, `votes.max { $0.answer < $1.answer }`, \
        `lead(epoch: epoch + 1)`. Whoever leads then, found or made: its position becomes part of \
        `acknowledged`, and the others copy.
        """
    ),
    demo: .demo("failover")
  )
}
