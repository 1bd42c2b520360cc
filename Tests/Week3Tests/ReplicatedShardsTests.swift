import CheckSupport
import Lab
import Week3
import XCTest

final class ReplicatedShardsTests: XCTestCase {
  // MARK: - Primary and writes

  func testTheFirstCheckFindsAPrimary() async throws {
    try await inManyOrders { schedule in
      let group = ReplicaGroup(schedule)
      let shards = group.machine()
      expect(await shards.primary(of: 0), is: nil, "before the first check")
      await shards.check()
      expect(group.leaders.count, is: 1, "nodes that were told to lead, after the first check")
      expect(
        await shards.primary(of: 0),
        is: group.leaders.first,
        "the primary, as far as is known"
      )
    }
  }

  func testAValueThatWasWrittenIsRead() async throws {
    try await inManyOrders { schedule in
      let group = ReplicaGroup(schedule)
      let shards = group.machine()
      await shards.check()
      expect(try await shards.value(for: "tea"), is: nil, "for a key that was never written")
      try await shards.update("red", for: "tea")
      try await shards.update("blue", for: "tea")
      try await shards.update("black", for: "coffee")
      expect(try await shards.value(for: "tea"), is: "blue", "after red and then blue")
      for node in group.nodes {
        let situation = "on node \(node), when the writes have returned"
        expect(node.values, is: ["tea": "blue", "coffee": "black"], situation)
      }
    }
  }

  func testWithoutAPrimaryNothingIsDone() async throws {
    try await inManyOrders { schedule in
      let shards = ReplicaGroup(schedule).machine()
      let nobody = ShardError.unavailable(shard: 0)
      let write = try await Self.failure { try await shards.update("red", for: "tea") }
      expect(write, is: nobody, "update")
      let read = try await Self.failure { try await shards.value(for: "tea") }
      expect(read, is: nobody, "value")
    }
  }

  func testAWriteNeedsAMajority() async throws {
    try await inManyOrders { schedule in
      let group = ReplicaGroup(schedule)
      let shards = group.machine()
      await shards.check()
      let (primary, replicas) = try await group.roles(shards)
      replicas[0].goDown()
      let red = try await Self.failure { try await shards.update("red", for: "tea") }
      expect(red, is: nil, "update, with a replica down")
      replicas[1].goDown()
      let blue = try await Self.failure { try await shards.update("blue", for: "tea") }
      expect(blue, is: .tooFewCopies(1), "update, with both replicas down")
      replicas[1].comeUp()
      primary.goDown()
      let green = try await Self.failure { try await shards.update("green", for: "tea") }
      expect(green, is: .unavailable(shard: 0), "update, with the primary down")
    }
  }

  // MARK: - Reads

  func testReadsAreSpreadOverAllNodes() async throws {
    try await inManyOrders { schedule in
      let group = ReplicaGroup(schedule)
      let shards = group.machine()
      await shards.check()
      for _ in 0..<300 { _ = try await shards.value(for: "tea") }
      for node in group.nodes {
        let situation = "reads from node \(node), of 300 reads from three nodes"
        try require(Double(node.reads), isNear: 100, within: 45, situation)
      }
    }
  }

  func testADeadNodeIsNotReadFrom() async throws {
    try await inManyOrders { schedule in
      for victim in 0..<3 {
        let group = ReplicaGroup(schedule)
        let shards = group.machine()
        await shards.check()
        try await shards.update("red", for: "tea")
        group.nodes[victim].goDown()
        let situation = "a read, with node \(group.nodes[victim]) down"
        for _ in 0..<60 {
          let value = try await Self.value(of: "tea", on: shards, situation)
          try require(value, is: "red", situation)
        }
        let asked = "how often \(group.nodes[victim]) was asked in 60 reads, while it is down"
        try require(group.nodes[victim].reads, isAtMost: 1, asked)
      }
    }
  }

  func testANodeThatMissedAWriteIsNotReadFrom() async throws {
    try await inManyOrders { schedule in
      let group = ReplicaGroup(schedule)
      let shards = group.machine()
      await shards.check()
      try await shards.update("red", for: "tea")
      let late = try await group.roles(shards).replicas[0]
      late.goDown()
      try await shards.update("blue", for: "tea")
      late.comeUp()
      for _ in 0..<60 {
        let situation = "read after node \(late) was down while tea went from red to blue"
        try await require(shards.value(for: "tea"), is: "blue", situation)
      }
    }
  }

  func testACheckBringsReturningNodesUpToDate() async throws {
    try await inManyOrders { schedule in
      let group = ReplicaGroup(schedule)
      let shards = group.machine()
      await shards.check()
      let late = try await group.roles(shards).replicas[1]
      late.goDown()
      try await shards.update("blue", for: "tea")
      late.comeUp()
      await shards.check()
      expect(late.values, is: ["tea": "blue"], "on node \(late), which came back, after a check")
      for _ in 0..<60 { _ = try await shards.value(for: "tea") }
      expect(late.reads > 0, "reads from node \(late) again, after it came back and a check")
    }
  }

  // MARK: - Failover

  func testAPrimaryMayMissSomeChecks() async throws {
    try await inManyOrders { schedule in
      let group = ReplicaGroup(schedule)
      let shards = group.machine(patience: 3)
      await shards.check()
      let primary = try await group.roles(shards).primary
      for silence in ["first", "second"] {
        primary.goDown()
        await shards.check()
        await shards.check()
        let situation = "the nodes that lead, after 2 checks of the \(silence) silence of 3"
        try require(group.leaders, is: [primary], situation)
        primary.comeUp()
        await shards.check()
      }
      primary.goDown()
      for _ in 1...3 { await shards.check() }
      let heir = await shards.primary(of: 0)
      expect(heir != nil && heir != primary, "another primary after 3 checks of silence")
    }
  }

  func testADeadPrimaryIsReplacedByALiveNode() async throws {
    try await inManyOrders { schedule in
      for deadReplica in 0..<4 {
        let group = ReplicaGroup(schedule, names: ["a", "b", "c", "d", "e"])
        let shards = group.machine()
        await shards.check()
        try await shards.update("red", for: "tea")
        let (primary, replicas) = try await group.roles(shards)
        primary.goDown()
        replicas[deadReplica].goDown()
        await shards.check()
        let dead = "with \(primary), the primary, and \(replicas[deadReplica]) down"
        let heir = await shards.primary(of: 0)
        try require(heir?.isUp == true, "a primary that is up, \(dead)")
        try await require(shards.value(for: "tea"), is: "red", dead)
        let error = try await Self.failure { try await shards.update("blue", for: "tea") }
        try require(error, is: nil, "update, \(dead)")
        try await require(shards.value(for: "tea"), is: "blue", "written \(dead)")
      }
    }
  }

  func testTheMostUpToDateNodeTakesOver() async throws {
    try await inManyOrders { schedule in
      for lateReplica in 0..<2 {
        let group = ReplicaGroup(schedule)
        let shards = group.machine()
        await shards.check()
        try await shards.update("red", for: "tea")
        let (primary, replicas) = try await group.roles(shards)
        replicas[lateReplica].goDown()
        try await shards.update("blue", for: "tea")
        primary.goDown()
        replicas[lateReplica].comeUp()
        await shards.check()
        let heir = replicas[1 - lateReplica]
        let situation = "the primary, when \(replicas[lateReplica]) has missed a write"
        try await require(shards.primary(of: 0), is: heir, situation)
        try await require(shards.value(for: "tea"), is: "blue", "after the failover")
      }
    }
  }

  func testAnAcknowledgedWriteOutlivesThePrimary() async throws {
    try await inManyOrders { schedule in
      let group = ReplicaGroup(schedule)
      let shards = group.machine()
      await shards.check()
      for colour in ["red", "blue", "green"] {
        try await shards.update(colour, for: "tea")
        let primary = try await group.roles(shards).primary
        primary.goDown()
        await shards.check()
        let situation = "written, and node \(primary), the primary, lost when the write returned"
        try await require(shards.value(for: "tea"), is: colour, situation)
        primary.comeUp()
        await shards.check()
      }
    }
  }

  func testAnOldPrimaryComesBackAsAReplica() async throws {
    try await inManyOrders { schedule in
      let group = ReplicaGroup(schedule)
      let shards = group.machine()
      await shards.check()
      try await shards.update("red", for: "tea")
      let old = try await group.roles(shards).primary
      old.goDown()
      await shards.check()
      let heir = await shards.primary(of: 0)
      try await shards.update("blue", for: "tea")
      old.comeUp()
      await shards.check()
      expect(await shards.primary(of: 0), is: heir, "after \(old), the old primary, came back")
      expect(group.leaders, is: heir.map { [$0] } ?? [], "nodes that believe that they lead")
      expect(old.values, is: ["tea": "blue"], "on node \(old), which led when tea was red")
    }
  }

  func testAMinorityMakesNobodyPrimary() async throws {
    try await inManyOrders { schedule in
      let group = ReplicaGroup(schedule)
      let shards = group.machine()
      await shards.check()
      let (primary, replicas) = try await group.roles(shards)
      replicas[1].goDown()
      try await shards.update("red", for: "tea")
      primary.goDown()
      replicas[0].goDown()
      replicas[1].comeUp()
      for _ in 1...3 { await shards.check() }
      let alone = "with only \(replicas[1]) up, which has missed the write"
      expect(!replicas[1].lastReport.isPrimary, "\(replicas[1]) is not made primary, \(alone)")
      let error = try await Self.failure { try await shards.update("blue", for: "tea") }
      expect(error != nil, "an error from an update, \(alone)")
      replicas[0].comeUp()
      await shards.check()
      let situation = "when \(replicas[0]), which has it, is up"
      expect(try await shards.value(for: "tea"), is: "red", situation)
    }
  }

  func testShardsDoNotShareTheirFate() async throws {
    try await inManyOrders { schedule in
      let first = ReplicaGroup(schedule)
      let second = ReplicaGroup(schedule, names: ["d", "e", "f"])
      let shards = ReplicatedShards(
        shards: [first.nodes, second.nodes],
        patience: 1,
        random: SplitMix64(seed: 1)
      )
      await shards.check()
      for key in Self.keys { try await shards.update("red", for: key) }
      for key in Self.keys {
        let home = shards.shard(for: key) == 0 ? first : second
        let holders = (first.nodes + second.nodes).filter { $0.values[key] != nil }
        try require(holders, is: home.nodes, "the nodes that hold \(key)")
      }
      for node in first.nodes { node.goDown() }
      await shards.check()
      for key in Self.keys where shards.shard(for: key) == 1 {
        let situation = "\(key) of shard 1, with shard 0 down"
        try await require(shards.value(for: key), is: "red", situation)
        let error = try await Self.failure { try await shards.update("blue", for: key) }
        try require(error, is: nil, "update of \(situation)")
      }
    }
  }

  // MARK: - Several machines

  func testAnotherMachinesPrimaryIsAccepted() async throws {
    try await inManyOrders { schedule in
      let group = ReplicaGroup(schedule)
      let (here, there) = (group.machine(), group.machine())
      await here.check()
      await there.check()
      let old = try await group.roles(here).primary
      expect(await there.primary(of: 0), is: old, "as a second machine sees it")
      old.goDown()
      await here.check()
      try await here.update("red", for: "tea")
      old.comeUp()
      let late = try await Self.failure { try await there.update("blue", for: "tea") }
      expect(late != nil, "an error from an update, on a machine whose primary was replaced")
      let epoch = group.latestEpoch
      await there.check()
      let heir = await here.primary(of: 0)
      expect(await there.primary(of: 0), is: heir, "there, after a failover here and a check there")
      expect(group.latestEpoch, is: epoch, "the epoch, which a check with a primary leaves alone")
      expect(try await there.value(for: "tea"), is: "red", "written here, read there after a check")
    }
  }

  func testAnOldPrimaryAloneIsNotBelieved() async throws {
    try await inManyOrders { schedule in
      let group = ReplicaGroup(schedule)
      let here = group.machine()
      await here.check()
      try await here.update("red", for: "tea")
      let (old, others) = try await group.roles(here)
      old.goDown()
      await here.check()
      try await here.update("blue", for: "tea")
      for node in others { node.goDown() }
      old.comeUp()
      let there = group.machine()
      await there.check()
      let situation =
        "on a new machine, when \(old) alone answers, which led before the last failover"
      expect(await there.primary(of: 0), is: nil, situation)
      others[0].comeUp()
      await there.check()
      let later = "read there, when \(others[0]) is back, which has the last write"
      expect(try await there.value(for: "tea"), is: "blue", later)
    }
  }

  func testTwoMachinesNeverMakeTwoPrimaries() async throws {
    try await inManyOrders { schedule in
      let group = ReplicaGroup(schedule)
      let machines = [group.machine(), group.machine()]
      for machine in machines { await machine.check() }
      for round in 1...4 {
        group.leaders.first?.goDown()
        let checks = machines.map { machine in Task { await machine.check() } }
        for check in checks { await check.value }
        let epochs = group.leaders.map(\.lastReport.epoch)
        let situation = "epochs of the nodes that believe that they lead, in round \(round)"
        try require(epochs.count, is: Set(epochs).count, situation)
        for node in group.nodes { node.comeUp() }
        for machine in machines { await machine.check() }
        let primary = await machines[0].primary(of: 0)
        try require(primary != nil, "a primary when all nodes are up, and all have checked")
        try await require(machines[1].primary(of: 0), is: primary, "there, as here")
      }
    }
  }

  // MARK: - Races

  func testAWriteThatIsLateIsKeptOrRefused() async throws {
    try await inManyOrders { schedule in
      for halves in 0...16 {
        // The copies of a write arrive while another machine replaces the primary.
        let group = ReplicaGroup(schedule)
        let (here, there) = (group.machine(), group.machine())
        await here.check()
        await there.check()
        let (primary, replicas) = try await group.roles(here)
        let delay = Duration.microseconds(halves * 500)
        replicas[0].delayNextCall(by: .seconds(1))
        replicas[1].delayNextCall(by: delay)
        let write = Task { try await Self.failure { try await here.update("red", for: "tea") } }
        await schedule.pass(.microseconds(1_500))
        primary.goDown()
        await there.check()
        let error = try await write.value
        await there.check()
        let value = try await there.value(for: "tea")
        let situation =
          "read after a failover, of a write that was acknowledged; one of its copies took "
          + (delay + .milliseconds(1)).readable
        if error == nil { try require(value, is: "red", situation) }
        // Long before that, another machine had taken over.
        if halves >= 12 {
          try require(error, is: .tooFewCopies(1), "a copy 5 ms after the failover")
        }
      }
    }
  }

  func testACopyFromBeforeAWriteDoesNotHoldIt() async throws {
    try await inManyOrders { schedule in
      let group = ReplicaGroup(schedule)
      let shards = group.machine()
      await shards.check()
      try await shards.update("red", for: "tea")
      let late = try await group.roles(shards).replicas[0]
      // The check asks for a report, then for a copy. That copy leaves before the write and arrives
      // after it; the write's own copy does not arrive at all.
      late.delayNextCall(by: .zero)
      late.delayNextCall(by: .milliseconds(10))
      let check = Task { await shards.check() }
      await schedule.pass(.microseconds(1_500))
      let write = Task { try await shards.update("blue", for: "tea") }
      await schedule.pass(.microseconds(1_200))
      late.goDown()
      try await write.value
      late.comeUp()
      await check.value
      for _ in 0..<60 {
        let situation = "read after blue was acknowledged; \(late) has a copy from before that"
        try await require(shards.value(for: "tea"), is: "blue", situation)
      }
    }
  }

  func testManyWritesAtOnceAreAllKept() async throws {
    try await inManyOrders { schedule in
      let group = ReplicaGroup(schedule)
      let shards = group.machine()
      await shards.check()
      let errors = try await atOnce(12) { number in
        try await Self.failure { try await shards.update("new", for: "user:\(number)") }
      }
      try require(errors.count { $0 != nil }, is: 0, "updates of 12 at once that throw")
      for _ in 0..<60 { _ = try await shards.value(for: "tea") }
      for node in group.nodes {
        try require(node.reads > 0, "reads from node \(node), after many writes")
      }
      try await group.roles(shards).primary.goDown()
      await shards.check()
      for key in Self.keys {
        let situation = "\(key), after the failover"
        try await require(shards.value(for: key), is: "new", situation)
      }
    }
  }

  func testNoHistoryLosesAnAcknowledgedWrite() async throws {
    try await inManyOrders(4) { schedule in
      for seed in 1...5 as ClosedRange<UInt64> {
        try await Self.history(seed: seed, schedule)
      }
    }
  }
}

extension ReplicatedShardsTests {
  /// Lets nodes go down and come up while values are written and read.
  private static func history(seed: UInt64, _ schedule: Schedule) async throws {
    var random = SplitMix64(seed: seed)
    let group = ReplicaGroup(schedule)
    let machines = [group.machine(), group.machine(patience: 2)]
    // What a reader may see: the last acknowledged write, and the later ones that were not.
    var possible: Set<String?> = [nil]
    var log: [String] = []
    for step in 1...120 {
      let machine = machines[Int.random(in: 0...1, using: &random)]
      let node = group.nodes[Int.random(in: 0...2, using: &random)]
      switch Int.random(in: 0..<10, using: &random) {
      case 0...1:
        log.append(node.isUp ? "\(node) goes down" : "\(node) comes up")
        if node.isUp { node.goDown() } else { node.comeUp() }
      case 2...4:
        let error = try await failure { try await machine.update("\(step)", for: "tea") }
        log.append("\(step) is written, \(error.map { "\($0)" } ?? "acknowledged")")
        possible = error == nil ? ["\(step)"] : possible.union(["\(step)"])
      default:
        log.append("a check")
        await machine.check()
        guard group.nodes.count(where: \.isUp) > 1 else { continue }
        // With a majority up, the second of two checks finds a primary at the latest.
        await machine.check()
        let recent = "seed \(seed), step \(step), after: " + log.suffix(8).joined(separator: "; ")
        let seen = try await value(of: "tea", on: machine, recent)
        let choice = possible.map { $0 ?? "nil" }.sorted().joined(separator: " or ")
        try require(possible.contains(seen), "\(choice), not \(seen ?? "nil"), \(recent)")
      }
    }
  }

  private static let keys = (1...12).map { "user:\($0)" }

  /// What a machine reads; an error ends the check.
  private static func value(
    of key: String,
    on shards: ReplicatedShards,
    _ situation: String,
    file: StaticString = #filePath,
    line: UInt = #line
  ) async throws -> String? {
    do {
      return try await shards.value(for: key)
    } catch {
      try require(false, "no \(error), \(situation)", file: file, line: line)
      throw error
    }
  }

  /// The error of a shard that `body` throws, or `nil` if it returns.
  private static func failure<Value>(
    of body: () async throws -> Value
  ) async throws -> ShardError? {
    do {
      _ = try await body()
      return nil
    } catch let error as ShardError {
      return error
    }
  }
}

/// The nodes of one shard, and the machines that share them.
private struct ReplicaGroup: Sendable {
  let nodes: [ReplicaNode]

  init(_ schedule: Schedule, names: [String] = ["a", "b", "c"]) {
    nodes = names.map { ReplicaNode($0, clock: schedule.clock) }
  }

  func machine(patience: Int = 1) -> ReplicatedShards {
    ReplicatedShards(shards: [nodes], patience: patience, random: SplitMix64(seed: 1))
  }

  /// The nodes that were told to lead and have heard of nothing later.
  var leaders: [ReplicaNode] { nodes.filter(\.lastReport.isPrimary) }

  var latestEpoch: Int { nodes.map(\.lastReport.epoch).max() ?? 0 }

  /// The node that a machine takes for the primary, and the others.
  func roles(
    _ shards: ReplicatedShards,
    file: StaticString = #filePath,
    line: UInt = #line
  ) async throws -> (primary: ReplicaNode, replicas: [ReplicaNode]) {
    let promise = "a primary after a check in which all nodes answered"
    let primary = try await require(shards.primary(of: 0), promise, file: file, line: line)
    return (primary, nodes.filter { $0 != primary })
  }
}
