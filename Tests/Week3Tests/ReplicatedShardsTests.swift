import CheckSupport
import Lab
import Week3
import XCTest

final class ReplicatedShardsTests: XCTestCase {
  func testTheFirstCheckFindsAPrimary() async throws {
    try await inManyOrders { schedule in
      let trio = Trio(schedule)
      let shards = trio.machine()
      expect(await shards.primary(of: 0), is: nil, "before the first check")
      await shards.check()
      expect(trio.leaders.count, is: 1, "nodes that were told to lead, after the first check")
      expect(await shards.primary(of: 0), is: trio.leaders.first, "the primary, as far as is known")
    }
  }

  func testAValueThatWasWrittenIsRead() async throws {
    try await inManyOrders { schedule in
      let trio = Trio(schedule)
      let shards = trio.machine()
      await shards.check()
      expect(try await shards.value(for: "tea"), is: nil, "for a key that was never written")
      try await shards.update("red", for: "tea")
      try await shards.update("blue", for: "tea")
      try await shards.update("black", for: "coffee")
      expect(try await shards.value(for: "tea"), is: "blue", "after red and then blue")
      for node in trio.nodes {
        let situation = "on node \(node), when the writes have returned"
        expect(node.values, is: ["tea": "blue", "coffee": "black"], situation)
      }
    }
  }

  func testWithoutAPrimaryNothingIsDone() async throws {
    try await inManyOrders { schedule in
      let shards = Trio(schedule).machine()
      let nobody = ShardError.unavailable(shard: 0)
      expect(
        await Self.failure { try await shards.update("red", for: "tea") },
        is: nobody,
        "update"
      )
      expect(await Self.failure { _ = try await shards.value(for: "tea") }, is: nobody, "value")
    }
  }

  func testAWriteNeedsAMajority() async throws {
    try await inManyOrders { schedule in
      let trio = Trio(schedule)
      let shards = trio.machine()
      await shards.check()
      let (primary, replicas) = try await trio.roles(shards)
      replicas[0].goDown()
      expect(
        await Self.failure { try await shards.update("red", for: "tea") },
        is: nil,
        "2 of 3 up"
      )
      replicas[1].goDown()
      expect(
        await Self.failure { try await shards.update("blue", for: "tea") },
        is: .tooFewCopies(1),
        "update, with both replicas down"
      )
      replicas[1].comeUp()
      primary.goDown()
      expect(
        await Self.failure { try await shards.update("blue", for: "tea") },
        is: .unavailable(shard: 0),
        "update, with the primary down"
      )
    }
  }

  func testReadsAreSpreadOverAllNodes() async throws {
    try await inManyOrders { schedule in
      let trio = Trio(schedule)
      let shards = trio.machine()
      await shards.check()
      for _ in 0..<300 { _ = try await shards.value(for: "tea") }
      for node in trio.nodes {
        let situation = "of 300 reads, those that node \(node) of three got"
        guard expect(Double(node.reads), isNear: 100, within: 45, situation) else { return }
      }
    }
  }

  func testADeadNodeIsNotReadFrom() async throws {
    try await inManyOrders { schedule in
      for victim in 0..<3 {
        let trio = Trio(schedule)
        let shards = trio.machine()
        await shards.check()
        try await shards.update("red", for: "tea")
        trio.nodes[victim].goDown()
        let situation = "a read, with node \(trio.nodes[victim]) down"
        for _ in 0..<60 {
          let value = try await Self.result { try await shards.value(for: "tea") }
          guard expect(value, is: .success("red"), situation) else { return }
        }
        let asked = "how often \(trio.nodes[victim]) was asked in 60 reads, though it is down"
        guard expect(trio.nodes[victim].reads, isAtMost: 1, asked) else { return }
      }
    }
  }

  func testANodeThatMissedAWriteIsNotReadFrom() async throws {
    try await inManyOrders { schedule in
      let trio = Trio(schedule)
      let shards = trio.machine()
      await shards.check()
      try await shards.update("red", for: "tea")
      let late = try await trio.roles(shards).replicas[0]
      late.goDown()
      try await shards.update("blue", for: "tea")
      late.comeUp()
      for _ in 0..<60 {
        let situation = "read after node \(late) was down while tea went from red to blue"
        guard expect(try await shards.value(for: "tea"), is: "blue", situation) else { return }
      }
    }
  }

  func testACheckBringsUpToDateWhoCameBack() async throws {
    try await inManyOrders { schedule in
      let trio = Trio(schedule)
      let shards = trio.machine()
      await shards.check()
      let late = try await trio.roles(shards).replicas[1]
      late.goDown()
      try await shards.update("blue", for: "tea")
      late.comeUp()
      await shards.check()
      expect(late.values, is: ["tea": "blue"], "on node \(late), back, after a check")
      for _ in 0..<60 { _ = try await shards.value(for: "tea") }
      expect(late.reads > 0, "that node \(late), back and checked, is read from again")
    }
  }

  func testAPrimaryMayMissSomeChecks() async throws {
    try await inManyOrders { schedule in
      let trio = Trio(schedule)
      let shards = trio.machine(patience: 3)
      await shards.check()
      let primary = try await trio.roles(shards).primary
      for silence in ["first", "second"] {
        primary.goDown()
        await shards.check()
        await shards.check()
        let situation =
          "the nodes that lead, after 2 checks of the \(silence) silence; patience is 3"
        guard expect(trio.leaders, is: [primary], situation) else { return }
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
        let quintet = Trio(schedule, names: ["a", "b", "c", "d", "e"])
        let shards = quintet.machine()
        await shards.check()
        try await shards.update("red", for: "tea")
        let (primary, replicas) = try await quintet.roles(shards)
        primary.goDown()
        replicas[deadReplica].goDown()
        await shards.check()
        let dead = "with \(primary), the primary, and \(replicas[deadReplica]) down"
        let heir = await shards.primary(of: 0)
        guard expect(heir?.isUp == true, "that a node leads which is up, \(dead)"),
          expect(try await shards.value(for: "tea"), is: "red", dead),
          expect(await Self.failure { try await shards.update("blue", for: "tea") }, is: nil, dead),
          expect(try await shards.value(for: "tea"), is: "blue", "written \(dead)")
        else { return }
      }
    }
  }

  func testTheNodeThatIsFurthestTakesOver() async throws {
    try await inManyOrders { schedule in
      for lateReplica in 0..<2 {
        let trio = Trio(schedule)
        let shards = trio.machine()
        await shards.check()
        try await shards.update("red", for: "tea")
        let (primary, replicas) = try await trio.roles(shards)
        replicas[lateReplica].goDown()
        try await shards.update("blue", for: "tea")
        primary.goDown()
        replicas[lateReplica].comeUp()
        await shards.check()
        let heir = replicas[1 - lateReplica]
        let situation = "the primary, when \(replicas[lateReplica]) has missed a write"
        guard expect(await shards.primary(of: 0), is: heir, situation),
          expect(try await shards.value(for: "tea"), is: "blue", "after the failover")
        else { return }
      }
    }
  }

  func testAnAcknowledgedWriteOutlivesThePrimary() async throws {
    try await inManyOrders { schedule in
      let trio = Trio(schedule)
      let shards = trio.machine()
      await shards.check()
      for colour in ["red", "blue", "green"] {
        try await shards.update(colour, for: "tea")
        let primary = try await trio.roles(shards).primary
        primary.goDown()
        await shards.check()
        let situation = "written, and node \(primary), the primary, lost when the write returned"
        guard expect(try await shards.value(for: "tea"), is: colour, situation) else { return }
        primary.comeUp()
        await shards.check()
      }
    }
  }

  func testAnOldPrimaryComesBackAsAReplica() async throws {
    try await inManyOrders { schedule in
      let trio = Trio(schedule)
      let shards = trio.machine()
      await shards.check()
      try await shards.update("red", for: "tea")
      let old = try await trio.roles(shards).primary
      old.goDown()
      await shards.check()
      let heir = await shards.primary(of: 0)
      try await shards.update("blue", for: "tea")
      old.comeUp()
      await shards.check()
      expect(await shards.primary(of: 0), is: heir, "after \(old), the old primary, came back")
      expect(trio.leaders, is: heir.map { [$0] } ?? [], "nodes that believe that they lead")
      expect(old.values, is: ["tea": "blue"], "on node \(old), which led when tea was red")
    }
  }

  func testAMinorityMakesNobodyPrimary() async throws {
    try await inManyOrders { schedule in
      let trio = Trio(schedule)
      let shards = trio.machine()
      await shards.check()
      let (primary, replicas) = try await trio.roles(shards)
      replicas[1].goDown()
      try await shards.update("red", for: "tea")
      primary.goDown()
      replicas[0].goDown()
      replicas[1].comeUp()
      for _ in 1...3 { await shards.check() }
      let alone = "with only \(replicas[1]) up, which has missed the write"
      expect(!replicas[1].lastReport.isPrimary, "that \(replicas[1]) is not made primary, \(alone)")
      let error = await Self.failure { try await shards.update("blue", for: "tea") }
      expect(error != nil, "that an update throws, \(alone)")
      replicas[0].comeUp()
      await shards.check()
      expect(
        try await shards.value(for: "tea"),
        is: "red",
        "when \(replicas[0]), which has it, is up"
      )
    }
  }

  func testShardsDoNotShareTheirFate() async throws {
    try await inManyOrders { schedule in
      let (first, second) = (Trio(schedule), Trio(schedule, names: ["d", "e", "f"]))
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
        guard expect(holders, is: home.nodes, "the nodes that hold \(key)") else { return }
      }
      for node in first.nodes { node.goDown() }
      await shards.check()
      for key in Self.keys where shards.shard(for: key) == 1 {
        let situation = "\(key) of shard 1, with shard 0 down"
        guard expect(try await shards.value(for: key), is: "red", situation),
          expect(
            await Self.failure { try await shards.update("blue", for: key) },
            is: nil,
            situation
          )
        else { return }
      }
    }
  }

  func testAnotherMachinesPrimaryIsAccepted() async throws {
    try await inManyOrders { schedule in
      let trio = Trio(schedule)
      let (here, there) = (trio.machine(), trio.machine())
      await here.check()
      await there.check()
      let old = try await trio.roles(here).primary
      expect(await there.primary(of: 0), is: old, "as a second machine sees it")
      old.goDown()
      await here.check()
      try await here.update("red", for: "tea")
      old.comeUp()
      let late = await Self.failure { try await there.update("blue", for: "tea") }
      expect(late != nil, "that a machine with a primary of the past gets no write acknowledged")
      let epoch = trio.latestEpoch
      await there.check()
      let heir = await here.primary(of: 0)
      expect(await there.primary(of: 0), is: heir, "there, after a failover here and a check there")
      expect(trio.latestEpoch, is: epoch, "the epoch, which a check with a primary leaves alone")
      expect(try await there.value(for: "tea"), is: "red", "written here, read there after a check")
    }
  }

  func testAnOldPrimaryAloneIsNotBelieved() async throws {
    try await inManyOrders { schedule in
      let trio = Trio(schedule)
      let here = trio.machine()
      await here.check()
      try await here.update("red", for: "tea")
      let (old, others) = try await trio.roles(here)
      old.goDown()
      await here.check()
      try await here.update("blue", for: "tea")
      for node in others { node.goDown() }
      old.comeUp()
      let there = trio.machine()
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

  func testAWriteThatIsLateIsKeptOrRefused() async throws {
    try await inManyOrders { schedule in
      for halves in 0...16 {
        // The copies of a write arrive while another machine replaces the primary.
        let trio = Trio(schedule)
        let (here, there) = (trio.machine(), trio.machine())
        await here.check()
        await there.check()
        let (primary, replicas) = try await trio.roles(here)
        let delay = Duration.microseconds(halves * 500)
        replicas[0].delayNextCall(by: .seconds(1))
        replicas[1].delayNextCall(by: delay)
        let write = Task { await Self.failure { try await here.update("red", for: "tea") } }
        await schedule.pass(.microseconds(1_500))
        primary.goDown()
        await there.check()
        let error = await write.value
        await there.check()
        let value = try await there.value(for: "tea")
        let situation =
          "read after a failover, of a write that was acknowledged; one of its copies took "
          + (delay + .milliseconds(1)).readable
        guard error != nil || expect(value, is: "red", situation) else { return }
        // By then another machine had long taken over.
        guard halves < 12 || expect(error, is: .tooFewCopies(1), "a copy 5 ms after the failover")
        else { return }
      }
    }
  }

  func testACopyFromBeforeAWriteDoesNotHoldIt() async throws {
    try await inManyOrders { schedule in
      let trio = Trio(schedule)
      let shards = trio.machine()
      await shards.check()
      try await shards.update("red", for: "tea")
      let late = try await trio.roles(shards).replicas[0]
      // The check asks for a report, then for a copy; the copy leaves before the write and gets
      // there after it, and the write's own copy does not get there at all.
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
        guard expect(try await shards.value(for: "tea"), is: "blue", situation) else { return }
      }
    }
  }

  func testTwoMachinesNeverMakeTwoPrimaries() async throws {
    try await inManyOrders { schedule in
      let trio = Trio(schedule)
      let machines = [trio.machine(), trio.machine()]
      for machine in machines { await machine.check() }
      for round in 1...4 {
        trio.leaders.first?.goDown()
        let checks = machines.map { machine in Task { await machine.check() } }
        for check in checks { await check.value }
        let epochs = trio.leaders.map(\.lastReport.epoch)
        let situation = "epochs of the nodes that believe that they lead, in round \(round)"
        guard expect(epochs.count, is: Set(epochs).count, situation) else { return }
        for node in trio.nodes { node.comeUp() }
        for machine in machines { await machine.check() }
        let primary = await machines[0].primary(of: 0)
        guard expect(primary != nil, "a primary when all nodes are up, and all have checked"),
          expect(await machines[1].primary(of: 0), is: primary, "there, as here")
        else { return }
      }
    }
  }

  func testManyWritesAtOnceAreAllKept() async throws {
    try await inManyOrders { schedule in
      let trio = Trio(schedule)
      let shards = trio.machine()
      await shards.check()
      let writes = Self.keys.map { key in
        Task { await Self.failure { try await shards.update("new", for: key) } }
      }
      for (key, write) in zip(Self.keys, writes) {
        guard expect(await write.value, is: nil, "update of \(key), one of many") else { return }
      }
      for _ in 0..<60 { _ = try await shards.value(for: "tea") }
      for node in trio.nodes {
        guard expect(node.reads > 0, "that node \(node) is read from, after many writes") else {
          return
        }
      }
      try await trio.roles(shards).primary.goDown()
      await shards.check()
      for key in Self.keys {
        let situation = "\(key), after the failover"
        guard expect(try await shards.value(for: key), is: "new", situation) else { return }
      }
    }
  }

  func testNoHistoryLosesAnAcknowledgedWrite() async throws {
    try await inManyOrders(4) { schedule in
      for seed in 1...5 as ClosedRange<UInt64> {
        guard try await Self.history(seed: seed, schedule) else { return }
      }
    }
  }

  /// Lets nodes go and come while values are written and read, and says whether all went well.
  private static func history(seed: UInt64, _ schedule: Schedule) async throws -> Bool {
    var random = SplitMix64(seed: seed)
    let trio = Trio(schedule)
    let machines = [trio.machine(), trio.machine(patience: 2)]
    // What a reader may see: the last write that was acknowledged, and those since that were not.
    var possible: Set<String?> = [nil]
    var log: [String] = []
    for step in 1...120 {
      let machine = machines[Int.random(in: 0...1, using: &random)]
      let node = trio.nodes[Int.random(in: 0...2, using: &random)]
      switch Int.random(in: 0..<10, using: &random) {
      case 0...1:
        log.append(node.isUp ? "\(node) goes down" : "\(node) comes up")
        if node.isUp { node.goDown() } else { node.comeUp() }
      case 2...4:
        let error = await failure { try await machine.update("\(step)", for: "tea") }
        log.append("\(step) is written, \(error.map { "\($0)" } ?? "acknowledged")")
        possible = error == nil ? ["\(step)"] : possible.union(["\(step)"])
      default:
        log.append("a check")
        await machine.check()
        guard trio.nodes.count(where: \.isUp) > 1 else { continue }
        // With a majority there, at the latest the second of two checks finds a primary.
        await machine.check()
        let value = try await result { try await machine.value(for: "tea") }
        let recent = "seed \(seed), step \(step), after: " + log.suffix(8).joined(separator: "; ")
        guard case .success(let seen) = value, possible.contains(seen) else {
          expect(value, is: .success(possible.first ?? nil), recent)
          return false
        }
      }
    }
    return true
  }

  private static let keys = (1...12).map { "user:\($0)" }

  private static func failure(_ body: () async throws -> Void) async -> ShardError? {
    do {
      try await body()
      return nil
    } catch {
      return error as? ShardError
    }
  }

  private static func result(
    _ body: () async throws -> String?
  ) async throws -> Result<String?, ShardError> {
    do {
      return .success(try await body())
    } catch let error as ShardError {
      return .failure(error)
    }
  }
}

/// The nodes of one shard, three unless named otherwise, and machines that share them.
private struct Trio: Sendable {
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

  /// The node that the machine takes for the primary, and the others.
  func roles(
    _ shards: ReplicatedShards
  ) async throws -> (primary: ReplicaNode, replicas: [ReplicaNode]) {
    guard let primary = await shards.primary(of: 0) else { throw NobodyLeads() }
    return (primary, nodes.filter { $0 != primary })
  }

  private struct NobodyLeads: Error, CustomStringConvertible {
    var description: String { "primary(of: 0) is nil after a check in which all nodes answered" }
  }
}
