/// Looking at what happened, for tests.
extension FakeRedis {
  /// How often each command came, by its name in lower case; subcommands as `client|list`.
  ///
  /// Commands that failed before they reached the server count as well: they were tries.
  public var calls: [String: Int] {
    server.withState { state in
      var counts = state.log.refused
      for command in state.engine.table.all where command.received > 0 {
        counts[command.fullName, default: 0] += command.received
      }
      return counts
    }
  }

  /// How often something was sent and answered: a pipeline is one round trip.
  public var roundTrips: Int { server.withState { $0.log.roundTrips } }

  /// The latest commands in the order in which they came, ten thousand of them at most.
  public var log: [RedisCommand] { server.withState { $0.log.commands } }

  /// Sets the counts, the log and `INFO`'s statistics back.
  public func resetCounts() {
    server.withState { state in
      state.log.clear()
      state.engine.resetStatistics()
    }
  }

  /// About how much memory the keys take, as `used_memory` counts it.
  public var usedMemory: Int { server.withState { $0.engine.usedMemory } }

  /// How many connections wait in a blocking command.
  public var blockedClients: Int { server.withState { $0.engine.blockedClients.count } }

  /// Waits until at least `n` connections are blocked: the meeting point before a test pushes.
  public func blockedClients(atLeast n: Int) async {
    await withCheckedContinuation { continuation in
      server.withState { state in
        state.when({ $0.engine.blockedClients.count >= n }) { continuation.resume() }
      }
    }
  }

  /// How many subscriptions there are, each on a connection of its own.
  public var subscribers: Int { server.withState { $0.subscriberCount } }

  /// Waits until there are at least `n` subscriptions: the meeting point before a test publishes.
  public func subscribers(atLeast n: Int) async {
    await withCheckedContinuation { continuation in
      server.withState { state in
        state.when({ $0.subscriberCount >= n }) { continuation.resume() }
      }
    }
  }

  /// Ends every subscription without an error, as closing a client does.
  ///
  /// A loop over one ends once it has read all that was published before: end the subscriptions, then
  /// await the loop's task, and you know that it has seen every message.
  public func endSubscriptions() {
    server.withState { $0.endSubscriptions() }
  }

  /// Removes what has expired by now, with its events, as a real server does without being asked.
  ///
  /// Every command does so too; only a test that waits for an event and sends nothing needs it.
  public func tick() { server.tick() }

  /// Adds a script, to be called with `FCALL` by its name and with `EVALSHA` by its digest.
  public func register(_ script: RedisScript) {
    server.withState { $0.engine.scripts.register(script) }
  }
}
