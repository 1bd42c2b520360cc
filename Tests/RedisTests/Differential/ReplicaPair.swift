import Lab

@testable import Redis

/// A primary that is given commands, and a replica that is sent what they change.
final class ReplicaPair {
  private let clock = ManualClock()
  private let primary: FakeCluster.Node
  private let replica: FakeCluster.Node
  private let connections: [Int]

  /// - Parameter lag: How long a change takes to the replica.
  init(lag: Duration) {
    let cluster = FakeCluster(primaries: 1, replicasPerPrimary: 1, clock: clock)
    cluster.setReplicationLag(lag)
    (primary, replica) = (cluster.nodes[0], cluster.nodes[1])
    connections = (0..<Script.connections).map { [primary] _ in primary.server.open() }
    primary.withNode { $0.engine.scripts.register(ChangeSubject.each) }
  }

  func play(_ script: [ChangeStep]) {
    for step in script {
      switch step {
      case .wait(let milliseconds):
        clock.advance(by: .milliseconds(milliseconds))
        primary.server.tick()
      case .oversleep(let milliseconds): clock.advance(by: .milliseconds(milliseconds))
      case .giveUp(let connection):
        primary.server.withState { state in
          if let client = state[connections[connection]]?.client { state.engine.giveUp(client) }
        }
      case .command(let command, let connection): run(command, on: connections[connection])
      }
    }
  }

  private func run(_ command: [RedisBytes], on connection: Int) {
    // All keys in one slot, so that commands may have several.
    var command = command
    let keys = primary.withNode { node in
      node.engine.find(command[0], command)?.spec.keyPositions(in: command).map(\.index) ?? []
    }
    for index in keys { command[index] = "{slot}\(command[index])" }
    _ = primary.server.begin(command, on: connection, isPaid: true)
  }

  /// What the two hold when everything has arrived.
  func dumps() -> (primary: KeyspaceDump, replica: KeyspaceDump) {
    clock.advance(by: .seconds(1))
    primary.withNode { $0.engine.settle() }
    clock.advance(by: .seconds(1))
    return (dump(primary), dump(replica))
  }

  private func dump(_ node: FakeCluster.Node) -> KeyspaceDump {
    node.withNode { node in
      KeyspaceDump(databases: 1, withTimes: true) { node.engine.frame(of: $0, for: node.link) }
    }
  }
}
