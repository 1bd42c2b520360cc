import XCTest

@testable import Redis

final class ServerConfigurationTests: XCTestCase {
  func testAFileOfSettingsIsRead() throws {
    let configuration = try ConfigurationFile(
      """
      # A comment, and an empty line:

      port 7777
      bind 127.0.0.1 -::1
      requirepass "a b"
      maxmemory 100mb
      maxmemory-policy allkeys-lru
      TIMEOUT 30
      maxclients 20
      notify-keyspace-events KEA
      client-output-buffer-limit pubsub 1mb 512kb 10
      """
    ).configuration
    XCTAssertEqual(configuration.port, 7777)
    XCTAssertNil(configuration.host)
    XCTAssertEqual(configuration.password, "a b")
    XCTAssertEqual(configuration.maxMemory, 100 << 20)
    XCTAssertEqual(configuration.maxMemoryPolicy, "allkeys-lru")
    XCTAssertEqual(configuration.timeout, 30)
    XCTAssertEqual(configuration.maxClients, 20)
    XCTAssertEqual(
      configuration.outputLimits.pubsub,
      .init(hard: 1 << 20, soft: 512 << 10, seconds: 10)
    )
    XCTAssertEqual(configuration.settings.map(\.name), ["notify-keyspace-events"])
    XCTAssertNil(configuration.appendOnly)
  }

  func testTheAppendOnlyFileLiesWhereRedisPutsIt() throws {
    let configuration = try ConfigurationFile(
      "appendonly yes\nappendfsync always\ndir /data\nappendfilename my.aof\n"
    ).configuration
    XCTAssertEqual(
      configuration.appendOnly,
      .init("/data/appendonlydir/my.aof.manifest", sync: .always)
    )
  }

  func testEveryLineThatCannotBeUsedIsNamed() {
    let text = "port 80000\nmaxmemroy 1gb\ncluster-enabled yes\nport 1\nset \"x\n"
    XCTAssertThrowsError(try ConfigurationFile(text, name: "my.conf")) { error in
      let lines = "\(error)".split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
      XCTAssertEqual(lines.count, 5, "\(error)")
      XCTAssertEqual(lines.first, "my.conf has 4 lines that cannot be used:")
      XCTAssertTrue(lines[1].hasPrefix("my.conf:1: port: "), lines[1])
      XCTAssertEqual(lines[2], "my.conf:2: maxmemroy: there is no such setting here")
      XCTAssertTrue(lines[3].hasPrefix("my.conf:3: cluster-enabled: "), lines[3])
      XCTAssertEqual(lines[4], "my.conf:5: quotes that do not match")
    }
  }

  func testSettingsReachTheEngine() async throws {
    let file = try ConfigurationFile("port 0\nmaxmemory 5mb\nhash-max-listpack-entries 7\n")
    let probe = try ServerProbe { $0 = file.configuration }
    let wire = try await probe.connect()
    let memory = try await wire.send("CONFIG", "GET", "maxmemory")
    let entries = try await wire.send("CONFIG", "GET", "hash-max-listpack-entries")
    XCTAssertEqual(memory, .array([.bulk("maxmemory"), .bulk("5242880")]))
    XCTAssertEqual(entries, .array([.bulk("hash-max-listpack-entries"), .bulk("7")]))
    try await probe.server.stop()
  }

  func testTheNumberOfClientsCanBeChanged() async throws {
    let probe = try ServerProbe { $0.maxClients = 2 }
    let first = try await probe.connect()
    let second = try await probe.connect()
    _ = try await second.send("PING")
    let refused = try await probe.connect()
    // It may be closed before it can ask.
    let refusal = try? await refused.send("PING")
    XCTAssertNotEqual(refusal, .simple("PONG"))
    let changed = try await first.send("CONFIG", "SET", "maxclients", "3")
    XCTAssertEqual(changed, .ok)
    let third = try await probe.connect()
    let answer = try await third.send("PING")
    XCTAssertEqual(answer, .simple("PONG"))
    try await probe.server.stop()
  }

  func testWhatCannotChangeWhileTheServerRunsIsRefused() async throws {
    let probe = try ServerProbe()
    let wire = try await probe.connect()
    for name in ["appendonly", "aof-use-rdb-preamble"] {
      let reply = try await wire.send("CONFIG", "SET", name, "yes")
      XCTAssertEqual(
        reply,
        .error(
          RedisError(
            "CONFIG SET failed (possibly related to argument '\(name)') - can't set immutable config"
          )
        )
      )
    }
    try await probe.server.stop()
  }

  func testASlowReaderIsClosedByItsLimits() {
    let limit = OutputLimits.Limit(hard: 100, soft: 10, seconds: 2)
    var watch = OutputWatch()
    XCTAssertFalse(watch.isExceeded(limit, pending: 10, now: 0))
    XCTAssertFalse(watch.isExceeded(limit, pending: 11, now: 1000))
    XCTAssertFalse(watch.isExceeded(limit, pending: 50, now: 2999))
    XCTAssertTrue(watch.isExceeded(limit, pending: 50, now: 3000))
    XCTAssertFalse(watch.isExceeded(limit, pending: 5, now: 3001), "it has caught up")
    XCTAssertFalse(watch.isExceeded(limit, pending: 50, now: 3002))
    XCTAssertTrue(watch.isExceeded(limit, pending: 101, now: 3002))
  }
}
