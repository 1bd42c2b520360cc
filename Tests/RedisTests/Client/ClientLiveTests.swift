import Lab
import XCTest

@testable import Redis

/// The clients against the servers that `REDIS_URL` and `REDIS_CLUSTER` name.
final class ClientLiveTests: XCTestCase {
  private func client() throws -> RedisClient {
    guard let client = try RedisConnections.client() else {
      throw XCTSkip("REDIS_URL is not set: RedisClient was not tried on a real server")
    }
    return client
  }

  private func clusterClient() throws -> RedisClusterClient {
    guard let client = try RedisConnections.clusterClient() else {
      throw XCTSkip("REDIS_CLUSTER is not set: RedisClusterClient was not tried on a real cluster")
    }
    return client
  }

  func testCancellationsLeaveEveryTaskItsOwnReplies() async throws {
    let redis = try client()
    let wrong = try await withThrowingTaskGroup(of: Int.self) { group in
      for number in 0..<50 {
        group.addTask {
          var random = SplitMix64(seed: UInt64(number))
          var wrong = 0
          for round in 0..<200 {
            let word = "\(number)-\(round)"
            let asking = Task { try await redis.send(RedisCommand("ECHO", word)) }
            if random.chance(0.2) { asking.cancel() }
            do {
              if try await asking.value != .bulk(RedisBytes(word)) { wrong += 1 }
            } catch is CancellationError {}
          }
          return wrong
        }
      }
      return try await group.reduce(0, +)
    }
    XCTAssertEqual(wrong, 0)
    redis.close()
  }

  func testAKilledConnectionIsReplaced() async throws {
    let (redis, killer) = (try client(), try client())
    let own = try await redis.send(RedisCommand("CLIENT", "ID"), as: Int.self)
    _ = try await killer.send(RedisCommand("CLIENT", "KILL", "ID", own))
    var renewed: Int?
    while renewed == nil {
      do {
        renewed = try await redis.send(RedisCommand("CLIENT", "ID"), as: Int.self)
      } catch is RedisUnavailable {
        // The command was on its way when the connection ended, which is not known beforehand.
      }
    }
    XCTAssertNotEqual(renewed, own)
    redis.close()
    killer.close()
  }

  func testTransactionsWaitsAndMessagesWork() async throws {
    let redis = try client()
    let (key, list): (RedisBytes, RedisBytes) = ("client-live:key", "client-live:list")
    _ = try await redis.send(RedisCommand("DEL", key, list))
    let result = try await redis.withDedicatedConnection { connection in
      try await connection.watch(key)
      try await redis.set(key, 1)
      return try await connection.transaction([RedisCommand("INCR", key)])
    }
    XCTAssertEqual(result, .aborted)
    let committed = try await redis.transaction([RedisCommand("INCR", key)])
    XCTAssertEqual(committed, .committed([.integer(2)]))

    async let popped = redis.send(RedisCommand("BLPOP", list, 0))
    _ = try await redis.send(RedisCommand("RPUSH", list, "job"))
    let job = try await popped
    XCTAssertEqual(job, .array([.bulk(list), .bulk("job")]))

    let messages = try await redis.subscribe(to: ["client-live:news"], patterns: ["client-live:n*"])
    try await redis.publish("hello", to: "client-live:news")
    var patterns: [RedisBytes?] = []
    for try await message in messages {
      XCTAssertEqual(message.payload, "hello")
      patterns.append(message.pattern)
      if patterns.count == 2 { break }
    }
    XCTAssertEqual(patterns, [nil, "client-live:n*"])
    _ = try await redis.send(RedisCommand("DEL", key, list))
    redis.close()
  }

  func testTheTableOfKeysIsTheServers() async throws {
    let redis = try client()
    let commands = try await redis.send(RedisCommand("COMMAND"), as: [RESPValue].self)
    var compared = 0
    func compare(_ command: RESPValue) throws {
      let parts = try XCTUnwrap(command.elements)
      let name = try XCTUnwrap(RedisBytes.decode(parts[0]))
      let flags = (parts[2].elements ?? []).compactMap { String.decode($0) }
      let numbers = parts[3...5].compactMap { Int.decode($0) }
      let traits = CommandTraits.table[name] ?? CommandTraits()
      let isMovable = flags.contains("movablekeys")
      if numbers != [0, 0, 0] || isMovable {
        compared += 1
        switch traits.keys {
        case .none:
          // Channels are not keys, but shards' channels have slots.
          XCTAssertTrue(["ssubscribe", "sunsubscribe"].contains(name), "\(name) has keys")
        case .range(let first, let last, let step):
          XCTAssertEqual(numbers, [first, last, step], "\(name)")
        default: XCTAssertTrue(isMovable, "\(name)")
        }
        if case .none = traits.keys {
        } else {
          XCTAssertEqual(traits.isReadOnly, flags.contains("readonly"), "\(name)")
        }
      }
      for subcommand in parts.dropFirst(9).first?.elements ?? [] { try compare(subcommand) }
    }
    for command in commands { try compare(command) }
    XCTAssertGreaterThan(compared, 150)
    redis.close()
  }

  func testAClusterIsOneKeyspace() async throws {
    let redis = try clusterClient()
    let keys = (0..<500).map { "client-live:\($0)" }
    _ = try await redis.send(RedisCommand("DEL").adding(keys))
    let stored = try await redis.pipeline(keys.map { RedisCommand("SET", $0, $0) })
    XCTAssertEqual(stored, keys.map { _ in .ok })
    let values = try await redis.send(RedisCommand("MGET").adding(keys), as: [String].self)
    XCTAssertEqual(values, keys)
    var seen: Set<String> = []
    for try await key in redis.scan(match: "client-live:*", as: String.self) { seen.insert(key) }
    XCTAssertEqual(seen, Set(keys))
    let result = try await redis.transaction([
      RedisCommand("SET", "{client-live:0}", 1), RedisCommand("INCR", "{client-live:0}"),
    ])
    XCTAssertEqual(result, .committed([.ok, .integer(2)]))
    let messages = try await redis.subscribe(to: "client-live:news")
    try await redis.publish("hello", to: "client-live:news")
    for try await message in messages {
      XCTAssertEqual(message.payload, "hello")
      break
    }
    let deleted = try await redis.send(RedisCommand("DEL").adding(keys + ["{client-live:0}"]))
    XCTAssertEqual(deleted, .integer(501))
    redis.close()
  }
}
