import Drawing
import Lab

/// Two ways in which a benchmark lies without a wrong line in it, and what to do about them.
public enum MeasuringDemo: DemoScript {
  public static let id = "measuring"

  private static let seed: UInt64 = 1

  /// The first comparison in blocks that is off by a third.
  private static var unlucky: UInt64 {
    (seed...).first { NoisyMachine.ratio(isPaired: false, seed: $0) > 1.33 } ?? seed
  }

  public static func perform(on stage: Stage) async throws {
    stage.title("Benchmarks that lie")
    stage.say(
      """
      Two measurements of caches, worked out on a clock that the demo moves. Every figure in them is \
      noted down as it was, and both say something that is not so. Lies that depend on \
      compiler and processor are in course bench --pitfalls.
      """
    )
    omission(stage)
    try await stage.pause(.seconds(1))
    noise(stage)
    stage.heading("What to do")
    stage.show(remedies)
  }

  /// A client that waits for an answer asks nothing meanwhile, and notes down nothing.
  private static func omission(_ stage: Stage) {
    stage.heading("Waits that nobody noted down")
    stage.say(
      """
      A client reads a cache server a hundred times a second for a minute. An answer takes about \
      2 ms; once, the server stands still for 3 s. One client sends its next request when the \
      answer to the last is there, and notes how long the server took. The other notes how long the \
      request took from the moment at which it was due, as a user would.
      """
    )
    let minute = StalledMinute(seed: seed)
    var table = TextTable([
      .text("latency"), .number("requests"), .number("mean"), .number("p50"), .number("p99"),
      .number("p99.9"), .number("slowest"),
    ])
    for (name, latencies) in [("as noted", minute.noted), ("as users had it", minute.suffered)] {
      let figures = [latencies.mean] + [0.5, 0.99, 0.999, 1].map(latencies.quantile)
      table.add(
        [.init(name), .init(grouped(latencies.count))]
          + figures.map { .init(($0 ?? .zero).readable) }
      )
    }
    stage.show(table)
    stage.picture("measuring", minute.chart)
    stage.say(
      """
      The server stood still while \(minute.dueInStall) requests were due. The waiting client sent \
      one of them, and so noted one slow answer: its p99 is that of a good day. That is called \
      coordinated omission, since the client lets the server decide when it is measured. The mean \
      hides the rest: hardly one user in a thousand had a wait like the mean of \((minute.suffered.mean ?? .zero).readable).
      """
    )
  }

  /// One cache against itself, on a machine that has other things to do.
  private static func noise(_ stage: Stage) {
    stage.heading("Runs that met different weather")
    stage.say(
      """
      One cache is timed against itself, \(NoisyMachine.runs) runs each, on a machine with a \
      neighbour who comes and goes and slows everything by half. First all runs of A, then all of B. \
      Here is a comparison that went wrong: by the medians, B takes \
      \(fixed(NoisyMachine.ratio(isPaired: false, seed: unlucky), 2)) times as long as A.
      """
    )
    stage.picture("measuring-blocks", NoisyMachine.chart(seed: unlucky))
    let trials = 1_000
    var table = TextTable([
      .text("B over A, \(grouped(trials)) times"), .number("lowest 5 %"), .number("median"),
      .number("highest 5 %"), .number("off by 5 %"),
    ])
    var wrong: [Double] = []
    for isPaired in [false, true] {
      let ratios = (0..<trials).map {
        NoisyMachine.ratio(isPaired: isPaired, seed: seed &+ UInt64($0))
      }.sorted()
      let share = Double(ratios.count { abs($0 - 1) > 0.05 }) / Double(trials)
      wrong.append(share)
      table.add(
        [.init(isPaired ? "in turn, by pairs" : "in blocks")]
          + [ratios[trials / 20], ratios[trials / 2], ratios[trials - 1 - trials / 20]]
          .map { .init(fixed($0, 2)) } + [.init(percent(share))]
      )
    }
    stage.show(table)
    stage.say(
      """
      Both are the same cache, so the truth is 1.00. In blocks the medians say otherwise in \
      \(percent(wrong[0], digits: 0)) of all comparisons, though each of them is a median of \
      \(NoisyMachine.runs) runs: more runs help little when the weather lasts for many of them. A \
      and B in turn meet the same weather, and the median of the ratios of neighbours forgets it.
      """
    )
  }

  private static var remedies: TextTable {
    var table = TextTable([.text("lie"), .sentence("remedy")])
    table.add(["omitted waits", "send when requests are due, and count from then"])
    table.add(["means", "tell p50, p99 and the slowest"])
    table.add(["blocks", "alternate, and take the median of the pairs' ratios"])
    return table
  }
}

/// A minute of requests to a server that once stands still.
private struct StalledMinute {
  private static let gap = Duration.milliseconds(10)
  private static let end = Duration.seconds(60)
  private static let stall = (start: Duration.seconds(20), end: Duration.seconds(23))

  /// From the moment at which the waiting client sent a request.
  private(set) var noted = LatencyHistogram()
  /// From the moment at which the request was due.
  private(set) var suffered = LatencyHistogram()

  var dueInStall: Int { Int((Self.stall.end - Self.stall.start) / Self.gap) }

  init(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var sent = Duration.zero
    while sent < Self.end {
      let answered = Self.answer(to: sent, &random)
      noted.record(answered - sent)
      // It meant to send every 10 ms; after a long wait it goes on from where it is.
      sent = max(sent + Self.gap, answered)
    }
    var free = Duration.zero
    var due = Duration.zero
    while due < Self.end {
      free = Self.answer(to: max(due, free), &random)
      suffered.record(free - due)
      due += Self.gap
    }
  }

  /// When the server answers what it begins with at a moment.
  private static func answer(to moment: Duration, _ random: inout SplitMix64) -> Duration {
    let begins = stall.start <= moment && moment < stall.end ? stall.end : moment
    return begins + .milliseconds(1) + random.exponential(mean: .milliseconds(1))
  }

  var chart: LineChart {
    let shares = (0...100).map { 0.9 + 0.001 * Double($0) }
    func line(_ name: String, _ latencies: LatencyHistogram) -> LineChart.Series {
      .init(
        name,
        shares.map { (x: $0, y: (latencies.quantile(min($0, 1)) ?? .zero).seconds) }
      )
    }
    return LineChart(
      title: "The slowest tenth of the requests",
      x: Axis("share of requests that took no longer", format: .percent),
      y: Axis("latency", format: .unit("s")),
      series: [line("as noted", noted), line("as users had it", suffered)]
    )
  }
}

/// A machine with a neighbour, and a cache that takes 40 ns when the neighbour is away.
private struct NoisyMachine {
  static let runs = 20

  private var random: SplitMix64
  private var isBusy = false
  private var runsLeft = 0

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  /// What one run measures.
  mutating func run() -> Double {
    if runsLeft == 0 {
      isBusy.toggle()
      runsLeft = 1 + Int(random.exponential(mean: 12))
    }
    runsLeft -= 1
    return 40 * (isBusy ? 1.5 : 1) * (1 + 0.03 * random.unit())
  }

  static func ratio(isPaired: Bool, seed: UInt64) -> Double {
    var machine = NoisyMachine(seed: seed)
    guard isPaired else {
      let times = (0..<2 * runs).map { _ in machine.run() }
      return median(times[runs...]) / median(times[..<runs])
    }
    return median((0..<runs).map { _ in 1 / machine.run() * machine.run() }[...])
  }

  static func chart(seed: UInt64) -> LineChart {
    var machine = NoisyMachine(seed: seed)
    func block(_ name: String, from first: Int) -> LineChart.Series {
      .init(name, (first..<first + runs).map { (x: Double($0 + 1), y: machine.run()) })
    }
    return LineChart(
      title: "A cache and itself, in blocks",
      x: Axis("run"),
      y: Axis("time of a hit", format: .unit("ns"), range: 0...60),
      series: [block("A", from: 0), block("B", from: runs)]
    )
  }

  private static func median(_ values: ArraySlice<Double>) -> Double {
    let sorted = values.sorted()
    return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
  }
}
