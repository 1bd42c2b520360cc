import XCTest

@testable import Redis

/// What the engine hands on to those who make its changes again: the file and the replicas.
final class EnginePropagationTests: XCTestCase {
  /// An engine with what it hands on, as the number of the database and the command.
  private final class Subject {
    let redis = EngineProbe()
    private var changes: [String] = []

    init() {
      redis.engine.onWrite = { [unowned self] in
        changes.append("\($0) " + $1.map(\.string).joined(separator: " "))
      }
      redis.engine.scripts.register(Self.each)
    }

    /// Runs the commands that it is given, and fails where one of them does.
    private static let each = RedisScript(name: "each") { redis, _, arguments in
      for command in arguments.split(separator: "---") { _ = try redis.call(Array(command)) }
      return .ok
    }

    func run(_ commands: String...) {
      for command in commands { redis.run(command) }
    }

    /// What was handed on since this was last asked.
    func take() -> [String] {
      defer { changes = [] }
      return changes
    }
  }

  func testAReadingTransactionLeavesTheNextWriteAlone() {
    let subject = Subject()
    subject.run("MULTI", "GET a", "EXEC", "SET lost 1", "SET kept 1")
    XCTAssertEqual(subject.take(), ["0 SET lost 1", "0 SET kept 1"])
  }

  func testWhatChangesNothingLeavesTheNextWriteAlone() {
    let commands = [
      ["MULTI", "EXEC"],
      ["MULTI", "GET text", "LRANGE nothing 0 -1", "EXEC"],
      ["MULTI", "DISCARD"],
      ["MULTI", "SET a 1", "DISCARD"],
      ["MULTI", "SET a", "EXEC"],
      ["MULTI", "INCR text", "RPUSH text x", "EXEC"],
      ["MULTI", "DEL nothing", "SETNX text y", "EXPIRE nothing 1", "SPOP nothing", "EXEC"],
      ["MULTI", "BLPOP nothing 0", "BLMOVE nothing text LEFT LEFT 0", "EXEC"],
      ["MULTI", "XREADGROUP GROUP g c STREAMS stream >", "EXEC"],
      ["MULTI", "FCALL each 0 GET text", "EXEC"],
      ["FCALL each 0"],
      ["FCALL each 0 GET text --- DEL nothing"],
      ["FCALL each 0 INCR text"],
      ["XREADGROUP GROUP g c STREAMS stream >"],
      ["XCLAIM stream g c 0 1-1"],
      ["XAUTOCLAIM stream g c 0 -"],
      ["BLMOVE list text LEFT LEFT 0"],
      ["SPOP nothing", "GETDEL nothing", "GETEX text", "LMPOP 1 nothing LEFT"],
    ]
    for commands in commands {
      let subject = Subject()
      subject.run("SET text x", "RPUSH list x", "XGROUP CREATE stream g $ MKSTREAM")
      subject.run("MULTI", "SET warm up", "EXEC")
      _ = subject.take()
      for command in commands { subject.run(command) }
      XCTAssertEqual(subject.take(), [], "\(commands)")
      subject.run("SET kept 1")
      XCTAssertEqual(subject.take(), ["0 SET kept 1"], "after \(commands)")
    }
  }

  func testATransactionHandsOnThoseOfItsCommandsThatSucceeded() {
    let subject = Subject()
    subject.run("SET text x")
    _ = subject.take()
    subject.run(
      "MULTI",
      "SET a 1",
      "INCR text",
      "SET b 2 EX 1",
      "GET a",
      "SPOP text",
      "EXEC",
      "DEL a"
    )
    XCTAssertEqual(
      subject.take(),
      [
        "0 MULTI", "0 SET a 1", "0 SET b 2 PXAT \(subject.redis.engine.now + 1000)", "0 EXEC",
        "0 DEL a",
      ]
    )
  }

  func testAScriptThatFailsHandsOnWhatItHadDone() {
    let subject = Subject()
    subject.run("SET text x")
    _ = subject.take()
    subject.run("FCALL each 0 SET a 1 --- SADD s m --- SPOP s --- INCR text --- SET b 1", "SET c 1")
    XCTAssertEqual(
      subject.take(),
      ["0 MULTI", "0 SET a 1", "0 SADD s m", "0 SREM s m", "0 EXEC", "0 SET c 1"]
    )
  }

  func testAScriptInATransactionIsAPartOfIt() {
    let subject = Subject()
    subject.run("MULTI", "SET a 1", "FCALL each 0 INCR a --- INCR a", "SET b 1", "EXEC")
    XCTAssertEqual(
      subject.take(),
      ["0 MULTI", "0 SET a 1", "0 INCR a", "0 INCR a", "0 SET b 1", "0 EXEC"]
    )
  }

  func testATransactionMayGoThroughSeveralDatabases() {
    let subject = Subject()
    subject.run("MULTI", "SET a 1", "SELECT 3", "SET a 2", "MOVE a 4", "EXEC", "SET b 1")
    XCTAssertEqual(
      subject.take(),
      ["0 MULTI", "0 SET a 1", "3 SET a 2", "3 MOVE a 4", "3 EXEC", "3 SET b 1"]
    )
  }

  func testAKeyThatIsFoundExpiredIsRemovedInItsPlace() {
    let subject = Subject()
    let engine = subject.redis.engine
    engine.expiresActively = false
    subject.run("SET gone x PX 1", "SET also x PX 1", "SET too x PX 1")
    subject.redis.advance(milliseconds: 1)
    _ = subject.take()
    subject.run("GET gone", "SET also y", "MULTI", "SET a 1", "GET too", "SET b 1", "EXEC")
    XCTAssertEqual(
      subject.take(),
      [
        "0 DEL gone", "0 DEL also", "0 SET also y",
        "0 MULTI", "0 SET a 1", "0 DEL too", "0 SET b 1", "0 EXEC",
      ]
    )
  }

  func testWhoWaitedIsServedBehindTheTransactionThatServesIt() {
    let subject = Subject()
    subject.redis.run("BLPOP list 0", as: 1)
    subject.redis.run("XGROUP CREATE stream g $ MKSTREAM")
    subject.redis.run("XREADGROUP GROUP g c NOACK BLOCK 0 STREAMS stream >", as: 2)
    _ = subject.take()
    subject.run("MULTI", "RPUSH list a b", "XADD stream 1-1 f v", "EXEC", "SET kept 1")
    XCTAssertEqual(
      subject.take(),
      [
        "0 MULTI", "0 RPUSH list a b", "0 XADD stream 1-1 f v", "0 EXEC",
        "0 LPOP list",
        "0 MULTI", "0 XGROUP CREATECONSUMER stream g c",
        "0 XGROUP SETID stream g 1-1 ENTRIESREAD 1",
        "0 EXEC", "0 SET kept 1",
      ]
    )
  }

  /// `CLIENT UNPAUSE` runs what other clients had sent.
  func testACommandThatRunsOthersDoesNotTellOfTheirChanges() {
    let subject = Subject()
    subject.run("CLIENT PAUSE 1000 WRITE")
    subject.redis.run("SET a 1", as: 1)
    XCTAssertEqual(subject.take(), [])
    subject.run("CLIENT UNPAUSE")
    XCTAssertEqual(subject.take(), ["0 SET a 1"])
  }

  func testATransactionThatRunsOthersHasNoOtherInIt() {
    let subject = Subject()
    subject.run(
      "XGROUP CREATE stream g $ MKSTREAM",
      "XADD stream 1-1 f v",
      "CLIENT PAUSE 1000 WRITE"
    )
    subject.redis.run("XREADGROUP GROUP g c STREAMS stream >", as: 1)
    _ = subject.take()
    subject.run("MULTI", "CLIENT UNPAUSE", "EXEC", "SET b 1")
    let changes = subject.take()
    XCTAssertEqual(changes.filter { $0 == "0 MULTI" }.count, 1, "\(changes)")
    XCTAssertEqual(changes.filter { $0 == "0 EXEC" }.count, 1, "\(changes)")
    XCTAssertEqual(changes.last, "0 SET b 1")
    XCTAssertFalse(changes.contains { $0.contains("UNPAUSE") }, "\(changes)")
  }

  func testWhatAConsumerHasReadComesBackAsItWas() {
    let subject = Subject()
    subject.run("XADD s 1-1 f v", "XGROUP CREATE s g 0", "XREADGROUP GROUP g c STREAMS s >")
    subject.run("XREADGROUP GROUP g c STREAMS s 0", "XREADGROUP GROUP g idle STREAMS s 0")
    let copy = EngineProbe()
    for change in subject.take() {
      copy.run(change.split(separator: " ").dropFirst().map { RedisBytes($0) })
    }
    for question in ["XINFO GROUPS s", "XPENDING s g", "XPENDING s g - + 9"] {
      XCTAssertEqual(copy.run(question), subject.redis.run(question), question)
    }
  }
}
