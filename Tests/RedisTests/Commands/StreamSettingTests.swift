import XCTest

@testable import Redis

/// Settings of streams and HyperLogLogs that `CONFIG SET` changes.
final class StreamSettingTests: XCTestCase {
  func testTrimmingAboutSoFarGoesByNodesOfTheSizeThatIsSet() async {
    let redis = FakeRedis()
    for (entries, left) in [("5", "10"), ("100", "100"), ("0", "100")] {
      _ = await redis.answer("FLUSHALL")
      _ = await redis.answer("CONFIG SET stream-node-max-entries \(entries)")
      for number in 1...100 { _ = await redis.answer("XADD log \(number)-0 f v") }
      _ = await redis.answer("XTRIM log MAXLEN ~ 7")
      let length = await redis.answer("XLEN log")
      XCTAssertEqual(length, left, "nodes of \(entries)")
    }
  }

  func testANodeEndsAtTheBytesThatAreSet() async {
    let redis = FakeRedis()
    _ = await redis.answer("CONFIG SET stream-node-max-bytes 64")
    for number in 1...20 { _ = await redis.answer("XADD log \(number)-0 f v") }
    let trimmed = await redis.answer("XTRIM log MAXLEN ~ 1")
    XCTAssertEqual(trimmed, "16")
  }

  func testACountBecomesDenseAtTheBytesThatAreSet() async {
    let redis = FakeRedis()
    for (limit, encoding) in [("3000", "sparse"), ("20", "dense")] {
      _ = await redis.answer("DEL visitors")
      _ = await redis.answer("CONFIG SET hll-sparse-max-bytes \(limit)")
      _ = await redis.answer("PFADD visitors a b c d e f g h")
      let actual = await redis.answer("PFDEBUG ENCODING visitors")
      XCTAssertEqual(actual, encoding, "at most \(limit) bytes")
    }
  }
}
