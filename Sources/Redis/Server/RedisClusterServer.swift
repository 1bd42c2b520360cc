import Sockets

/// A Redis cluster on this machine: several servers that share the keys, each behind a TCP port.
///
///     let cluster = try RedisClusterServer(primaries: 3, replicasPerPrimary: 1)
///     print("redis-cli -c -p \(cluster.endpoints[0].port)")
///     await cluster.stop()
///
/// What a ``FakeCluster`` is for code inside the process, this is for `redis-cli -c` and other clients.
/// Its nodes run on one thread, listen to this machine only, and keep nothing on the disk. They
/// move slots and fail over by `CLUSTER` commands; outages are for ``FakeCluster`` to show.
public final class RedisClusterServer: Sendable {
  /// Where the nodes listen: the primaries, then the first replica of each, then the second.
  public let endpoints: [RedisEndpoint]

  private let thread: EventLoopThread

  /// How often changes are passed on to replicas, and waits for them looked at.
  private static let turn = Duration.milliseconds(5)

  /// Opens the ports and serves.
  ///
  /// - Parameters:
  ///   - primaries: How many primaries share the slots.
  ///   - replicasPerPrimary: How many replicas each of them has.
  ///   - firstPort: The first node's port, those of the others follow; 0 lets the operating system
  ///     choose all of them.
  ///   - seed: What the nodes' names are drawn from.
  public init(
    primaries: Int = 3,
    replicasPerPrimary: Int = 1,
    firstPort: Int = 0,
    seed: UInt64 = 1
  ) throws(RedisServerError) {
    let count = ClusterLayout.nodeCount(primaries, replicasPerPrimary)
    do {
      let loop = try EventLoop()
      let link = ServerLink()
      var cores: [ServerCore] = []
      var endpoints: [RedisEndpoint] = []
      for index in 0..<count {
        var configuration = RedisServer.Configuration(port: firstPort == 0 ? 0 : firstPort + index)
        configuration.settings = [RedisServer.Setting("cluster-enabled", "yes")]
        let core = try ServerCore(configuration, loop: loop, link: link)
        endpoints.append(RedisEndpoint(port: try core.start().port))
        cores.append(core)
      }
      let cluster = ClusterState(nodeTimeout: 15_000) { WallClock.milliseconds() }
      cluster.found(
        ClusterLayout(primaries: primaries, endpoints: endpoints, seed: seed),
        cores.map { ($0.engine, isDown: { false }) }
      )
      Self.keepUpToDate(cluster, on: loop)
      self.endpoints = endpoints
      thread = try EventLoopThread(running: loop)
    } catch {
      throw RedisServerError(error, port: firstPort)
    }
  }

  private static func keepUpToDate(_ cluster: ClusterState, on loop: EventLoop) {
    loop.schedule(after: turn) { [unowned loop] in
      cluster.advance()
      keepUpToDate(cluster, on: loop)
    }
  }

  /// Closes all connections and ends.
  public func stop() async { await thread.stop() }
}
