import Lab
import Redis
import XCTest

final class ClientConfigurationTests: XCTestCase {
  func testAURLIsReadIntoItsParts() throws {
    let here = RedisEndpoint("127.0.0.1", port: 6379)
    let cases: [(String, RedisEndpoint, user: String?, password: String?, database: Int)] = [
      ("redis://", here, nil, nil, 0),
      ("redis://127.0.0.1", here, nil, nil, 0),
      ("REDIS://cache.example:7000", RedisEndpoint("cache.example", port: 7000), nil, nil, 0),
      ("redis://127.0.0.1/3", here, nil, nil, 3),
      ("redis://127.0.0.1/", here, nil, nil, 0),
      ("redis://:secret@127.0.0.1", here, nil, "secret", 0),
      ("redis://ann:secret@127.0.0.1:6379/15", here, "ann", "secret", 15),
      ("redis://ann:a%40b%3A%2F%25@127.0.0.1", here, "ann", "a@b:/%", 0),
      ("redis://ann:a:b@127.0.0.1", here, "ann", "a:b", 0),
      ("redis://[::1]:6380/1", RedisEndpoint("::1", port: 6380), nil, nil, 1),
      ("redis://[::1]", RedisEndpoint("::1", port: 6379), nil, nil, 0),
    ]
    for (text, endpoint, user, password, database) in cases {
      let url = try RedisURL(text)
      XCTAssertEqual(url.endpoint, endpoint, text)
      XCTAssertEqual(url.user, user, text)
      XCTAssertEqual(url.password, password, text)
      XCTAssertEqual(url.database, database, text)
    }
  }

  func testABadURLIsRefusedWithItsProblem() {
    let cases: [(String, problem: String)] = [
      ("127.0.0.1:6379", "it does not begin with redis://"),
      ("http://127.0.0.1", "\"http\" is not the scheme redis"),
      ("rediss://127.0.0.1", "connections over TLS are not supported"),
      ("redis://127.0.0.1:0", "the port \"0\" is not a number from 1 to 65535"),
      ("redis://127.0.0.1:x", "the port \"x\" is not a number from 1 to 65535"),
      ("redis://127.0.0.1:70000", "the port \"70000\" is not a number from 1 to 65535"),
      ("redis://127.0.0.1/zero", "the database \"zero\" is not a number such as 0"),
      ("redis://127.0.0.1/-1", "the database \"-1\" is not a number such as 0"),
      ("redis://::1:6379", "the IPv6 address \"::1:6379\" is not in brackets as in [::1]:6379"),
      ("redis://[::1", "\"[::1\" has no ] after its IPv6 address"),
      ("redis://[::1]6379", "\"6379\" follows the host where a port may be"),
      (
        "redis://ann@127.0.0.1",
        "there is a user but no password; a password alone is written as :password@"
      ),
      (
        "redis://:%4@127.0.0.1",
        "a % in the user or password is not followed by two hexadecimal digits"
      ),
      ("redis://127.0.0.1?db=3", "\"?db=3\" is not understood; options are set in code"),
    ]
    for (text, problem) in cases {
      XCTAssertThrowsError(try RedisURL(text), text) { error in
        XCTAssertEqual((error as? RedisURLError)?.problem, problem, text)
      }
    }
  }

  func testAPasswordIsNeverShown() throws {
    let url = try RedisURL("redis://ann:secret@127.0.0.1/2")
    XCTAssertEqual("\(url)", "redis://ann:…@127.0.0.1:6379/2")
    XCTAssertThrowsError(try RedisURL("redis://ann:secret@127.0.0.1:x", source: "REDIS_URL")) {
      XCTAssertEqual(
        "\($0)",
        "REDIS_URL is \"redis://ann:…@127.0.0.1:x\": the port \"x\" is not a number from 1 to 65535. "
          + "Write it like redis://127.0.0.1:6379/0 or redis://user:password@host:6379/0."
      )
    }
  }

  func testTheEnvironmentChoosesTheConnection() throws {
    func connection(_ environment: [String: String]) throws -> any RedisConnection {
      try RedisConnections.fromEnvironment({ environment[$0] }, default: ScriptedConnection())
    }
    XCTAssertTrue(try connection([:]) is ScriptedConnection)
    XCTAssertTrue(try connection(["REDIS_URL": "", "REDIS_CLUSTER": ""]) is ScriptedConnection)
    let client = try connection(["REDIS_URL": "redis://:pw@127.0.0.1:7000/4"]) as? RedisClient
    XCTAssertEqual(client?.configuration.endpoint.port, 7000)
    XCTAssertEqual(client?.configuration.password, "pw")
    XCTAssertEqual(client?.configuration.database, 4)
    let cluster = try connection(["REDIS_CLUSTER": "redis://:pw@127.0.0.1:7001, 127.0.0.1:7002"])
    XCTAssertEqual((cluster as? RedisClusterClient)?.configuration.password, "pw")
    for bad in [["REDIS_URL": "localhost"], ["REDIS_CLUSTER": "127.0.0.1:7001,"]] {
      XCTAssertThrowsError(try connection(bad)) { XCTAssertTrue($0 is RedisURLError, "\($0)") }
    }
  }

  func testPausesDoubleUpToTheCap() {
    var random = SplitMix64(seed: 1)
    let backoff = RedisBackoff(first: .milliseconds(50), longest: .seconds(1), jitter: 0)
    let pauses = (1...7).map { backoff.pause(afterFailures: $0, using: &random) }
    XCTAssertEqual(pauses, [50, 100, 200, 400, 800, 1000, 1000].map { .milliseconds($0) })
    XCTAssertEqual(backoff.pause(afterFailures: 1_000_000, using: &random), .seconds(1))
  }

  func testJitterShortensPausesAndFollowsFromTheSeed() {
    let backoff = RedisBackoff(first: .seconds(1), longest: .seconds(1), jitter: 0.5)
    func pauses(seed: UInt64) -> [Duration] {
      var random = SplitMix64(seed: seed)
      return (1...100).map { backoff.pause(afterFailures: $0, using: &random) }
    }
    XCTAssertTrue(pauses(seed: 7).allSatisfy { $0 > .milliseconds(500) && $0 <= .seconds(1) })
    XCTAssertGreaterThan(Set(pauses(seed: 7)).count, 90)
    XCTAssertEqual(pauses(seed: 7), pauses(seed: 7))
    XCTAssertNotEqual(pauses(seed: 7), pauses(seed: 8))
  }
}
