import CheckSupport
import Lab
import Synchronization
import Week2
import XCTest

final class SingleFlightTests: XCTestCase {
  private typealias Flights = SingleFlight<String, Int?>

  // MARK: - One caller

  func testACallerGetsWhatItsLoadReturns() async throws {
    try await inManyOrders { schedule in
      let flights = Flights()
      let database = Self.database(schedule)
      expect(await flights.count, is: 0, "before anybody has asked")
      let tea = Self.caller("tea", of: flights, database)
      await schedule.settle()
      expect(await flights.count, is: 1, "while somebody waits for tea")
      expect(await tea.value, is: "3 at 150 ms")
      expect(await flights.count, is: 0, "after the only load has ended")
    }
  }

  func testACallerGetsTheErrorThatItsLoadThrows() async throws {
    try await inManyOrders { schedule in
      let flights = Flights()
      let database = Self.database(schedule)
      database.failNext()
      expect(await Self.caller("tea", of: flights, database).value, is: "an error at 150 ms")
      expect(await flights.count, is: 0, "after the load has failed")
    }
  }

  func testNothingIsRememberedAfterALoad() async throws {
    try await inManyOrders { schedule in
      let flights = Flights()
      let database = Self.database(schedule)
      expect(await Self.caller("tea", of: flights, database).value, is: "3 at 150 ms")
      database.replaceRow(4, for: "tea")
      expect(
        await Self.caller("tea", of: flights, database).value,
        is: "4 at 300 ms",
        "asked again after the row was changed from 3 to 4"
      )
      database.failNext()
      expect(await Self.caller("tea", of: flights, database).value, is: "an error at 450 ms")
      expect(
        await Self.caller("tea", of: flights, database).value,
        is: "4 at 600 ms",
        "asked again after a load that failed"
      )
    }
  }

  // MARK: - Sharing a load

  func testCallersAtTheSameTimeShareOneLoad() async throws {
    try await inManyOrders(64) { schedule in
      let flights = Flights()
      let database = Self.database(schedule)
      let callers = (1...10).map { _ in Self.caller("tea", of: flights, database) }
      await schedule.settle()
      expect(database.counts.reads, is: 1, "the database's reads, while ten callers wait for tea")
      expect(await flights.count, is: 1, "while ten callers wait for one key")
      for caller in callers {
        try require(await caller.value, is: "3 at 150 ms", "for each of ten callers")
      }
      expect(database.counts.reads, is: 1, "the database's reads, after ten callers got tea")
    }
  }

  func testACallerThatComesDuringALoadSharesIt() async throws {
    try await inManyOrders(64) { schedule in
      let flights = Flights()
      let database = Self.database(schedule)
      let first = Self.caller("tea", of: flights, database)
      await schedule.pass(.milliseconds(149))
      let second = Self.caller("tea", of: flights, database)
      expect(await first.value, is: "3 at 150 ms")
      expect(await second.value, is: "3 at 150 ms", "asked at 149 ms, for a load begun at 0 ms")
      expect(database.counts.reads, is: 1, "the database's reads")
    }
  }

  func testKeysDoNotWaitForEachOther() async throws {
    try await inManyOrders(64) { schedule in
      let flights = Flights()
      let database = Self.database(schedule)
      let clock = schedule.clock
      let report = Self.caller("report", of: flights, clock) {
        try await clock.sleep(for: .seconds(10))
        return 7
      }
      let others = ["tea", "milk", "tea", "milk"].map { Self.caller($0, of: flights, database) }
      await schedule.settle()
      expect(await flights.count, is: 3, "while somebody waits for the report, tea and milk")
      expect(database.counts.reads, is: 2, "the reads of tea and milk, during the load of a report")
      for (caller, answer) in zip(others, [3, 5, 3, 5]) {
        try require(await caller.value, is: "\(answer) at 150 ms", "during a long load")
      }
      expect(await report.value, is: "7 at 10 s")
    }
  }

  func testALoadMayAskForOtherKeys() async throws {
    try await inManyOrders { schedule in
      let flights = Flights()
      let database = Self.database(schedule)
      let clock = schedule.clock
      let baskets = (1...3).map { _ in
        Self.caller("basket", of: flights, clock) {
          let tea = try await flights.value(for: "tea") { try await database.read("tea") }
          let milk = try await flights.value(for: "milk") { try await database.read("milk") }
          return (tea ?? 0) + (milk ?? 0)
        }
      }
      for basket in baskets { expect(await basket.value, is: "8 at 300 ms") }
      expect(database.counts.reads, is: 2, "the database's reads, for three callers with one load")
    }
  }

  func testANilIsAnAnswerLikeAnyOther() async throws {
    try await inManyOrders { schedule in
      let flights = Flights()
      let database = Self.database(schedule)
      let callers = (1...5).map { _ in Self.caller("gold", of: flights, database) }
      for caller in callers {
        try require(await caller.value, is: "nil at 150 ms", "for a row that is not there")
      }
      expect(database.counts.reads, is: 1, "the database's reads, for five callers")
    }
  }

  // MARK: - When loads end

  func testAnErrorReachesEveryoneWhoWaitedAndNobodyElse() async throws {
    try await inManyOrders(64) { schedule in
      let flights = Flights()
      let database = Self.database(schedule)
      database.failNext()
      let callers = (1...5).map { _ in Self.caller("tea", of: flights, database) }
      for caller in callers {
        try require(await caller.value, is: "an error at 150 ms", "for each of five")
      }
      expect(database.counts.reads, is: 1, "the database's reads, for five callers")
      let next = (1...5).map { _ in Self.caller("tea", of: flights, database) }
      for caller in next {
        try require(await caller.value, is: "3 at 300 ms", "asked after a failed load")
      }
      expect(database.counts.reads, is: 2, "the database's reads, five callers later")
    }
  }

  func testACallAfterAnAnswerNeverGetsThatAnswer() async throws {
    try await inManyOrders(64) { schedule in
      let loads = Loads(schedule.clock, lasting: .milliseconds(10))
      let flights = SingleFlight<String, Int>()
      let callers = (1...6).map { number in
        Task {
          for _ in 1...4 {
            let known = loads.newestKnown
            let answer = try await flights.value(for: "tea") { try await loads.run() }
            let promise = "an answer from a load after load \(known), whose answer was known before"
            try require(answer > known, "\(promise), and not from load \(answer)")
            loads.learn(of: answer)
            // Some ask again at once, some a little later.
            if number > 3 { try await schedule.clock.sleep(for: .milliseconds(number)) }
          }
        }
      }
      for caller in callers { try await caller.value }
      expect(loads.most, isAtMost: 1, "loads of one key at the same time")
      expect(await flights.count, is: 0, "after all have their answers")
    }
  }

  // MARK: - Leaving early

  func testACallerThatIsCancelledLeavesAtOnceAndAlone() async throws {
    try await inManyOrders(64) { schedule in
      let flights = Flights()
      let database = Self.database(schedule)
      let first = Self.caller("tea", of: flights, database)
      await schedule.settle()
      let others = (1...3).map { _ in Self.caller("tea", of: flights, database) }
      await schedule.pass(.milliseconds(50))
      others[1].cancel()
      await schedule.settle()
      expect(
        await others[1].value,
        is: "CancellationError at 50 ms",
        "for one that joined a load, cancelled at 50 ms"
      )
      first.cancel()
      await schedule.settle()
      expect(
        await first.value,
        is: "CancellationError at 50 ms",
        "for the one that began the load, cancelled at 50 ms"
      )
      expect(await others[0].value, is: "3 at 150 ms", "for one that was not cancelled")
      expect(await others[2].value, is: "3 at 150 ms", "for one that was not cancelled")
      expect(database.counts.reads, is: 1, "the database's reads")
    }
  }

  func testACallerThatIsCancelledBeforeItAsksStartsNoLoad() async throws {
    try await inManyOrders { schedule in
      let flights = Flights()
      let database = Self.database(schedule)
      let late = Self.caller("tea", of: flights, database)
      late.cancel()
      expect(await late.value, is: "CancellationError at 0 s", "cancelled before it asked")
      await schedule.settle()
      expect(database.counts.reads, is: 0, "the database's reads")
      let first = Self.caller("tea", of: flights, database)
      await schedule.settle()
      let second = Self.caller("tea", of: flights, database)
      second.cancel()
      expect(
        await second.value,
        is: "CancellationError at 0 s",
        "cancelled before it asked, although there was a load to join"
      )
      expect(await first.value, is: "3 at 150 ms", "for one that was not cancelled")
    }
  }

  func testALoadThatNobodyWaitsForIsCancelled() async throws {
    try await inManyOrders(64) { schedule in
      let flights = SingleFlight<String, Int>()
      let loads = Loads(schedule.clock, lasting: .milliseconds(150))
      let callers = (1...3).map { _ in
        Task { try await flights.value(for: "tea") { try await loads.run() } }
      }
      await schedule.pass(.milliseconds(50))
      callers[0].cancel()
      callers[2].cancel()
      await schedule.settle()
      expect(loads.running, is: 1, "loads that go on while one of three callers is left")
      callers[1].cancel()
      await schedule.settle()
      expect(loads.running, is: 0, "loads that go on after the last caller has left")
      expect(loads.cancelled, is: 1, "loads that were cancelled")
      expect(await flights.count, is: 0, "after the last caller has left")
      expect(schedule.clock.now.offset, is: .milliseconds(50), "the time on the clock")
      for caller in callers { _ = await caller.result }
    }
  }

  func testACallAfterAllHaveLeftStartsANewLoad() async throws {
    try await inManyOrders(64) { schedule in
      let flights = SingleFlight<String, Int>()
      let loads = Loads(schedule.clock, lasting: .milliseconds(150))
      let clock = schedule.clock
      // A load that ignores its cancellation.
      let stubborn: @Sendable () async throws -> Int = { await Task { await loads.finish() }.value }
      let left = Self.caller("tea", of: flights, clock, stubborn)
      await schedule.pass(.milliseconds(50))
      left.cancel()
      await schedule.settle()
      expect(await left.value, is: "CancellationError at 50 ms")
      expect(loads.running, is: 1, "loads, of which one is abandoned and does not stop")
      let second = Self.caller("tea", of: flights, clock, stubborn)
      await schedule.settle()
      expect(loads.running, is: 2, "loads, of which one is abandoned and does not stop")
      await schedule.pass(.milliseconds(110))
      let third = Self.caller("tea", of: flights, clock, stubborn)
      await schedule.settle()
      expect(
        loads.begun,
        is: 2,
        "loads begun by 160 ms: one was abandoned and ended at 150 ms, one began at 50 ms"
      )
      expect(await second.value, is: "2 at 200 ms", "asked at 50 ms, for the second load")
      expect(await third.value, is: "2 at 200 ms", "asked at 160 ms, for the second load")
    }
  }

  // MARK: - Nothing left behind

  func testNoKeyIsKeptWhenItsLoadHasEnded() async throws {
    try await inManyOrders { schedule in
      let living = Counter()
      let flights = SingleFlight<LivingKey, Int>()
      let loads = Loads(schedule.clock, lasting: .milliseconds(10))
      for number in 1...20 {
        let callers = (1...2).map { _ in
          let key = LivingKey(number, living)
          return Task {
            try await flights.value(for: key) {
              let answer = try await loads.run()
              if number % 3 == 0 { throw Mistake() }
              return answer
            }
          }
        }
        if number % 5 == 0 {
          await schedule.settle()
          for caller in callers { caller.cancel() }
        }
        for caller in callers { _ = await caller.result }
      }
      await schedule.settle()
      expect(await flights.count, is: 0, "after 20 loads: some returned, failed, were abandoned")
      expect(living.value, is: 0, "keys that are still in memory after all 20 loads have ended")
    }
  }

  func testCallersComeAndGoInAnyOrder() async throws {
    for seed in 1...16 as ClosedRange<UInt64> {
      try await inManyOrders(4) { schedule in
        var random = SplitMix64(seed: seed)
        let flights = SingleFlight<String, Int>()
        let clock = schedule.clock
        let all = ["a", "b", "c"].map { key in
          (key: key, loads: Loads(clock, lasting: .milliseconds(10), failing: key == "c" ? 3 : 0))
        }
        let callers = (1...40).map { _ in
          let (key, loads) = all[Int.random(in: 0..<3, using: &random)]
          let start = Int.random(in: 0...60, using: &random)
          let patience = random.chance(0.4) ? Int.random(in: 0...12, using: &random) : nil
          return Self.visitor(key, flights, loads, start: start, patience: patience, clock, seed)
        }
        for caller in callers { try await caller.value }
        await schedule.settle()
        let situation = "with seed \(seed)"
        for (key, loads) in all {
          expect(loads.most, isAtMost: 1, "loads of \(key) at the same time, \(situation)")
          expect(loads.running, is: 0, "loads of \(key) at the end, \(situation)")
        }
        expect(await flights.count, is: 0, "at the end, \(situation)")
      }
    }
  }
}

extension SingleFlightTests {
  private static func database(_ schedule: Schedule) -> SlowDatabase<String, Int, ManualClock> {
    SlowDatabase(rows: ["tea": 3, "milk": 5], clock: schedule.clock)
  }

  /// A task that asks once, and tells what it got and when.
  private static func caller<Value>(
    _ key: String,
    of flights: SingleFlight<String, Value>,
    _ clock: ManualClock,
    _ load: @escaping @Sendable () async throws -> Value
  ) -> Task<String, Never> {
    Task {
      let answer: String
      do {
        let value = try await flights.value(for: key, load: load)
        answer = (value as? Int).map { "\($0)" } ?? "nil"
      } catch {
        answer = error is CancellationError ? "CancellationError" : "an error"
      }
      return "\(answer) at \(clock.now.offset.readable)"
    }
  }

  private static func caller(
    _ key: String,
    of flights: Flights,
    _ database: SlowDatabase<String, Int, ManualClock>
  ) -> Task<String, Never> {
    caller(key, of: flights, database.clock) { try await database.read(key) }
  }

  /// Asks at `start`, gives up after `patience`, and throws if that did not go as it should.
  private static func visitor(
    _ key: String,
    _ flights: SingleFlight<String, Int>,
    _ loads: Loads,
    start: Int,
    patience: Int?,
    _ clock: ManualClock,
    _ seed: UInt64
  ) -> Task<Void, any Error> {
    Task {
      try await clock.sleep(for: .milliseconds(start))
      let begun = clock.now
      let call = Task {
        let error = await errorThrown {
          _ = try await flights.value(for: key) { try await loads.run() }
        }
        return (error, begun.duration(to: clock.now))
      }
      if let patience {
        try await clock.sleep(for: .milliseconds(patience))
        call.cancel()
      }
      let (error, time) = await call.value
      let who = "a caller that asked for \(key) at \(start) ms, with seed \(seed),"
      try require(
        time <= .milliseconds(10),
        "\(who) to wait at most 10 ms, not \(time.readable)"
      )
      if let patience {
        try require(
          time <= .milliseconds(patience),
          "\(who) and was cancelled at \(start + patience) ms to leave then"
        )
      } else {
        try require(
          !(error is CancellationError),
          "\(who) to get an answer: it was not cancelled"
        )
      }
    }
  }
}

private struct Mistake: Error {}

/// Loads that take their time, are numbered from 1, and are counted.
private final class Loads: Sendable {
  private struct State {
    var begun = 0
    var running: Set<Int> = []
    var most = 0
    var cancelled = 0
    var newestKnown = 0
  }

  private let state = Mutex(State())
  private let clock: ManualClock
  private let duration: Duration
  private let failing: Int

  /// - Parameter failing: 3 lets each third load throw; 0 lets none.
  init(_ clock: ManualClock, lasting duration: Duration, failing: Int = 0) {
    self.clock = clock
    self.duration = duration
    self.failing = failing
  }

  var begun: Int { state.withLock { $0.begun } }
  var running: Int { state.withLock { $0.running.count } }
  /// How many ran at the same time, at most; one that was cancelled does not run any more.
  var most: Int { state.withLock { $0.most } }
  var cancelled: Int { state.withLock { $0.cancelled } }
  /// The newest load whose answer some caller has.
  var newestKnown: Int { state.withLock { $0.newestKnown } }

  func learn(of number: Int) {
    state.withLock { $0.newestKnown = max($0.newestKnown, number) }
  }

  /// Returns the number of this load.
  func run() async throws -> Int {
    let number = begin()
    try await withTaskCancellationHandler {
      try await clock.sleep(for: duration)
      end(number)
    } onCancel: {
      end(number, cancelled: true)
    }
    if failing > 0, number % failing == 0 { throw Mistake() }
    return number
  }

  /// The same, for a task that nobody cancels.
  func finish() async -> Int {
    let number = begin()
    try? await clock.sleep(for: duration)
    end(number)
    return number
  }

  private func begin() -> Int {
    state.withLock { state in
      state.begun += 1
      state.running.insert(state.begun)
      state.most = max(state.most, state.running.count)
      return state.begun
    }
  }

  private func end(_ number: Int, cancelled: Bool = false) {
    state.withLock { state in
      guard state.running.remove(number) != nil, cancelled else { return }
      state.cancelled += 1
    }
  }
}
