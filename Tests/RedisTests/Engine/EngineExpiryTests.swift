import XCTest

@testable import Redis

final class EngineExpiryTests: XCTestCase {
  func testAKeyIsThereUntilItsDeadlineAndGoneAtIt() {
    let redis = EngineProbe()
    redis.run("SET k v PX 100")
    redis.advance(milliseconds: 99)
    XCTAssertEqual(redis.run("GET k"), "\"v\"")
    XCTAssertEqual(redis.run("PTTL k"), "1")
    redis.advance(milliseconds: 1)
    XCTAssertEqual(redis.run("GET k"), "nil")
    XCTAssertEqual(redis.run("DBSIZE"), "0")
  }

  func testKeysExpireInTheOrderOfTheirDeadlinesWithAnEventEach() {
    let redis = EngineProbe()
    redis.run("CONFIG SET notify-keyspace-events Ex")
    redis.run("SUBSCRIBE __keyevent@0__:expired", as: 1)
    _ = redis.takeReceived(by: 1)
    for (key, lifetime) in [("c", 300), ("a", 100), ("d", 400), ("b", 200)] {
      redis.run("SET \(key) v PX \(lifetime)")
    }
    redis.run("PERSIST d")
    redis.advance(milliseconds: 1000)
    let keys = redis.takeReceived(by: 1).map { $0.split(separator: ", ").last.map(String.init) }
    XCTAssertEqual(keys, ["\"a\"]", "\"b\"]", "\"c\"]"])
    XCTAssertEqual(redis.run("KEYS *"), "[\"d\"]")
  }

  func testOverwritingDropsTheDeadlineAndKeepTTLKeepsIt() {
    let redis = EngineProbe()
    redis.run("SET k v EX 10")
    redis.run("SET k w KEEPTTL")
    XCTAssertEqual(redis.run("TTL k"), "10")
    redis.run("APPEND k x")
    XCTAssertEqual(redis.run("TTL k"), "10")
    redis.run("SET k v")
    XCTAssertEqual(redis.run("TTL k"), "-1")
  }

  func testTheEngineSaysWhenItHasSomethingToDoNext() {
    let redis = EngineProbe()
    XCTAssertNil(redis.engine.nextDeadline)
    redis.run("SET late v PX 500")
    redis.run("SET soon v PX 200")
    XCTAssertEqual(redis.engine.nextDeadline, redis.engine.now + 200)
    redis.advance(milliseconds: 200)
    XCTAssertEqual(redis.engine.nextDeadline, redis.engine.now + 300)
  }

  func testAHeapOfManyDeadlinesHoldsWhileKeysComeGoAndChange() {
    let redis = EngineProbe()
    var random = redis.engine.random
    var expected: [String: Int] = [:]
    for step in 0..<5000 {
      let key = "k\(Int.random(in: 0..<300, using: &random))"
      switch Int.random(in: 0..<4, using: &random) {
      case 0:
        redis.run("DEL \(key)")
        expected[key] = nil
      case 1:
        redis.run("PERSIST \(key)")
        if expected[key] != nil { expected[key] = Int.max }
      default:
        let deadline = redis.engine.now + 1 + Int.random(in: 0..<3000, using: &random)
        redis.run("SET \(key) v PXAT \(deadline)")
        expected[key] = deadline
      }
      if step % 10 == 0 {
        redis.advance(milliseconds: 7)
        expected = expected.filter { $0.value > redis.engine.now }
      }
      XCTAssertEqual(redis.run("DBSIZE"), String(expected.count), "after step \(step)")
    }
  }
}
