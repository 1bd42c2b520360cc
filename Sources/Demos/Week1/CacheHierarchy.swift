import Lab

/// A level of the hierarchy, which may hold the key of a read.
struct CacheLevel {
  let name: String
  let latency: Duration
  /// How many keys it holds: the most popular, since keys are numbered by popularity.
  var room: Int

  static let database = CacheLevel(name: "database", latency: .milliseconds(5), room: 990_000)
  static let cacheServer = CacheLevel(
    name: "cache server",
    latency: .microseconds(500),
    room: 800_000
  )
  static let anotherContinent = CacheLevel(
    name: "another continent",
    latency: .milliseconds(150),
    room: 1_000_000
  )

  /// From the nearest to the farthest.
  static let all = [
    CacheLevel(name: "L1 cache", latency: .nanoseconds(1), room: 500),
    CacheLevel(name: "L2 cache", latency: .nanoseconds(4), room: 4_000),
    CacheLevel(name: "L3 cache", latency: .nanoseconds(20), room: 40_000),
    CacheLevel(name: "memory", latency: .nanoseconds(100), room: 300_000),
    CacheLevel(name: "local SSD", latency: .microseconds(100), room: 600_000),
    cacheServer, database, anotherContinent,
  ]
}

/// Levels one behind the other, a clock, and how many reads each level answered.
final class CacheHierarchy {
  let levels: [CacheLevel]
  private(set) var answers: [Int]
  private let clock = VirtualClock()

  init(_ levels: [CacheLevel]) {
    self.levels = levels
    answers = levels.map { _ in 0 }
  }

  /// Looks for `key` in one level after the other, and returns how long that took.
  @discardableResult
  func read(_ key: Int) -> Duration {
    let start = clock.now
    for (index, level) in levels.enumerated() {
      clock.advance(by: level.latency)
      guard key < level.room else { continue }
      answers[index] += 1
      break
    }
    return start.duration(to: clock.now)
  }

  var readCount: Int { answers.reduce(0, +) }

  /// The mean time of a read by the clock.
  var measuredMean: Duration { LabInstant.start.duration(to: clock.now) / readCount }

  /// The cost of a read that a level answers: the latencies down to that level.
  func cost(of index: Int) -> Duration {
    levels[...index].reduce(.zero) { $0 + $1.latency }
  }

  /// The share of reads times their cost, summed over all levels.
  var expectedMean: Duration {
    let total = answers.indices.reduce(Duration.zero) { $0 + cost(of: $1) * answers[$1] }
    return total / readCount
  }

  /// The share of all reads that a level answered, and its share of the time.
  func share(of index: Int) -> (reads: Double, time: Double) {
    let time = (cost(of: index) * answers[index]).seconds
    let all = LabInstant.start.duration(to: clock.now).seconds
    return (Double(answers[index]) / Double(readCount), time / all)
  }
}
