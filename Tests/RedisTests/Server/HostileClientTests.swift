import Lab
import Sockets
import XCTest

@testable import Redis

/// Clients that send what no client should, or take nothing of what they asked for.
final class HostileClientTests: XCTestCase {
  private static let pieces = [
    "*3\r\n$3\r\nSET\r\n$3\r\nkey\r\n$5\r\nvalue\r\n", "*1\r\n$4\r\nPING\r\n", "*", "$", "\r\n",
    "-1", "0", "3", "536870912", "1073741824", "99999999999999999999", "\0", "\"", "'", "\\x",
    "SET",
    "*-1\r\n", "*1048577\r\n", "$-1\r\n", ":1\r\n", "+OK\r\n", "MULTI\r\n", "EXEC\r\n", " ",
  ]

  /// Bytes at random, requests cut off anywhere, or the protocol's words in no order.
  private func nonsense(_ random: inout SplitMix64) -> [UInt8] {
    switch Int.random(in: 0..<3, using: &random) {
    case 0:
      return (0..<Int.random(in: 1...300, using: &random)).map { _ in
        UInt8.random(in: 0...255, using: &random)
      }
    case 1:
      let request = Self.pieces[0].utf8
      return Array(request.prefix(Int.random(in: 1..<request.count, using: &random)))
    default:
      return (0..<Int.random(in: 1...12, using: &random)).flatMap { _ in
        Array(Self.pieces[Int.random(in: 0..<Self.pieces.count, using: &random)].utf8)
      }
    }
  }

  func testWhateverBytesComeTheServerGoesOn() async throws {
    let probe = try ServerProbe()
    let witness = try await probe.connect()
    for seed in 1...8 as ClosedRange<UInt64> {
      var random = SplitMix64(seed: seed)
      for round in 1...50 {
        let bytes = nonsense(&random)
        try await probe.sendAndEnd(bytes)
        let reply = try await witness.send("PING")
        XCTAssertEqual(reply, .simple("PONG"), "seed \(seed), round \(round): \(bytes)")
      }
    }
    let clients = try await witness.send("CLIENT", "LIST")
    guard case .bulk(let list) = clients else {
      return XCTFail("CLIENT LIST said \(clients)")
    }
    XCTAssertEqual(list.string.split(separator: "\n").count, 1, list.string)
    try await probe.server.stop()
  }

  func testASubscriberWhoDoesNotReadIsClosed() async throws {
    let probe = try ServerProbe {
      $0.outputLimits.pubsub = .init(hard: 1 << 20, soft: 0, seconds: 0)
    }
    try await probe.sendAndStopReading(Array("SUBSCRIBE news\r\n".utf8))
    let publisher = try await probe.connect()
    let message = String(repeating: "m", count: 100_000)
    var receivers = try await publisher.send("PUBLISH", "news", message)
    XCTAssertEqual(receivers, .integer(1))
    // What the operating system keeps for a reader is some megabytes; a gigabyte is beyond all.
    var sent = 1
    while receivers == .integer(1), sent < 10_000 {
      receivers = try await publisher.send("PUBLISH", "news", message)
      sent += 1
    }
    XCTAssertEqual(receivers, .integer(0), "after \(sent) messages")
    try await probe.server.stop()
  }

  func testAClientWhoAsksAndNeverReadsHoldsUpNobody() async throws {
    let probe = try ServerProbe()
    let witness = try await probe.connect()
    _ = try await witness.send("SET", "big", String(repeating: "b", count: 1 << 20))
    let requests = String(repeating: "GET big\r\n", count: 2000)
    try await probe.sendAndStopReading(Array(requests.utf8))
    for _ in 1...100 {
      let reply = try await witness.send("PING")
      XCTAssertEqual(reply, .simple("PONG"))
    }
    // Two thousand answers would be two gigabytes; most were not even asked for.
    let calls = try await witness.send("INFO", "commandstats")
    guard case .bulk(let text) = calls,
      let line = text.string.split(separator: "\r\n").first(where: {
        $0.hasPrefix("cmdstat_get:calls=")
      }),
      let count = Int(line.dropFirst("cmdstat_get:calls=".count).prefix { $0.isNumber })
    else { return XCTFail("INFO said \(calls)") }
    XCTAssertLessThan(count, 200)
    try await probe.server.stop()
  }
}
