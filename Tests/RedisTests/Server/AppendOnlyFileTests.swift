import Sockets
import Synchronization
import XCTest

@testable import Redis

final class AppendOnlyFileTests: XCTestCase {
  /// Runs commands on a server with a file and stops it.
  @discardableResult
  private func run(_ path: String, _ commands: [String]) async throws -> [RESPValue] {
    let probe = try ServerProbe { $0.appendOnly = .init(path, sync: .always) }
    let wire = try await probe.connect()
    let replies = try await wire.raw(
      commands.map { $0 + "\r\n" }.joined(),
      replies: commands.count
    )
    try await probe.server.stop()
    return replies
  }

  private func text(_ path: String) throws -> String {
    String(decoding: try DiskFile.contents(of: path), as: UTF8.self)
  }

  private func encoded(_ commands: [[RedisBytes]]) -> String {
    var writer = RESPWriter()
    for command in commands { writer.append(RedisCommand(command)) }
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  func testEveryTypeComesBackAfterARestart() async throws {
    let path = try temporaryFolder() + "/one.aof"
    try await run(
      path,
      [
        "SET s 1", "INCR s", "RPUSH l a b c", "LPOP l", "HSET h f v", "SADD e 1 2 x",
        "ZADD z 1.5 m", "XADD x 5-1 a b", "XGROUP CREATE x g 0", "SELECT 3", "SET other 1",
      ]
    )
    let replies = try await run(
      path,
      [
        "GET s", "LRANGE l 0 -1", "HGET h f", "SCARD e", "ZSCORE z m", "XLEN x",
        "XREADGROUP GROUP g c STREAMS x >", "SELECT 3", "GET other",
      ]
    )
    XCTAssertEqual(replies[0], .bulk("2"))
    XCTAssertEqual(replies[1], .array([.bulk("b"), .bulk("c")]))
    XCTAssertEqual(replies[2], .bulk("v"))
    XCTAssertEqual(replies[3], .integer(3))
    XCTAssertEqual(replies[4], .bulk("1.5"))
    XCTAssertEqual(replies[5], .integer(1))
    XCTAssertEqual(
      replies[6],
      .array([
        .array([.bulk("x"), .array([.array([.bulk("5-1"), .array([.bulk("a"), .bulk("b")])])])])
      ])
    )
    XCTAssertEqual(replies[8], .bulk("1"))
  }

  func testTheFileHoldsTheCommandsThatChangedSomething() async throws {
    let path = try temporaryFolder() + "/one.aof"
    try await run(
      path,
      [
        "GET a", "SET a 1", "DEL nothing", "SELECT 2", "SET b 2", "MULTI", "INCR b", "INCR b",
        "EXEC",
      ]
    )
    XCTAssertEqual(
      try text(path),
      encoded([
        ["SELECT", "0"], ["SET", "a", "1"], ["SELECT", "2"], ["SET", "b", "2"], ["MULTI"],
        ["INCR", "b"], ["INCR", "b"], ["EXEC"],
      ])
    )
  }

  func testAWriteBehindAReadingTransactionIsInTheFile() async throws {
    let path = try temporaryFolder() + "/one.aof"
    try await run(path, ["MULTI", "GET a", "EXEC", "SET lost 1", "SET kept 1"])
    let replies = try await run(path, ["GET lost", "GET kept"])
    XCTAssertEqual(replies, [.bulk("1"), .bulk("1")])
  }

  /// Each of these once left a file behind that could not be read any more.
  func testWhatAServerWroteItLoadsAgain() async throws {
    let folder = try temporaryFolder()
    let histories = [
      ["SET k text", "MULTI", "GET k", "EXEC", "DEL k", "RPUSH k x"],
      ["FCALL redis-py-lock-release 1 lock me", "SET k text", "DEL k", "RPUSH k x"],
    ]
    for (number, history) in histories.enumerated() {
      let path = "\(folder)/\(number).aof"
      try await run(path, history)
      let replies = try await run(path, ["TYPE k"])
      XCTAssertEqual(replies, [.simple("list")], "\(history)")
    }
  }

  func testWhileTheFileCannotBeWrittenNoTransactionIsCarriedOutThatWrites() throws {
    let core = try ServerCore(
      RedisServer.Configuration(port: 0),
      loop: EventLoop(),
      link: ServerLink()
    )
    let client = core.engine.connect { _ in }
    for queue in [[["GET", "k"]], [["GET", "k"], ["SET", "k", "v"]]] as [[[RedisBytes]]] {
      for command in [["MULTI"]] + queue { _ = core.engine.execute(command, for: client) }
      let refusal = core.refusal(of: ["EXEC"], from: client)
      XCTAssertEqual(refusal?.code, queue.count > 1 ? "EXECABORT" : nil)
      XCTAssertEqual(client.transaction == nil, queue.count > 1)
      client.transaction = nil
    }
  }

  func testATornTailIsCutOff() async throws {
    let folder = try temporaryFolder()
    let whole = encoded([["SELECT", "0"], ["SET", "a", "1"]])
    let next = encoded([["SET", "b", "22"]])
    let transaction = encoded([["MULTI"], ["SET", "a", "2"], ["SET", "b", "2"]])
    let tails =
      (1..<next.utf8.count).map { String(decoding: next.utf8.prefix($0), as: UTF8.self) }
      + [transaction]
    for (number, tail) in tails.enumerated() {
      let path = "\(folder)/\(number).aof"
      try (whole + tail).write(toFile: path, atomically: true, encoding: .utf8)
      let probe = try ServerProbe { $0.appendOnly = .init(path) }
      XCTAssertTrue(
        probe.server.notices.contains {
          $0.contains("its last \(tail.utf8.count) bytes, from byte \(whole.utf8.count) on")
        },
        "\(probe.server.notices)"
      )
      let wire = try await probe.connect()
      let replies = try await wire.raw("GET a\r\nGET b\r\n", replies: 2)
      XCTAssertEqual(replies, [.bulk("1"), .null], tail)
      try await probe.server.stop()
      XCTAssertEqual(try text(path), whole)
    }
  }

  func testWhereThePortIsTakenTheFileIsNotTouched() async throws {
    let path = try temporaryFolder() + "/one.aof"
    try "*3\r\n$3\r\nSET\r\n$1\r\na".write(toFile: path, atomically: true, encoding: .utf8)
    let probe = try ServerProbe()
    var configuration = RedisServer.Configuration(port: probe.server.port)
    configuration.appendOnly = .init(path)
    XCTAssertThrowsError(try RedisServer(configuration))
    XCTAssertEqual(try text(path), "*3\r\n$3\r\nSET\r\n$1\r\na")
    try await probe.server.stop()
  }

  func testTwoServersDoNotShareAFile() async throws {
    let folder = try temporaryFolder()
    for path in [folder + "/one.aof", folder + "/appendonlydir/"] {
      let probe = try ServerProbe { $0.appendOnly = .init(path) }
      XCTAssertThrowsError(try ServerProbe { $0.appendOnly = .init(path) }) { error in
        XCTAssertTrue("\(error)".contains("another server writes to"), "\(error)")
      }
      try await probe.server.stop()
      let next = try ServerProbe { $0.appendOnly = .init(path) }
      try await next.server.stop()
    }
  }

  func testASyncThatFailsIsTriedAgain() async throws {
    let path = try temporaryFolder() + "/one.aof"
    let engine = RedisEngine(clock: { 1_000_000 })
    let failures = Mutex(2)
    let file = try AppendOnlyFile(
      AppendOnlyLayout(path, fileName: ""),
      sync: .everySecond,
      bringToDisk: { file throws(DiskError) in
        let fails = failures.withLock { left in
          defer { left -= 1 }
          return left > 0
        }
        if fails { throw DiskError("sync", file.path) }
      }
    )
    engine.onWrite = { file.append($0, $1) }
    _ = engine.execute(["SET", "a", "1"], for: engine.connect { _ in })
    try file.write(now: 0)
    XCTAssertNil(file.anyTrouble)
    while file.anyTrouble == nil {
      file.syncInBackground()
      await Task.yield()
    }
    XCTAssertEqual(file.anyTrouble?.action, "sync")
    while file.anyTrouble != nil {
      file.syncInBackground()
      await Task.yield()
    }
    XCTAssertEqual(failures.withLock { $0 }, -1, "two that failed and one that did not")
    try file.close()
  }

  func testADamagedMiddleIsRefusedWithItsOffset() throws {
    let path = try temporaryFolder() + "/one.aof"
    let start = encoded([["SELECT", "0"], ["SET", "a", "1"]])
    for damage in [
      "*1\r\n$-1\r\n", "*x\r\n", "*1\r\n$3\r\nGETxx", "*0\r\n", "\0\0\0\0", "*1\r\n*1\r\n",
    ] {
      let damaged = start + damage + start
      try damaged.write(toFile: path, atomically: true, encoding: .utf8)
      XCTAssertThrowsError(try ServerProbe { $0.appendOnly = .init(path) }, damage) { error in
        XCTAssertTrue("\(error)".contains("is damaged at byte"), "\(error)")
      }
      XCTAssertEqual(try text(path), damaged, "what cannot be read is left alone")
    }
  }

  func testACommandThatFailsIsRefused() throws {
    let path = try temporaryFolder() + "/one.aof"
    let start = encoded([["SELECT", "0"], ["SET", "a", "x"]])
    try (start + encoded([["INCR", "a"]])).write(toFile: path, atomically: true, encoding: .utf8)
    XCTAssertThrowsError(try ServerProbe { $0.appendOnly = .init(path) }) { error in
      XCTAssertTrue(
        "\(error)".contains("byte \(start.utf8.count): the command \"INCR\" was refused"),
        "\(error)"
      )
    }
  }

  func testASnapshotInRDBFormatIsExplained() throws {
    let path = try temporaryFolder() + "/one.aof"
    try "REDIS0010\u{1}".write(toFile: path, atomically: true, encoding: .utf8)
    XCTAssertThrowsError(try ServerProbe { $0.appendOnly = .init(path) }) { error in
      XCTAssertTrue("\(error)".contains("aof-use-rdb-preamble no"), "\(error)")
    }
  }

  func testNothingExpiresWhileTheFileIsRead() async throws {
    let path = try temporaryFolder() + "/one.aof"
    let file = encoded([
      ["SELECT", "0"], ["SET", "n", "5"], ["PEXPIREAT", "n", "1000"], ["INCR", "n"],
      ["PERSIST", "n"], ["SET", "gone", "1", "PXAT", "1000"], ["SET", "m", "1"],
    ])
    try file.write(toFile: path, atomically: true, encoding: .utf8)
    let replies = try await run(path, ["GET n", "GET gone", "GET m"])
    XCTAssertEqual(replies, [.bulk("6"), .null, .bulk("1")])
  }

  func testTheFolderOfRedis7IsReadAndWritten() async throws {
    let folder = try temporaryFolder() + "/appendonlydir"
    try await run(folder + "/", ["SET a 1"])
    XCTAssertEqual(
      try text(folder + "/appendonly.aof.manifest"),
      "file appendonly.aof.1.incr.aof seq 1 type i\n"
    )
    try encoded([["SELECT", "0"], ["SET", "b", "base"], ["SET", "a", "base"]]).write(
      toFile: folder + "/appendonly.aof.1.base.aof",
      atomically: true,
      encoding: .utf8
    )
    try """
    file appendonly.aof.1.base.aof seq 1 type b
    file gone.aof seq 0 type h
    file appendonly.aof.1.incr.aof seq 1 type i

    """.write(
      toFile: folder + "/appendonly.aof.manifest",
      atomically: true,
      encoding: .utf8
    )
    let replies = try await run(folder, ["GET a", "GET b"])
    XCTAssertEqual(replies, [.bulk("1"), .bulk("base")])
  }

  func testARewriteKeepsTheKeysAndWhatComesMeanwhile() async throws {
    let path = try temporaryFolder() + "/one.aof"
    let engine = RedisEngine(clock: { 1_000_000 })
    let file = try AppendOnlyFile(AppendOnlyLayout(path, fileName: ""), sync: .always)
    engine.onWrite = { file.append($0, $1) }
    let client = engine.connect { _ in }
    for number in 1...200 {
      _ = engine.execute(["INCR", "n"], for: client)
      _ = engine.execute(["RPUSH", "l", RedisBytes(number)], for: client)
    }
    XCTAssertFalse(file.beginRewrite(engine), "the changes are not in the old file yet")
    try file.write(now: 0)
    let before = try text(path)
    XCTAssertTrue(file.beginRewrite(engine))
    // These come after the snapshot, and the second after the new file was written from it.
    _ = engine.execute(["INCR", "n"], for: client)
    try file.write(now: 0)
    while try !file.continueRewrite() { await Task.yield() }
    _ = engine.execute(["INCR", "n"], for: client)
    try file.write(now: 0)
    try file.close()
    let after = try text(path)
    XCTAssertLessThan(after.utf8.count, before.utf8.count)
    XCTAssertTrue(
      after.hasSuffix(
        encoded([["SELECT", "0"], ["INCR", "n"], ["SELECT", "0"], ["INCR", "n"]])
      ),
      after
    )
    let replies = try await run(path, ["GET n", "LLEN l", "LINDEX l 0"])
    XCTAssertEqual(replies, [.bulk("202"), .integer(200), .bulk("1")])
  }

  func testARewriteEndsHoweverMuchIsWrittenMeanwhile() async throws {
    let path = try temporaryFolder() + "/one.aof"
    let engine = RedisEngine(clock: { 1_000_000 })
    let file = try AppendOnlyFile(AppendOnlyLayout(path, fileName: ""), sync: .never)
    engine.onWrite = { file.append($0, $1) }
    let client = engine.connect { _ in }
    let value = RedisBytes([UInt8](repeating: 1, count: 100_000))
    XCTAssertTrue(file.beginRewrite(engine))
    var additions = -1
    repeat {
      if file.additions > additions {
        additions = file.additions
        _ = engine.execute(["SET", "k:\(additions)", value], for: client)
        try file.write(now: 0)
      }
      guard additions < 20 else { return XCTFail("the new file never catches up") }
      await Task.yield()
    } while try !file.continueRewrite()
    try file.close()
    let keys = (0...additions).map { "STRLEN k:\($0)" }
    let lengths = try await run(path, keys + ["DBSIZE"])
    XCTAssertEqual(
      lengths,
      keys.map { _ in .integer(100_000) } + [.integer(additions + 1)]
    )
  }
}
