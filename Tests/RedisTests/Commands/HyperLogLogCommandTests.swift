import XCTest

@testable import Redis

final class HyperLogLogCommandTests: XCTestCase {
  func testAnEmptyOneIsOneRunOfZeros() {
    let redis = EngineProbe()
    XCTAssertEqual(redis.run("PFADD p"), "1")
    XCTAssertEqual(redis.run("PFADD p"), "0")
    XCTAssertEqual(redis.run("STRLEN p"), "18")
    XCTAssertEqual(redis.run("PFDEBUG DECODE p"), "\"Z:16384\"")
    XCTAssertEqual(redis.run("PFCOUNT p"), "0")
  }

  func testTheHashIsTheOneThatRedisUses() {
    // Registers and values as PFDEBUG DECODE of Redis 7.0 shows them.
    let redis = EngineProbe()
    redis.run("PFADD p a b c")
    XCTAssertEqual(
      redis.run("PFDEBUG DECODE p"),
      "\"Z:8436 v:1,1 Z:4274 v:2,1 Z:3068 v:1,1 Z:603\""
    )
    XCTAssertEqual(redis.run("PFCOUNT p"), "3")
  }

  func testRunsOfOneValueAreJoinedAndSplitWithoutChangingAnyRegister() throws {
    var sparse = RedisHyperLogLog()
    var expected = [UInt8](repeating: 0, count: RedisHyperLogLog.registerCount)
    for step in 0..<600 {
      let register = (step * 7919 + step / 3) % 900
      let value = UInt8(1 + step % 5)
      expected[register] = max(expected[register], value)
      _ = try sparse.raise(register, to: value, sparseLimit: 3000)
      if step % 50 == 0 { XCTAssertEqual(try sparse.registers(), expected, "step \(step)") }
    }
    XCTAssertEqual(sparse.encoding, .sparse)
    XCTAssertEqual(try sparse.registers(), expected)
    try sparse.makeDense()
    XCTAssertEqual(try sparse.registers(), expected)
  }

  func testItBecomesDenseWhenItGrowsAndStaysWithinTwoPercent() {
    let redis = EngineProbe()
    for start in stride(from: 0, to: 50_000, by: 500) {
      redis.run(["PFADD", "p"] + (start..<start + 500).map { RedisBytes("user:\($0)") })
    }
    XCTAssertEqual(redis.run("PFDEBUG ENCODING p"), "dense")
    XCTAssertEqual(redis.run("STRLEN p"), "12304")
    let count = Double(redis.run("PFCOUNT p")) ?? 0
    XCTAssertEqual(count, 50_000, accuracy: 1000)
  }

  func testMergingCountsEachElementOnce() {
    let redis = EngineProbe()
    redis.run("PFADD p a b c")
    redis.run("PFADD q b c d")
    XCTAssertEqual(redis.run("PFCOUNT p q none"), "4")
    XCTAssertEqual(redis.run("PFMERGE m p q"), "OK")
    XCTAssertEqual(redis.run("PFCOUNT m"), "4")
    XCTAssertEqual(redis.run("PFCOUNT p"), "3")
  }

  func testAStringThatIsNoneIsRefusedAndABrokenOneSaysSo() {
    let redis = EngineProbe()
    redis.run("SET s hello")
    XCTAssertEqual(
      redis.run("PFADD s a"),
      "(error) WRONGTYPE Key is not a valid HyperLogLog string value."
    )
    let head: [UInt8] = Array("HYLL".utf8) + [1] + Array(repeating: 0, count: 10) + [0x80]
    redis.run(["SET", "s", RedisBytes(head + [0x7F, 0xFE])])
    XCTAssertEqual(
      redis.run("PFCOUNT s"),
      "(error) INVALIDOBJ Corrupted HLL object detected"
    )
  }

  func testTheSelfTestPasses() {
    XCTAssertEqual(EngineProbe().run("PFSELFTEST"), "OK")
  }
}
