import Foundation
import Lab
import XCTest

@testable import Redis
@testable import Sockets

/// Whether what an engine hands on makes the same keys again, whatever the commands were.
///
/// ``DifferentialTests`` compare what clients are told; these, what is kept and what replicas hold.
/// How much they do is in ``RandomAmount``.
final class ChangeTests: XCTestCase {
  private static let length = 120
  /// With so many failures there is something to do before there is more to be found.
  private static let limit = 5

  func testWhatIsHandedOnMakesTheSameKeysAgain() throws {
    try compare(part: 0.025) { script, _ in
      let original = ChangeSubject()
      original.writeDownChanges()
      original.play(script)
      let copy = ChangeSubject(now: original.now)
      let refused = copy.repeatChanges(original.changes).map { "refused: \($0)" }
      let difference = refused ?? original.dump().difference(from: copy.dump())
      return difference.map { "\($0)\nhanded on:\n\(original.changeLines)" }
    }
  }

  func testAReplicaHoldsWhatItsPrimaryHolds() throws {
    let lags = [Duration.zero, .milliseconds(5), .milliseconds(50)]
    try compare(part: 0.018) { script, seed in
      let pair = ReplicaPair(lag: lags[seed % lags.count])
      pair.play(script)
      let (primary, replica) = pair.dumps()
      return primary.difference(from: replica)
    }
  }

  /// The file is written and read as the server does it.
  func testTheFileMakesTheSameKeysAgain() throws {
    try compareFiles(in: temporaryFolder()) { file, original in
      let copy = ChangeSubject(now: original.now)
      try copy.load(file)
      return original.dump().difference(from: copy.dump())
    }
  }

  func testARealRedisMakesTheSameKeysOfTheFile() throws {
    let tool = try RedisTool("redis-server", in: temporaryFolder())
    try tool.requireVersion(7, for: "PEXPIRETIME")
    try compareFiles(in: tool.folder) { file, original in
      original.dump(withTimes: false).difference(from: try tool.dump(of: file))
    }
  }

  private func compareFiles(
    in folder: String,
    _ difference: (_ file: String, _ original: ChangeSubject) throws -> String?
  ) throws {
    for seed in try RandomAmount(part: 0.012).seeds(length: Self.length) {
      var writer = ChangeScriptWriter(seed: UInt64(seed))
      let original = ChangeSubject()
      let file = "\(folder)/\(seed).aof"
      try original.play(writer.script(length: Self.length), writingTo: file)
      let found = try difference(file, original)
      XCTAssertNil(found, "COURSE_SEED=\(seed)\n\(found ?? "")")
    }
  }

  /// Plays random scripts; one that shows a difference is reported as short as it can be made.
  private func compare(
    part: Double,
    _ difference: (_ script: [ChangeStep], _ seed: Int) throws -> String?
  ) throws {
    var failures = 0
    for seed in try RandomAmount(part: part).seeds(length: Self.length) {
      var writer = ChangeScriptWriter(seed: UInt64(seed))
      let script = writer.script(length: Self.length)
      guard try difference(script, seed) != nil else { continue }
      let short = try Shrinking.shortest(script) { try difference($0, seed) != nil }
      let found = try difference(short, seed) ?? ""
      XCTFail("COURSE_SEED=\(seed)\n\(short.lines.joined(separator: "\n"))\n\(found)")
      failures += 1
      if failures == Self.limit { return }
    }
  }
}

extension RedisTool {
  /// What a server holds that has started with an append-only file in its folder.
  fileprivate func dump(of path: String) throws -> KeyspaceDump {
    let file = URL(filePath: path).lastPathComponent
    let port = try unusedPort()
    let process = try start([
      "--port", "\(port)", "--bind", "127.0.0.1", "--save", "", "--appendonly", "yes",
      "--appendfilename", file, "--appenddirname", file + ".d",
    ])
    defer {
      process.terminate()
      process.waitUntilExit()
    }
    let url = try RedisURL("redis://127.0.0.1:\(port)", source: "the test")
    let connection = try LiveConnection(url)
    return try KeyspaceDump { try connection.ask($0) }
  }

  private func unusedPort() throws -> Int {
    var options = ListenerOptions()
    options.interface = .address("127.0.0.1")
    let socket = try BoundSocket.bind(options)[0]
    SystemCalls.close(socket.descriptor)
    return socket.address.port
  }
}
