import XCTest

@testable import Redis

final class EngineEvictionTests: XCTestCase {
  private static let value = String(repeating: "v", count: 200)

  /// An engine with room for about a hundred keys of 200 bytes, under a policy.
  private func full(_ policy: String) -> EngineProbe {
    let redis = EngineProbe()
    redis.run("SET k0 \(Self.value)")
    let perKey = redis.engine.memory.used
    redis.run("CONFIG SET maxmemory-policy \(policy)")
    redis.run("CONFIG SET maxmemory \(RedisEngine.baseMemory + 100 * perKey)")
    return redis
  }

  func testNoEvictionRefusesWritesAndStillReads() {
    let redis = full("noeviction")
    var replies: Set<String> = []
    for number in 1..<200 { replies.insert(redis.run("SET k\(number) \(Self.value)")) }
    XCTAssertEqual(
      replies,
      ["OK", "(error) OOM command not allowed when used memory > 'maxmemory'."]
    )
    XCTAssertEqual(redis.run("GET k0"), "\"\(Self.value)\"")
    XCTAssertEqual(redis.run("DEL k1 k2 k3"), "3")
    XCTAssertEqual(redis.run("SET more \(Self.value)"), "OK")
  }

  func testEveryPolicyKeepsTheMemoryNearTheLimit() {
    for policy in EvictionPolicy.allCases where policy != .noEviction {
      let redis = full(policy.rawValue)
      for number in 1..<1000 {
        let reply = redis.run("SET k\(number) \(Self.value) EX \(1000 + number)")
        XCTAssertEqual(reply, "OK", policy.rawValue)
      }
      let slack = 400
      XCTAssertLessThanOrEqual(
        redis.engine.usedMemory,
        redis.engine.configuration.maxMemory + slack,
        policy.rawValue
      )
      XCTAssertGreaterThan(redis.engine.databases[0].keys.count, 90, policy.rawValue)
    }
  }

  func testAVolatilePolicyLeavesKeysWithoutADeadlineAlone() {
    let redis = full("volatile-lru")
    for number in 1..<50 { redis.run("SET keep\(number) \(Self.value)") }
    for number in 1..<200 { redis.run("SET k\(number) \(Self.value) EX 1000") }
    for number in 1..<50 { XCTAssertEqual(redis.run("EXISTS keep\(number)"), "1") }
    XCTAssertEqual(redis.run("EXISTS k0"), "1")
  }

  func testLRUKeepsWhatIsUsed() {
    let redis = full("allkeys-lru")
    redis.run("CONFIG SET maxmemory-samples 10")
    for number in 1..<400 {
      redis.advance(milliseconds: 1000)
      redis.run("SET k\(number) \(Self.value)")
      redis.run("GET k0")
    }
    XCTAssertEqual(redis.run("EXISTS k0"), "1", "a key that is read all the time stays")
    XCTAssertEqual(redis.run("EXISTS k1"), "0", "the oldest that nobody read is gone")
  }

  func testLFUKeepsWhatIsUsedOftenThoughNotLately() {
    let redis = full("allkeys-lfu")
    redis.run("CONFIG SET maxmemory-samples 10")
    for _ in 0..<2000 { redis.run("GET k0") }
    XCTAssertNotEqual(redis.run("OBJECT FREQ k0"), "5")
    for number in 1..<400 { redis.run("SET k\(number) \(Self.value)") }
    XCTAssertEqual(redis.run("EXISTS k0"), "1")
  }

  func testTTLEvictsWhatWouldGoFirstAnyway() {
    let redis = full("volatile-ttl")
    redis.run("CONFIG SET maxmemory-samples 10")
    redis.run("SET longest \(Self.value) EX 1000000")
    for number in 1..<400 { redis.run("SET k\(number) \(Self.value) EX \(number)") }
    XCTAssertEqual(redis.run("EXISTS longest"), "1")
  }

  func testFrequencyRisesSlowlyAndDecaysByTheMinute() {
    let rule = FrequencyRule()
    let start = 1_767_225_600_000
    var random = EngineProbe().engine.random
    var bits = rule.new(now: start)
    XCTAssertEqual(rule.decayed(bits, now: start), 5)
    for _ in 0..<1000 { bits = rule.used(bits, now: start) { random.unit() } }
    let counter = rule.decayed(bits, now: start)
    XCTAssertTrue((10...30).contains(counter), "\(counter) after a thousand uses")
    XCTAssertEqual(rule.decayed(bits, now: start + 3 * 60_000), counter - 3)
    XCTAssertEqual(rule.decayed(bits, now: start + 500 * 60_000), 0)
  }
}
