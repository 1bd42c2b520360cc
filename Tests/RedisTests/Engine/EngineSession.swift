import XCTest

@testable import Redis

/// An engine on a clock that stands still, with a client that types commands as words.
final class EngineSession {
  let engine: RedisEngine
  private let client: EngineClient
  private let clock: Clock
  private let inbox: Inbox

  private final class Clock {
    var now = 1_767_225_600_000
  }

  private final class Inbox {
    var replies: [RESPValue] = []
  }

  init(seed: UInt64 = 1) {
    let clock = Clock()
    self.clock = clock
    engine = RedisEngine(seed: seed) { clock.now }
    inbox = Inbox()
    client = engine.connect { [inbox] in inbox.replies.append($0) }
  }

  /// Another client of the same engine.
  init(joining other: EngineSession) {
    (engine, clock, inbox) = (other.engine, other.clock, Inbox())
    client = engine.connect { [inbox] in inbox.replies.append($0) }
  }

  /// Runs a command of words between blanks; nil if there is no reply yet.
  @discardableResult
  func run(_ command: String) -> RESPValue? {
    run(command.split(separator: " ").map { RedisBytes($0) })
  }

  @discardableResult
  func run(_ command: [RedisBytes]) -> RESPValue? {
    engine.execute(command, for: client)
  }

  /// The reply as the bytes of RESP2 or RESP3, line ends as blanks.
  func wire(_ command: String, version: RESPVersion = .two) -> String {
    client.protocolVersion = version.rawValue
    guard let reply = run(command) else { return "none" }
    var writer = RESPWriter(version: version)
    writer.append(reply)
    return String(decoding: writer.bytes, as: UTF8.self).replacing("\r\n", with: " ")
  }

  /// What came after a command had returned, since the last call.
  func delivered() -> [RESPValue] {
    defer { inbox.replies = [] }
    return inbox.replies
  }

  func advance(milliseconds: Int) {
    clock.now += milliseconds
    engine.tick()
  }

  /// What would be written to the append-only file, from now on.
  func log() -> CommandLog { CommandLog(engine) }
}

/// The commands that an engine hands on.
final class CommandLog {
  private(set) var commands: [String] = []

  init(_ engine: RedisEngine) {
    engine.onWrite = { [unowned self] _, command in
      commands.append(command.map(\.string).joined(separator: " "))
    }
  }
}

extension [RESPValue] {
  static func bulks(_ texts: String...) -> [RESPValue] { texts.map { .bulk(RedisBytes($0)) } }
}

extension XCTestCase {
  /// Runs commands on a new engine and compares what goes over the wire, line ends as blanks.
  func expect(
    _ transcript: [(command: String, reply: String)],
    version: RESPVersion = .two,
    file: StaticString = #filePath,
    line: UInt = #line
  ) {
    let session = EngineSession()
    for (command, reply) in transcript {
      XCTAssertEqual(
        session.wire(command, version: version),
        reply,
        command,
        file: file,
        line: line
      )
    }
  }
}
