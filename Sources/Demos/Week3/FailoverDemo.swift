import Drawing
import Lab
import Redis
import Synchronization
import Week3

/// A primary dies: who takes over, what is lost, and who is read from meanwhile.
public enum FailoverDemo: DemoScript {
  public static let id = "failover"

  public static func perform(on stage: Stage) async throws {
    stage.title("The primary of a shard dies")
    stage.say(
      """
      Three nodes keep one shard. Every 250 ms somebody writes and somebody reads, every second the \
      nodes are checked, and after two missed checks another node takes over. The primary is gone \
      from 2.1 s until 6.6 s.
      """
    )
    stage.picture("failover", try await onSchedule { try await FailoverRecording.record(on: $0) })
    stage.say(
      """
      Reads go on: they need one node that has all that was acknowledged. Writes stop until \
      somebody leads again. The old primary comes back as the last to know; until a write or a \
      check has brought it up to date, nobody reads from it.
      """
    )

    stage.heading("What was acknowledged, and what is left of it")
    stage.say(
      """
      Now a write every 10 ms for ten seconds, 40 ms from node to node, and three missed checks. A \
      Redis Cluster, which gives a node up after 2 s, has its primary die in the same way. It \
      acknowledges a write before the replicas have it; with WAIT, a client can ask for more.
      """
    )
    let outages = try await outages()
    stage.show(table(of: outages))
    stage.say(lesson(of: outages))

    stage.heading("Which replica is read from")
    stage.say(
      """
      A primary and four replicas, one of which has died. How many of 1,000 reads ask the dead one \
      and fail?
      """
    )
    stage.show(
      readTable(
        first: try await onSchedule { try await failedReads(victim: 0, $0) },
        last: try await onSchedule { try await failedReads(victim: 3, $0) }
      )
    )
    stage.say(
      """
      An index that was drawn among the living means another node in the list of all. When the \
      last replica is the dead one, no index reaches it, and so this fault gets past a test that \
      tries only that.
      """
    )
    if let cluster = try RedisConnections.clusterClient() {
      defer { cluster.close() }
      try await showReal(cluster, on: stage)
    }
  }

  /// What `body` returns, run on a schedule of its own.
  private static func onSchedule<Result: Sendable>(
    _ body: @escaping @Sendable (Schedule) async throws -> Result
  ) async throws -> Result {
    let result = Mutex<Result?>(nil)
    let ending = await Schedule(seed: nil).run { schedule in
      let value = try await body(schedule)
      result.withLock { $0 = value }
    }
    if case .threw(let error) = ending { throw error }
    guard let value = result.withLock({ $0 }) else { throw NoEnd() }
    return value
  }

  private struct NoEnd: Error, CustomStringConvertible {
    var description: String { "ReplicatedShards waits for something that never comes" }
  }
}

/// One shard, watched while its primary dies and comes back.
private enum FailoverRecording {
  static let end = Duration.seconds(10)

  static func record(on schedule: Schedule) async throws -> Timeline {
    let clock = schedule.clock
    let nodes = ["a", "b", "c"].map { ReplicaNode("node \($0)", clock: clock) }
    let shards = ReplicatedShards(shards: [nodes], patience: 2, random: SplitMix64(seed: 1))
    var lanes = nodes.map { Timeline.Lane($0.name) }
    var (writes, reads) = (Timeline.Lane("writes"), Timeline.Lane("reads"))
    await shards.check()
    let checks = Task {
      while clock.now.offset < end {
        try await clock.sleep(for: .seconds(1))
        await shards.check()
      }
    }
    var victim: ReplicaNode?
    for tick in 0..<200 {
      let time = Duration.milliseconds(50 * tick)
      try? await clock.sleep(until: .start.advanced(by: time + .milliseconds(10)))
      if tick == 42 { victim = await shards.primary(of: 0) }
      if tick == 42 { victim?.goDown() }
      if tick == 132 { victim?.comeUp() }
      for index in nodes.indices { lanes[index].extend(role(of: nodes[index], among: nodes), time) }
      guard tick % 5 == 0 else { continue }
      let isWritten = (try? await shards.update("\(tick)", for: "tea")) != nil
      writes.marks.append(.init(at: time.seconds, isWritten ? "acknowledged" : "refused"))
      let isRead = (try? await shards.value(for: "tea")) != nil
      reads.marks.append(.init(at: time.seconds, isRead ? "answered" : "failed"))
    }
    _ = await checks.result
    return Timeline(
      title: "A primary dies and comes back",
      time: Axis("time", format: .unit("s")),
      lanes: lanes + [writes, reads],
      names: [
        .loads: "leads", .serves: "has all of it", .waits: "is behind", .fails: "is down",
      ]
    )
  }

  private static func role(of node: ReplicaNode, among nodes: [ReplicaNode]) -> Timeline.Activity {
    guard node.isUp else { return .fails }
    let (own, all) = (node.lastReport, nodes.map(\.lastReport))
    if own.isPrimary, own.epoch == all.map(\.epoch).max() { return .loads }
    return own.position == all.map(\.position).max() ? .serves : .waits
  }
}

extension Timeline.Lane {
  /// Adds 50 ms of the same activity, or begins a new span.
  fileprivate mutating func extend(_ activity: Timeline.Activity, _ time: Duration) {
    let end = (time + .milliseconds(50)).seconds
    if let last = spans.indices.last, spans[last].activity == activity {
      spans[last].end = end
    } else {
      spans.append(.init(from: time.seconds, to: end, activity))
    }
  }
}

/// What came of writes while a primary died.
private struct Outage {
  let name: String
  var acknowledged: [(number: Int, time: Duration)] = []
  var refused = 0
  var lost = 0

  /// The longest time in which nothing was acknowledged.
  var pause: Duration {
    let times = acknowledged.map(\.time).sorted()
    return zip(times.dropFirst(), times).map { $0 - $1 }.max() ?? .zero
  }
}

/// What the writers were told, one after the other.
private final class WriteLog: Sendable {
  private let state: Mutex<Outage>

  init(_ name: String) {
    state = Mutex(Outage(name: name))
  }

  var outage: Outage { state.withLock { $0 } }

  func enter(_ number: Int, isWritten: Bool, at time: Duration) {
    state.withLock {
      if isWritten { $0.acknowledged.append((number, time)) } else { $0.refused += 1 }
    }
  }
}

extension FailoverDemo {
  private static func outages() async throws -> [Outage] {
    [
      try await onSchedule { try await clusterOutage("Redis Cluster", waits: false, $0) },
      try await onSchedule { try await clusterOutage("Redis Cluster, WAIT 1", waits: true, $0) },
      try await onSchedule { try await shardsOutage("ReplicatedShards", $0) },
    ]
  }

  /// Writes every 10 ms for ten seconds; at 2 s something happens, and at 7 s.
  private static func outage(
    _ name: String,
    _ clock: ManualClock,
    write: @escaping @Sendable (Int) async throws -> Void,
    atTwo: @Sendable () async -> Void,
    atSeven: @Sendable () -> Void
  ) async throws -> Outage {
    let log = WriteLog(name)
    let start = clock.now
    var writes: [Task<Void, Never>] = []
    for number in 0..<1_000 {
      try? await clock.sleep(until: start.advanced(by: .milliseconds(10 * number)))
      if number == 200 { await atTwo() }
      if number == 700 { atSeven() }
      writes.append(
        Task {
          let isWritten = (try? await write(number)) != nil
          log.enter(number, isWritten: isWritten, at: clock.now.offset)
        }
      )
    }
    for write in writes { await write.value }
    return log.outage
  }

  private static func shardsOutage(_ name: String, _ schedule: Schedule) async throws -> Outage {
    let clock = schedule.clock
    let nodes = ["a", "b", "c"].map {
      ReplicaNode($0, latency: .milliseconds(40), clock: clock)
    }
    let shards = ReplicatedShards(shards: [nodes], patience: 3, random: SplitMix64(seed: 1))
    await shards.check()
    let checks = Task {
      for _ in 1...12 {
        try await clock.sleep(for: .seconds(1))
        await shards.check()
      }
    }
    var outage = try await outage(name, clock) {
      try await shards.update("sold", for: "order:\($0)")
    } atTwo: {
      await shards.primary(of: 0)?.goDown()
    } atSeven: {
      for node in nodes { node.comeUp() }
    }
    _ = await checks.result
    for (number, _) in outage.acknowledged
    where (try? await shards.value(for: "order:\(number)")) == nil {
      outage.lost += 1
    }
    return outage
  }

  private static func clusterOutage(
    _ name: String,
    waits: Bool,
    _ schedule: Schedule
  ) async throws -> Outage {
    let clock = schedule.clock
    let cluster = FakeCluster(replicasPerPrimary: 2, clock: clock, nodeTimeout: .seconds(2))
    cluster.setReplicationLag(.milliseconds(40))
    let key: @Sendable (Int) -> RedisBytes = { "{orders}:\($0)" }
    var outage = try await outage(name, clock) { number in
      // WAIT counts what its own connection wrote.
      guard let redis = cluster.primary(for: key(0))?.connect() else { throw TooFewReplicas() }
      try await redis.set(key(number), "sold")
      guard waits else { return }
      let replicas = try await redis.wait(replicas: 1, timeout: .milliseconds(100))
      guard replicas >= 1 else { throw TooFewReplicas() }
    } atTwo: {
      cluster.primary(for: key(0))?.goDown()
    } atSeven: {
      for node in cluster.nodes { node.comeUp() }
    }
    let keys = outage.acknowledged.map { key($0.number) }
    outage.lost = try await keys.count - cluster.connection.exists(keys)
    return outage
  }

  private struct TooFewReplicas: Error {}

  private static func table(of outages: [Outage]) -> TextTable {
    var table = TextTable([
      .text("1,000 writes"), .number("acknowledged"), .number("of these lost"),
      .number("refused"), .number("longest pause"),
    ])
    for outage in outages {
      table.add([
        .init(outage.name), .init(grouped(outage.acknowledged.count)),
        .init(grouped(outage.lost), outage.lost == 0 ? .good : .bad),
        .init(grouped(outage.refused)), .init(outage.pause.readable),
      ])
    }
    return table
  }

  private static func lesson(of outages: [Outage]) -> String {
    guard outages[2].lost == 0 else {
      return """
        A write that ReplicatedShards acknowledged should outlive the loss of one node of three, \
        and \(outages[2].lost) did not.
        """
    }
    return """
      What the cluster lost are the writes of the last 40 ms: their senders had read OK. With WAIT \
      for one replica nothing was lost here, since the replica that took over was one that had it \
      all. WAIT tells how many have the write; it does not choose who takes over. ReplicatedShards \
      acknowledges later, and refuses what it cannot vouch for.
      """
  }
}

extension FailoverDemo {
  /// How many of 1,000 reads fail by each of three rules.
  private static func failedReads(victim: Int, _ schedule: Schedule) async throws -> [Int] {
    let nodes = (0..<5).map { ReplicaNode("\($0)", clock: schedule.clock) }
    let shards = ReplicatedShards(shards: [nodes], patience: 2, random: SplitMix64(seed: 1))
    await shards.check()
    try? await shards.update("red", for: "tea")
    let primary = await shards.primary(of: 0)
    let replicas = nodes.filter { $0 != primary }
    replicas[victim].goDown()
    let living = replicas.filter(\.isUp)
    var (random, failures) = (SplitMix64(seed: 1), [0, 0, 0])
    for _ in 1...1_000 {
      let anyone = replicas[Int.random(in: replicas.indices, using: &random)]
      if (try? await anyone.value(for: "tea")) == nil { failures[0] += 1 }
      let shifted = replicas[Int.random(in: living.indices, using: &random)]
      if (try? await shifted.value(for: "tea")) == nil { failures[1] += 1 }
      if (try? await shards.value(for: "tea")) == nil { failures[2] += 1 }
    }
    return failures
  }

  private static func readTable(first: [Int], last: [Int]) -> TextTable {
    var table = TextTable([
      .text("read from"), .number("first one dead"), .number("last one dead"),
    ])
    let rules = [
      "replicas[index of all]", "replicas[index of the living]", "ReplicatedShards",
    ]
    for (rule, failures) in zip(rules, zip(first, last)) {
      let cells = [failures.0, failures.1].map {
        TextTable.Cell("\($0)", $0 == 0 ? .good : .bad)
      }
      table.add([.init(rule)] + cells)
    }
    return table
  }
}

/// The same on real servers, where time is real and the figures differ from run to run.
extension FailoverDemo {
  private static func showReal(_ cluster: RedisClusterClient, on stage: Stage) async throws {
    let isWanted = !(RedisConnections.environmentVariable("REDIS_CLUSTER_FAILOVER") ?? "").isEmpty
    stage.heading("On the cluster that REDIS_CLUSTER names")
    stage.say(
      """
      For three seconds it is written to as fast as it answers: keys {course:failover}:1, 2 and so \
      on, which expire after a minute. \(isWanted
        ? "After one second a replica is told CLUSTER FAILOVER."
        : "With REDIS_CLUSTER_FAILOVER=1 a replica is told CLUSTER FAILOVER meanwhile.")
      """
    )
    let before = try await ShardOfCluster(cluster)
    let clock = ContinuousClock()
    let start = clock.now
    var result = Outage(name: "Redis Cluster")
    var failover = isWanted ? before.replicas.first : nil
    var number = 0
    while start.duration(to: clock.now) < .seconds(3) {
      if let replica = failover, start.duration(to: clock.now) > .seconds(1) {
        failover = nil
        try await tell(replica, of: cluster, RedisCommand("CLUSTER", "FAILOVER"))
      }
      number += 1
      do {
        try await cluster.set(key(number), "sold", expiry: .after(.seconds(60)))
        result.acknowledged.append((number, start.duration(to: clock.now)))
      } catch {
        result.refused += 1
      }
    }
    let keys = result.acknowledged.map { key($0.number) }
    result.lost = try await keys.count - cluster.exists(keys)
    let after = try await ShardOfCluster(cluster)
    var table = TextTable([.text("writes of 3 s"), .number("")])
    table.add(["primary before", .init("\(before.primary)")])
    table.add(["primary after", .init("\(after.primary)")])
    table.add(["acknowledged", .init(grouped(result.acknowledged.count))])
    table.add(["of these lost", .init(grouped(result.lost), result.lost == 0 ? .good : .bad)])
    table.add(["refused", .init(grouped(result.refused))])
    table.add(["longest pause", .init(result.pause.readable)])
    stage.show(table)
  }

  private static func key(_ number: Int) -> RedisBytes { "\(ShardOfCluster.tag):\(number)" }

  private static func tell(
    _ node: RedisEndpoint,
    of cluster: RedisClusterClient,
    _ command: RedisCommand
  ) async throws {
    var configuration = cluster.configuration
    configuration.endpoint = node
    let client = RedisClient(configuration)
    defer { client.close() }
    _ = try await client.send(command)
  }
}

/// Who keeps the demo's keys, as `CLUSTER NODES` tells it.
private struct ShardOfCluster {
  static let tag = "{course:failover}"
  let primary: RedisEndpoint
  let replicas: [RedisEndpoint]

  init(_ cluster: RedisClusterClient) async throws {
    let slot = try await cluster.send(RedisCommand("CLUSTER", "KEYSLOT", Self.tag), as: Int.self)
    let text = try await cluster.send(RedisCommand("CLUSTER", "NODES"), as: String.self)
    let nodes = text.split(separator: "\n").map { $0.split(separator: " ") }
    let owner = nodes.first { node in
      node.dropFirst(8).contains { range in
        let ends = range.split(separator: "-").compactMap { Int($0) }
        return ends.count > 0 && (ends[0]...ends[ends.count - 1]).contains(slot)
      }
    }
    guard let owner, let primary = Self.endpoint(owner) else { throw NoPrimary(slot: slot) }
    self.primary = primary
    replicas = nodes.filter { $0.count > 3 && $0[3] == owner[0] && !$0[2].contains("fail") }
      .compactMap(Self.endpoint)
  }

  private struct NoPrimary: Error, CustomStringConvertible {
    let slot: Int
    var description: String { "no node of the cluster that REDIS_CLUSTER names has slot \(slot)" }
  }

  /// "127.0.0.1:7001@17001" is the second word of a line.
  private static func endpoint(_ words: [Substring]) -> RedisEndpoint? {
    let address = words[1].prefix { $0 != "@" }
    guard let colon = address.lastIndex(of: ":"),
      let port = Int(address[address.index(after: colon)...])
    else { return nil }
    return RedisEndpoint(String(address[..<colon]), port: port)
  }
}
