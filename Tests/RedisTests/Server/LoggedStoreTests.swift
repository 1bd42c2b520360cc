import Foundation
import Week3
import XCTest

@testable import Redis

/// The file that the exercise append-only-log writes is one of Redis's.
final class LoggedStoreTests: XCTestCase {
  /// Nothing that is written now is dead before 2096.
  private static let now = 4_000_000_000_000

  /// A store whose file holds every kind of record, from a rewrite and behind it.
  private func store() -> LoggedStore {
    var store = LoggedStore(now: { Self.now })
    for number in 0..<100 { store.set("\(number)", for: "counter") }
    store.set("grün\r\n", for: "tee")
    store.set("7", for: "session", lifetime: .milliseconds(60_001))
    store.set("black", for: "coffee")
    store.beginRewrite()
    store.set("8", for: "ticket")
    store.expire("ticket", after: .seconds(90))
    store.delete("coffee")
    store.finishRewrite()
    return store
  }

  /// What a server says that has loaded the file.
  private let expected = [
    "GET counter": "99", "GET tee": "grün\r\n", "GET session": "7", "GET ticket": "8",
    "GET coffee": "", "PEXPIRETIME counter": "-1", "PEXPIRETIME tee": "-1",
    "PEXPIRETIME session": "4000000060001", "PEXPIRETIME ticket": "4000000090000",
  ]

  func testTheServerOfTheLaboratoryLoadsIt() async throws {
    let path = try temporaryFolder() + "/store.aof"
    try Data(store().file).write(to: URL(filePath: path))
    let probe = try ServerProbe { $0.appendOnly = .init(path) }
    let wire = try await probe.connect()
    for (command, answer) in expected {
      let reply = try await wire.send(command.split(separator: " ").map { RedisBytes($0) })
      let text: String? =
        switch reply {
        case .bulk(let bytes): bytes.string
        case .integer(let number): "\(number)"
        case .null: ""
        default: nil
        }
      XCTAssertEqual(text, answer, command)
    }
    try await probe.server.stop()
  }

  func testRedisCheckAOFAcceptsIt() throws {
    let tool = try RedisTool("redis-check-aof", in: temporaryFolder())
    try Data(store().file).write(to: URL(filePath: tool.folder + "/store.aof"))
    let (status, output) = try tool.run(["store.aof"])
    XCTAssertEqual(status, 0, output)
    XCTAssertTrue(output.contains("store.aof is valid"), output)
  }

  func testRedisCheckAOFCutsWhereReplayCuts() throws {
    let tool = try RedisTool("redis-check-aof", in: temporaryFolder())
    let file = store().file
    for missing in [1, 2, 5, 20, 40] {
      let torn = Array(file.dropLast(missing))
      let restored = try LoggedStore(replaying: torn, now: { Self.now })
      try Data(torn).write(to: URL(filePath: tool.folder + "/store.aof"))
      let (_, output) = try tool.run(["store.aof"])
      let place =
        torn.count == restored.file.count ? "is valid" : "ok_up_to=\(restored.file.count),"
      XCTAssertTrue(output.contains(place), "\(place) in \(output)")
    }
  }

  func testRedisLoadsIt() throws {
    let client = try RedisTool("redis-cli", in: temporaryFolder())
    let server = try RedisTool("redis-server", in: client.folder)
    try server.requireVersion(7, for: "PEXPIRETIME")
    try Data(store().file).write(to: URL(filePath: client.folder + "/store.aof"))
    // A socket in the folder needs no port.
    let process = try server.start([
      "--port", "0", "--unixsocket", "socket", "--save", "", "--appendonly", "yes",
      "--appendfilename", "store.aof",
    ])
    defer {
      process.terminate()
      process.waitUntilExit()
    }
    for (command, answer) in expected {
      let words = command.split(separator: " ").map(String.init)
      let (status, output) = try client.run(["-s", "socket", "--raw"] + words)
      XCTAssertEqual(status, 0, output)
      XCTAssertEqual(output, answer + "\n", command)
    }
  }
}
