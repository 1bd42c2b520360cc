import Lab

/// Sending parts to their nodes until all have their replies.
extension RedisClusterClient {
  private enum Outcome: Sendable {
    case reply(RESPValue)
    case redirected(ClusterRedirection, RedisError)
    case failed(LinkFailure)
  }

  private enum Verdict {
    case done(RESPValue)
    case again(ClusterPart, after: Preparation)
  }

  /// What has to happen before parts are sent again.
  private enum Preparation: Int {
    case nothing, pause, refresh
  }

  private typealias Numbered = (index: Int, part: ClusterPart)

  /// Sends all parts and gives their replies in order, errors in their places.
  func exchange(_ parts: [ClusterPart]) async throws -> [RESPValue] {
    var replies = [RESPValue](repeating: .null, count: parts.count)
    var waiting: [Numbered] = parts.enumerated().map { ($0.offset, $0.element) }
    let deadline = nodes.clock.now() + configuration.patience
    var failures = 0
    while true {
      var preparation = Preparation.nothing
      let round = try await send(waiting)
      waiting = []
      for (index, part, outcome) in round {
        switch try verdict(on: part, outcome, isOutOfTime: nodes.clock.now() >= deadline) {
        case .done(let reply): replies[index] = reply
        case .again(let part, let need):
          waiting.append((index, part))
          if need.rawValue > preparation.rawValue { preparation = need }
        }
      }
      if waiting.isEmpty { return replies }
      if preparation == .nothing { continue }
      failures += 1
      // The first look at the map is worth taking at once: a failover may be over.
      if failures > 1 || preparation == .pause {
        try await nodes.pause(afterFailures: failures)
      }
      // If nobody can be asked, what is known has to do.
      if preparation == .refresh { _ = try? await nodes.refresh() }
    }
  }

  /// Decides what follows from an outcome.
  ///
  /// - Throws: A ``LinkFailure`` when the part must not be sent again or its time is over.
  private func verdict(
    on part: ClusterPart,
    _ outcome: Outcome,
    isOutOfTime: Bool
  ) throws -> Verdict {
    var part = part
    part.askedElsewhere = nil
    switch outcome {
    case .reply(let reply): return .done(reply)
    case .redirected(.notReady, let error):
      part.failures += 1
      if part.failures > 1, isOutOfTime { return .done(.error(error)) }
      return .again(part, after: .refresh)
    case .redirected(let redirection, let error):
      part.redirections += 1
      if part.redirections > Self.redirectionLimit { return .done(.error(error)) }
      switch redirection {
      case .moved(let slot, let endpoint):
        nodes.move(slot, to: endpoint)
        part.mayUseReplica = false
      case .ask(let endpoint): part.askedElsewhere = endpoint
      case .tryAgain, .notReady:
        if isOutOfTime { return .done(.error(error)) }
        return .again(part, after: .pause)
      }
      return .again(part, after: .nothing)
    case .failed(let failure):
      if failure.mayHaveBeenSent, !part.isReadOnly { throw failure }
      if part.isReadOnly, part.mayUseReplica, configuration.readsFromReplicas {
        part.mayUseReplica = false
        return .again(part, after: .nothing)
      }
      part.failures += 1
      if part.failures > 1, isOutOfTime { throw failure }
      return .again(part, after: .refresh)
    }
  }

  /// Sends each node's parts in one go, to all nodes at the same time.
  private func send(
    _ parts: [Numbered]
  ) async throws -> [(index: Int, part: ClusterPart, outcome: Outcome)] {
    let map = try await nodes.map()
    var groups: [(endpoint: RedisEndpoint, parts: [Numbered])] = []
    var places: [RedisEndpoint: Int] = [:]
    var round: [(Int, ClusterPart, Outcome)] = []
    for numbered in parts {
      guard let endpoint = endpoint(for: numbered.part, map) else {
        let error = RedisError(code: "CLUSTERDOWN", "Hash slot not served")
        round.append((numbered.index, numbered.part, .redirected(.notReady, error)))
        continue
      }
      if let place = places[endpoint] {
        groups[place].parts.append(numbered)
      } else {
        places[endpoint] = groups.count
        groups.append((endpoint, [numbered]))
      }
    }
    if groups.count == 1, let group = groups.first {
      round += try await send(group.parts, to: group.endpoint)
    } else {
      try await withThrowingTaskGroup(of: [(Int, ClusterPart, Outcome)].self) { tasks in
        for group in groups {
          tasks.addTask { try await self.send(group.parts, to: group.endpoint) }
        }
        for try await outcomes in tasks { round += outcomes }
      }
    }
    // In the order in which they were given, so that what comes again comes in that order, too.
    return round.sorted { $0.0 < $1.0 }.map { (index: $0.0, part: $0.1, outcome: $0.2) }
  }

  private func endpoint(for part: ClusterPart, _ map: ClusterMap) -> RedisEndpoint? {
    if let endpoint = part.askedElsewhere { return endpoint }
    switch part.place {
    case .node(let endpoint): return endpoint
    case .anywhere: return nodes.pick(map.shards)?.primary
    case .slot(let slot):
      guard let shard = map[slot] else { return nil }
      let mayUseReplica = configuration.readsFromReplicas && part.isReadOnly && part.mayUseReplica
      return (mayUseReplica ? nodes.pick(shard.replicas) : nil) ?? shard.primary
    }
  }

  private func send(
    _ parts: [Numbered],
    to endpoint: RedisEndpoint
  ) async throws -> [(Int, ClusterPart, Outcome)] {
    var commands: [RedisCommand] = []
    for (_, part) in parts {
      if part.askedElsewhere != nil { commands.append(RedisCommand("ASKING")) }
      commands.append(part.command)
    }
    do {
      var replies = try await nodes.client(endpoint).exchangeForCluster(commands)[...]
      return parts.map { index, part in
        if part.askedElsewhere != nil { replies.removeFirst() }
        let reply = replies.removeFirst()
        if case .error(let error) = reply,
          let redirection = ClusterRedirection(error, asked: endpoint)
        {
          return (index, part, .redirected(redirection, error))
        }
        return (index, part, .reply(reply))
      }
    } catch let failure as LinkFailure {
      return parts.map { ($0.index, $0.part, .failed(failure)) }
    }
  }
}
