extension RedisClusterClient {
  /// Subscribes at any node: a cluster hands every message to all of them.
  public func subscribe(
    to channels: [RedisBytes],
    patterns: [RedisBytes]
  ) async throws -> RedisSubscription {
    try await subscribe(to: channels, patterns: patterns, handler: nil)
  }

  /// Subscribes to channels and patterns, and again, at another node, whenever the connection was lost.
  ///
  /// Messages of the time in between are gone; `whenResubscribed` is told after every new beginning.
  public func subscribe(
    to channels: [RedisBytes],
    patterns: [RedisBytes] = [],
    whenResubscribed: @escaping @Sendable () -> Void
  ) async throws -> RedisSubscription {
    try await subscribe(to: channels, patterns: patterns, handler: whenResubscribed)
  }

  private func subscribe(
    to channels: [RedisBytes],
    patterns: [RedisBytes],
    handler: (@Sendable () -> Void)?
  ) async throws -> RedisSubscription {
    let subscription = ClientSubscription(
      channels: channels,
      patterns: patterns,
      configuration: configuration,
      clock: nodes.clock,
      whenResubscribed: handler
    ) { [self] receive in
      // The client lives as long as its subscriptions, which need its map of the cluster.
      try await nodes.openSomewhere(receive)
    }
    return try await reporting {
      try await subscription.begin(in: subscriptions, seed: .random(in: 0 ... .max))
    }
  }
}

extension ClusterNodes {
  /// Opens a connection for messages to the first node that can be reached, beginning at random.
  fileprivate func openSomewhere(
    _ receive: @escaping @Sendable (RESPValue) -> Void
  ) async throws -> (RedisDialer, any RedisWire) {
    let known = try await map().nodes.union(seeds).sorted { "\($0)" < "\($1)" }
    let start = pick(Array(known.indices)) ?? 0
    var failure = LinkFailure.notSent("no node of the cluster can be reached")
    for endpoint in known[start...] + known[..<start] {
      do {
        let dialer = try client(endpoint).dialer
        return (dialer, try await dialer.open(carryingMessages: true, onUnasked: receive))
      } catch let error as LinkFailure {
        failure = error
      }
    }
    throw failure
  }
}
