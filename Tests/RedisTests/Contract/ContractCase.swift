import Lab
import XCTest

@testable import Redis

/// One thing that whoever writes against `RedisConnection` may rely on, whatever is behind it.
struct ContractCase: Sendable {
  typealias Body = @Sendable (any RedisConnection, ContractRun) async throws -> Void

  let name: String
  let needs: ContractNeeds
  let body: Body

  init(_ name: String, needs: ContractNeeds = [], _ body: @escaping Body) {
    self.name = name
    self.needs = needs
    self.body = body
  }

  /// What is being tried, for the message of a failure.
  @TaskLocal static var label = ""

  static let all =
    strings + counters + bitmaps + keys + expiry + walks + hashes + lists + blockingLists + sets
    + sortedSets + sortedSetRanges + streams + groups + hyperLogLogs + messages + pipelines
    + transactions + sharing + scripts + errors + server + slots
}

/// What a case takes beyond a Redis to send commands to.
struct ContractNeeds: OptionSet, Sendable {
  let rawValue: Int

  /// A clock that the case can move.
  static let clock = ContractNeeds(rawValue: 1)
  /// Nobody else uses the server, so that its settings and all its keys are the case's own.
  static let privacy = ContractNeeds(rawValue: 2)
  /// One server has all the keys and channels.
  static let oneServer = ContractNeeds(rawValue: 4)
  /// The keys are shared out by slots.
  static let slots = ContractNeeds(rawValue: 8)
  /// Keys of any slot can be used on the connection.
  static let anyKey = ContractNeeds(rawValue: 16)
  /// Scripts can be run: written in Swift where they are registered, and else in Lua.
  static let scripts = ContractNeeds(rawValue: 32)
  /// Tasks share the connection.
  static let sharing = ContractNeeds(rawValue: 64)
}

/// What a case knows about where it runs.
struct ContractRun: Sendable {
  /// In braces, so that all keys of a case are in one slot.
  let tag: String
  let offers: ContractNeeds
  /// The clock that the Redis lives by, if it is not the one that people live by.
  var clock: ManualClock?
  /// Another client of the same Redis.
  let other: any RedisConnection
  var register: @Sendable (RedisScript) -> Void = { _ in }

  /// A key of the case's own.
  func key(_ name: String) -> RedisBytes { RedisBytes("{\(tag)}:\(name)") }

  /// Keys of the case's own in different slots.
  func scattered(_ count: Int) -> [RedisBytes] {
    (0..<count).map { RedisBytes("\(tag):\($0)") }
  }

  /// Runs `body`, which waits for `time` to pass; a clock that can be moved is moved.
  func passing<Result: Sendable>(
    _ time: Duration,
    _ body: @escaping @Sendable () async throws -> Result
  ) async throws -> Result {
    guard let clock else { return try await body() }
    async let result = body()
    await clock.sleepers(atLeast: 1)
    clock.advance(by: time)
    return try await result
  }
}

/// Compares what a case got with what it was promised.
func expectEqual<Value: Equatable>(
  _ actual: Value,
  _ expected: Value,
  file: StaticString = #filePath,
  line: UInt = #line
) {
  XCTAssertEqual(actual, expected, ContractCase.label, file: file, line: line)
}

func expectTrue(_ holds: Bool, file: StaticString = #filePath, line: UInt = #line) {
  XCTAssertTrue(holds, ContractCase.label, file: file, line: line)
}

/// Checks that `body` throws an error that Redis answered with.
func expectError<Result>(
  _ code: String,
  file: StaticString = #filePath,
  line: UInt = #line,
  _ body: () async throws -> Result
) async throws {
  do {
    let result = try await body()
    XCTFail("\(ContractCase.label): got \(result), not \(code)", file: file, line: line)
  } catch let error as RedisError {
    XCTAssertEqual(error.code, code, "\(ContractCase.label): \(error)", file: file, line: line)
  }
}
