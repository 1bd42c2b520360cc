import Lab
import XCTest

final class ReplicaNodeTests: XCTestCase {
  func testAWriteIsOnThePrimaryAndThenOnWhoCopies() async throws {
    try await onSchedules { schedule in
      let (a, b) = Self.pair(schedule)
      try await a.lead(epoch: 1)
      let position = try await a.store("red", for: "tea", epoch: 1)
      expect(position, is: ReplicaPosition(epoch: 1, number: 1))
      expect(b.values, is: [:], "before the copy")
      expect(try await b.copy(from: a, epoch: 1), is: position, "how far the copy is")
      expect(try await b.value(for: "tea"), is: "red")
      expect(schedule.clock.now.offset, is: .milliseconds(4), "for four calls")
    }
  }

  func testOnlyAPrimaryTakesWritesAndGivesCopies() async throws {
    try await onSchedules { schedule in
      let (a, b) = Self.pair(schedule)
      expect(await Self.error { try await a.store("red", for: "tea", epoch: 0) }, is: .notPrimary)
      expect(await Self.error { try await b.copy(from: a, epoch: 0) }, is: .notPrimary)
      try await a.lead(epoch: 1)
      expect(await Self.error { try await a.copy(from: b, epoch: 1) }, is: .notPrimary)
      try await b.lead(epoch: 1)
      let refusal = await Self.error { try await a.copy(from: b, epoch: 1) }
      expect(refusal, is: .outdated(epoch: 1), "from another primary of the same epoch")
    }
  }

  func testWhoComesWithAnEarlierEpochIsRefused() async throws {
    try await onSchedules { schedule in
      let (a, b) = Self.pair(schedule)
      try await a.lead(epoch: 1)
      _ = try await b.vote(epoch: 2)
      let outdated = ReplicaError.outdated(epoch: 2)
      expect(await Self.error { try await b.copy(from: a, epoch: 1) }, is: outdated, "copy")
      expect(await Self.error { try await b.lead(epoch: 1) }, is: outdated, "lead")
      expect(await Self.error { _ = try await b.vote(epoch: 2) }, is: outdated, "a second vote")
      _ = try await a.vote(epoch: 3)
      let late = await Self.error { try await a.store("red", for: "tea", epoch: 1) }
      expect(late, is: .outdated(epoch: 3), "a write of epoch 1, after the vote in epoch 3")
      expect(a.lastReport.isPrimary, is: false, "after the vote in epoch 3")
    }
  }

  func testACopyReplacesWhatTheNewPrimaryNeverHad() async throws {
    try await onSchedules { schedule in
      let (a, b) = Self.pair(schedule)
      try await a.lead(epoch: 1)
      try await a.store("red", for: "tea", epoch: 1)
      try await a.store("black", for: "coffee", epoch: 1)
      try await b.lead(epoch: 2)
      try await b.store("blue", for: "tea", epoch: 2)
      try await a.copy(from: b, epoch: 2)
      expect(a.values, is: ["tea": "blue"])
      expect(
        a.lastReport,
        is: ReplicaReport(epoch: 2, isPrimary: false, position: b.lastReport.position)
      )
    }
  }

  func testAnOlderCopyDoesNotReplaceANewerOne() async throws {
    try await onSchedules { schedule in
      let (a, b) = Self.pair(schedule)
      try await a.lead(epoch: 1)
      b.delayNextCall(by: .milliseconds(5))
      let slow = Task { try await b.copy(from: a, epoch: 1) }
      await schedule.settle()
      try await a.store("red", for: "tea", epoch: 1)
      try await b.copy(from: a, epoch: 1)
      expect(try await slow.value, is: ReplicaPosition(epoch: 1, number: 1))
      expect(b.values, is: ["tea": "red"])
    }
  }

  func testANodeThatIsDownIsSilentAndKeepsWhatItHad() async throws {
    try await onSchedules { schedule in
      let (a, b) = Self.pair(schedule)
      try await a.lead(epoch: 1)
      try await a.store("red", for: "tea", epoch: 1)
      let late = Task { await Self.error { _ = try await a.value(for: "tea") } }
      await schedule.settle()
      a.goDown()
      expect(await late.value, is: .silent, "down when the call was to end")
      expect(await Self.error { try await b.copy(from: a, epoch: 1) }, is: .silent, "as a primary")
      expect(await Self.error { _ = try await a.report() }, is: .silent)
      a.comeUp()
      expect(try await a.value(for: "tea"), is: "red", "back again")
      expect(a.reads, is: 2)
    }
  }

  func testAllAreAskedAtOnceAndAnswerInTheirOrder() async throws {
    try await onSchedules { schedule in
      let nodes = ["a", "b", "c"].map { ReplicaNode($0, clock: schedule.clock) }
      nodes[0].delayNextCall(by: .milliseconds(2))
      nodes[1].goDown()
      let answers = await nodes.answers { try await $0.report().epoch }
      expect(answers.map(\.node), is: [nodes[0], nodes[2]])
      expect(schedule.clock.now.offset, is: .milliseconds(3), "for the slowest of three")
    }
  }

  private func onSchedules(_ body: @escaping @Sendable (Schedule) async throws -> Void) async throws
  {
    for seed in [nil, 1, 2, 3] as [UInt64?] {
      switch await Schedule(seed: seed).run(body) {
      case .returned(let asleep): XCTAssertEqual(asleep, 0, "asleep at the end")
      case .threw(let error): throw error
      case .stuck: XCTFail("everybody waits for something that nobody will do")
      }
    }
  }

  private static func pair(_ schedule: Schedule) -> (ReplicaNode, ReplicaNode) {
    (ReplicaNode("a", clock: schedule.clock), ReplicaNode("b", clock: schedule.clock))
  }

  private static func error(_ body: () async throws -> Void) async -> ReplicaError? {
    do {
      try await body()
      return nil
    } catch {
      return error as? ReplicaError
    }
  }
}

private func expect<Value: Equatable>(
  _ actual: Value,
  is expected: Value,
  _ situation: String = "",
  line: UInt = #line
) {
  XCTAssertEqual(actual, expected, situation, line: line)
}
