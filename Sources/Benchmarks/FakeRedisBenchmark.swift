import Lab
import Redis

/// Times commands of the fake Redis inside this process, without a network or a server.
///
/// Keys follow Zipf's law. Each round times every command once, in turn; the first round warms up
/// and does not count.
public enum FakeRedisBenchmark {
  public struct Result: Sendable {
    /// What was done, such as `GET`.
    public let name: String
    /// Nanoseconds a command, one figure for each round.
    public let rounds: [Double]

    public var nanoseconds: Double { rounds.median ?? 0 }
  }

  private static let keyCount = 10_000
  private static let pipelineLength = 16

  /// - Parameter requests: How many commands are timed at once.
  public static func run(rounds: Int, requests: Int, seed: UInt64) async throws -> [Result] {
    let redis = FakeRedis(clock: ContinuousClock(), seed: seed)
    let names = (0..<keyCount).map { RedisBytes("key:\($0)") }
    for name in names { try await redis.set(name, "0") }
    let keys = Workload.zipf(exponent: 1, keys: keyCount, order: .scattered)
      .requests(count: requests, seed: seed)
      .map { names[$0] }
    let gets = keys.map { RedisCommand("GET", $0) }
    let pipelines = stride(from: 0, to: requests, by: pipelineLength).map {
      Array(gets[$0..<min($0 + pipelineLength, requests)])
    }
    var figures: [[Double]] = Array(repeating: [], count: 4)
    for round in 0...rounds {
      let times = [
        try await nanoseconds(requests) {
          for get in gets { guard case .bulk = try await redis.send(get) else { throw Missed() } }
        },
        try await nanoseconds(requests) {
          for key in keys { try await redis.set(key, "0") }
        },
        try await nanoseconds(requests) {
          for key in keys { _ = try await redis.incr(key) }
        },
        try await nanoseconds(requests) {
          for pipeline in pipelines where try await redis.pipeline(pipeline).contains(.null) {
            throw Missed()
          }
        },
      ]
      if round > 0 { for (index, time) in times.enumerated() { figures[index].append(time) } }
    }
    let commands = ["GET", "SET", "INCR", "GET, \(pipelineLength) in a pipeline"]
    return zip(commands, figures).map { Result(name: $0, rounds: $1) }
  }

  /// A key was missing, so what was timed is not a hit.
  private struct Missed: Error {}

  private static func nanoseconds(
    _ count: Int,
    _ body: () async throws -> Void
  ) async rethrows -> Double {
    let time = try await ContinuousClock().measure(body)
    return time / .nanoseconds(1) / Double(max(count, 1))
  }
}
