import Drawing
import Lab

// With a learner's answers, the simulation is compiled into the same module as this file.
#if canImport(Simulation)
  import Simulation
#endif

/// Ten policies and the optimum on several workloads, as a table and a plot.
public enum EvictionDemo: DemoScript {
  public static let id = "eviction"

  private static let capacity = 100
  private static let requestCount = 5_000
  private static let seed: UInt64 = 1

  /// Those that are exercises are played by the caches of Week 1, which may be the learner's.
  private static let policies = [
    Policy.random, .fifo, .mru, .lru, .clock, .lfu, .twoQ, .arc, .sieve, .s3fifo,
  ].map { $0.asExercise ?? $0 }

  public static func perform(on stage: Stage) async throws {
    stage.title("Who has to go: ten policies and the optimum")
    stage.say(
      """
      Room for \(capacity) keys, and \(grouped(requestCount)) requests from an empty cache on. How \
      many of them hit depends on the traffic as much as on the policy.
      """
    )
    stage.show(traffic)

    stage.heading("Hit ratio in per cent")
    let comparisons = Traffic.all.map { Comparison($0) }
    stage.show(table(comparisons))
    stage.say(
      """
      ▸ marks the best of the ten. The optimum (Belady, 1966) knows the whole future; no policy \
      that lets every newcomer in can do better.
      """
    )

    stage.heading("What to see in it")
    stage.show(verdicts(comparisons))
    stage.say(
      """
      No policy is the best everywhere. What counts uses (LFU) is good while favourites stay and \
      bad when they change; what goes by recency (LRU) is the other way round, and a loop that is \
      a little too long is its end: each key goes just before it is asked for again. MRU, which \
      is hopeless elsewhere, is made for that. The newer ones try to be good at all of it.
      """
    )

    stage.heading("Hit ratio by size")
    stage.picture(
      "eviction",
      plot(
        .steep,
        "Favourites: a better policy does with a smaller cache",
        [.fifo, .lru, .lfu, .s3fifo],
        sizes: [10, 50, 100, 150, 200, 300, 400]
      )
    )
    stage.picture(
      "eviction-loop",
      plot(
        .loop,
        "A loop of \(Traffic.loopLength) keys: LRU has all of it or nothing",
        [.mru, .random, .lru, .twoQ, .s3fifo],
        sizes: [20, 40, 60, 80, 100, 119, 120, 140]
      )
    )
  }

  /// One workload, replayed through every policy.
  private struct Comparison {
    let traffic: Traffic
    let counts: [HitCount]
    let optimum: HitCount

    init(_ traffic: Traffic) {
      self.traffic = traffic
      let replay = replay(traffic)
      counts = policies.map { replay.count($0, capacity: capacity, seed: seed) }
      optimum = replay.optimum(capacity: capacity)
    }

    var best: HitCount { counts.max { $0.hits < $1.hits } ?? HitCount() }
    var worst: HitCount { counts.min { $0.hits < $1.hits } ?? HitCount() }

    /// All policies with the same figure: a difference below a tenth of a point decides nothing.
    func names(with count: HitCount) -> String {
      zip(policies, counts).filter { figure($1) == figure(count) }.map(\.0.name)
        .joined(separator: ", ")
    }
  }

  private static func replay(_ traffic: Traffic) -> RecordedRequests {
    RecordedRequests(traffic.workload.requests(count: requestCount, seed: seed))
  }

  private static var traffic: TextTable {
    var table = TextTable([.text("workload"), .sentence("what it is")])
    for traffic in Traffic.all { table.add([.init(traffic.name), .init(traffic.summary)]) }
    return table
  }

  private static func table(_ comparisons: [Comparison]) -> TextTable {
    var table = TextTable([.text("policy")] + comparisons.map { .number($0.traffic.name) })
    for (index, policy) in policies.enumerated() {
      table.add(
        [.init(policy.name)]
          + comparisons.map { comparison in
            let figure = Self.figure(comparison.counts[index])
            return figure == Self.figure(comparison.best)
              ? .init("▸ \(figure)", .good)
              : .init(figure)
          }
      )
    }
    table.addRule()
    table.add(["optimum"] + comparisons.map { .init(figure($0.optimum), .strong) })
    return table
  }

  private static func verdicts(_ comparisons: [Comparison]) -> TextTable {
    var table = TextTable([
      .text("workload"), .number("points below optimum"), .sentence("best, and worst"),
    ])
    for comparison in comparisons {
      let gap = Double(comparison.optimum.hits - comparison.best.hits) / Double(requestCount)
      let names =
        "\(comparison.names(with: comparison.best)); worst \(comparison.names(with: comparison.worst))"
      table.add([.init(comparison.traffic.name), .init(fixed(gap * 100, 1)), .init(names)])
    }
    return table
  }

  private static func plot(
    _ traffic: Traffic,
    _ title: String,
    _ policies: [Policy],
    sizes: [Int]
  ) -> some Chart {
    let replay = replay(traffic)
    func line(_ name: String, _ count: (Int) -> HitCount) -> LineChart.Series {
      .init(name, sizes.map { (x: Double($0), y: count($0).ratio) })
    }
    let optimum = line("optimum", replay.optimum)
    var lines = policies.map { policy in
      line(policy.name) { replay.count(policy.asExercise ?? policy, capacity: $0, seed: seed) }
    }
    if let equal = lines.firstIndex(where: { $0.points == optimum.points }) {
      // Two lines in one place would look like one that is missing.
      lines[equal].name += " and optimum"
    } else {
      lines.insert(optimum, at: 0)
    }
    return LineChart(
      title: title,
      x: Axis("room for so many keys"),
      y: Axis("hit ratio", format: .percent, range: 0...1),
      series: lines
    )
  }

  private static func figure(_ count: HitCount) -> String { fixed(count.ratio * 100, 1) }
}

/// A workload to compare the policies on.
private struct Traffic {
  static let loopLength = 120

  let name: String
  let summary: String
  let workload: Workload

  static let gentle = Traffic(
    name: "zipf 0.9",
    summary: "1,000 keys, a few of them popular",
    workload: .zipf(exponent: 0.9, keys: 1_000)
  )
  static let steep = Traffic(
    name: "zipf 1.0",
    summary: "the same, with favourites that stand out more",
    workload: .zipf(exponent: 1, keys: 1_000)
  )
  static let loop = Traffic(
    name: "loop",
    summary: "\(loopLength) keys in a row, again and again: a fifth too many",
    workload: .loop(keys: loopLength)
  )
  static let scans = Traffic(
    name: "zipf + scan",
    summary: "zipf 1.0, and 30 % of requests scan keys that never return",
    workload: .zipfWithScans(exponent: 1, keys: 1_000, scanShare: 0.3, burst: 150)
  )
  static let shifting = Traffic(
    name: "hot set",
    summary: "90 % of requests to 80 hot keys, which change every 1,000 requests",
    workload: .shifting(.init(hot: 80, keys: 1_000, share: 0.9, period: 1_000))
  )

  static let all = [gentle, steep, loop, scans, shifting]
}
