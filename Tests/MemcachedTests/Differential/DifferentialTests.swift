import Lab
import Synchronization
import XCTest

@testable import Memcached

final class DifferentialTests: XCTestCase {
  private static let steps = 40

  /// Finds no difference in some scripts, or fails with the shortest that shows one.
  private func compare(_ server: @escaping Differential.Server, scripts: Int) async throws {
    for seed in 0..<UInt64(scripts) {
      let difference = try await Differential(server: server).run(seed: seed, steps: Self.steps)
      if let difference { return XCTFail("seed \(seed)\n\(difference.report)") }
    }
  }

  func testOurServerAnswersAsOurStore() async throws {
    let server = try MemcachedServer(serving: FakeMemcached(clock: ManualClock()))
    let port = server.port
    try await compare({ try await RawConversation.hold($0, port: port) }, scripts: 100)
    await server.stop()
  }

  func testADifferenceIsFoundAndShownInAShortScript() async throws {
    let server = try MemcachedServer(serving: FakeMemcached(clock: ManualClock()))
    let port = server.port
    // A server that says of every touch that it was in vain.
    let liar = Differential { sent in
      let answer = try await RawConversation.hold(sent, port: port)
      return Array(text(answer).replacing("TOUCHED\r\n", with: "NOT_FOUND\r\n").unicodeScalars)
        .map { UInt8(truncatingIfNeeded: $0.value) }
    }
    var found: Differential.Difference?
    for seed in 0..<20 where found == nil {
      found = try await liar.run(seed: UInt64(seed), steps: Self.steps)
    }
    let difference = try XCTUnwrap(found, "nothing was found in 20 scripts")
    XCTAssertEqual(difference.script.count, 2, "an item, and a touch\n\(difference.report)")
    XCTAssertTrue(difference.report.contains("touch "), difference.report)
    await server.stop()
  }

  func testARealServerAnswersAsOurs() async throws {
    let node = try RealMemcached.node(for: "the replies were not compared with a real memcached")
    try await RealMemcached.verifyThatItIsEmpty(node)
    let scripts = RealMemcached.number("MEMCACHED_SCRIPTS") ?? 1000
    try await compare(
      { try await RawConversation.hold($0, host: node.host, port: node.port) },
      scripts: scripts
    )
  }
}
