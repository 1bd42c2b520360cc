import Drawing
import Lab
import Week2

/// The law of early refresh, what it does to a herd of servers, and what jitter does to many keys.
public enum EarlyRefreshDemo: DemoScript {
  public static let id = "early-refresh"

  public static func perform(on stage: Stage) async throws {
    stage.title("Chance against the stampede")
    stage.say(
      """
      Many servers share one cache. An entry in it lives for 20 s and takes 1 s to load, and each \
      server reads it once a second on average. Nobody knows what the others do.
      """
    )

    stage.heading("How likely one read is to refresh")
    stage.picture("early-refresh", law)
    stage.say(
      """
      Far from its deadline an entry is left alone, at its deadline every read refreshes it. Each \
      point is counted in \(grouped(lawTrials)) reads.
      """
    )

    stage.heading("What becomes of 200 servers")
    stage.show(table(servers: 200))
    stage.say(
      """
      A herd is all loads that were begun for one and the same old entry. Without early refresh, \
      every server that reads in the second after the deadline loads, and waits. A \
      chance that grows in a straight line over the last 5 s ends the waiting, not the herd. With \
      the exponential law a herd is e to the power of 1/β on average: 7.4, 2.7 and 1.6 loads. What \
      it costs is a part of each life.
      """
    )

    stage.heading("What becomes of more servers")
    stage.picture("early-refresh-herd", herdChart)
    stage.say(
      """
      Twice the servers are twice the herd, unless chance follows the exponential law: then they \
      are only a little earlier.
      """
    )

    stage.heading("What jitter does to many keys")
    stage.picture("early-refresh-jitter", jitterChart)
    stage.say(
      """
      \(grouped(keys)) keys are loaded at once, after a restart, and each again whenever it has \
      died. With the same lifetime for all, they come back as one wave for ever. With a fifth of \
      jitter, each wave is flatter than the one before.
      """
    )
  }
}

// The law.
extension EarlyRefreshDemo {
  private static let lawTrials = 2_000

  private static var law: some Chart {
    var random = SplitMix64(seed: 1)
    func line(_ name: String, beta: Double) -> LineChart.Series {
      let policy = EarlyRefresh(beta: beta, jitter: 0)
      return .init(
        name,
        stride(from: 0.0, through: 6, by: 0.5).map { remaining in
          let due = (0..<lawTrials).count { _ in
            policy.isDue(
              remaining: .seconds(remaining),
              loadTime: .seconds(Herd.loadTime),
              using: &random
            )
          }
          return (x: remaining, y: Double(due) / Double(lawTrials))
        }
      )
    }
    return LineChart(
      title: "The share of reads that refresh, for a load of 1 s",
      x: Axis("time left until the deadline", format: .unit("s")),
      y: Axis("share of reads", format: .percent, range: 0...1),
      series: [
        line("β = 2", beta: 2), line("β = 1", beta: 1), line("β = 0.5", beta: 0.5),
      ]
    )
  }
}

// The herd.
extension EarlyRefreshDemo {
  private static func table(servers: Int) -> TextTable {
    var table = TextTable([
      .text("refresh"), .number("mean herd"), .number("largest"), .number("loads a minute"),
      .number("reads that wait"), .number("life given up"),
    ])
    for (name, rule) in [
      ("at the deadline", .early(beta: 0)), ("early, straight line", .straightLine),
      ("early, β = 0.5", .early(beta: 0.5)), ("early, β = 1", .early(beta: 1)),
      ("early, β = 2", .early(beta: 2)),
    ] as [(String, Herd.Rule)] {
      var herd = Herd(servers: servers, rule: rule)
      herd.run(seconds: 1_200)
      let isGood = herd.waitingShare < 0.001
      table.add([
        .init(name), .init(fixed(herd.meanSize, 1), isGood ? .good : .bad),
        .init("\(herd.largest)"), .init(fixed(Double(herd.loadCount) / 20, 1)),
        .init("\(fixed(herd.waitingShare * 100, 1)) %", isGood ? .good : .bad),
        .init("\(fixed(herd.meanLifeGivenUp, 1)) s"),
      ])
    }
    return table
  }

  private static var herdChart: some Chart {
    let sizes = [1, 25, 50, 100, 150, 200]
    func line(_ name: String, _ rule: Herd.Rule) -> LineChart.Series {
      .init(
        name,
        sizes.map { servers in
          var herd = Herd(servers: servers, rule: rule)
          herd.run(seconds: 400)
          return (x: Double(servers), y: herd.meanSize)
        }
      )
    }
    return LineChart(
      title: "Loads for each entry that grows old",
      x: Axis("servers"),
      y: Axis("loads"),
      series: [
        line("at the deadline", .early(beta: 0)), line("early, straight line", .straightLine),
        line("early, β = 1", .early(beta: 1)),
      ]
    )
  }
}

// The keys that were loaded together.
extension EarlyRefreshDemo {
  private static let keys = 1_000

  private static var jitterChart: some Chart {
    let (end, width) = (100, 2)
    func line(_ name: String, jitter: Double) -> LineChart.Series {
      var random = SplitMix64(seed: 3)
      let policy = EarlyRefresh(beta: 0, jitter: jitter)
      var counts = Array(repeating: 0, count: end / width + 1)
      for _ in 0..<keys {
        var time = Duration.zero
        while time < .seconds(end) {
          counts[Int(time.seconds) / width] += 1
          // Never less than a second, so that an answer in progress comes to an end, too.
          time += max(.seconds(1), policy.jittered(.seconds(Herd.lifetime), using: &random))
        }
      }
      return .init(
        name,
        counts.dropLast().enumerated().map {
          (x: Double($0 * width), y: Double($1) / Double(width))
        }
      )
    }
    return LineChart(
      title: "1,000 keys with a lifetime of 20 s, loaded together",
      x: Axis("time", format: .unit("s")),
      y: Axis("loads a second"),
      series: [line("the same for all", jitter: 0), line("a fifth of jitter", jitter: 0.2)]
    )
  }
}

/// Servers that share one entry of one cache, and each load it by themselves when they find it due.
///
/// All times are in seconds.
private struct Herd {
  static let lifetime = 20.0
  static let loadTime = 1.0

  private struct Load {
    let server: UInt64
    let end: Double
    /// Which entry the server saw when it began.
    let generation: Int
  }

  /// Who refreshes when.
  enum Rule {
    case early(beta: Double)
    /// With a chance that grows evenly from nothing 5 s before the deadline to certainty at it.
    case straightLine
  }

  private let servers: Int
  private let rule: Rule
  private var random = SplitMix64(seed: 2)
  private var now = 0.0
  private var deadline = Self.lifetime
  private var loads: [Load] = []
  private var sizes = [0]
  private var reads = 0
  private var waits = 0
  private var lifeGivenUp = 0.0

  init(servers: Int, rule: Rule) {
    self.servers = servers
    self.rule = rule
  }

  /// Lets every server read once a second on average, at random moments.
  mutating func run(seconds: Double) {
    while now < seconds {
      now += random.exponential(mean: 1 / Double(servers))
      endLoads()
      read(by: random.next(upperBound: UInt64(servers)))
    }
  }

  var loadCount: Int { sizes.reduce(0, +) }
  var largest: Int { sizes.max() ?? 0 }
  /// Of the herds that have come to their end.
  var meanSize: Double { Double(loadCount - (sizes.last ?? 0)) / Double(max(generation, 1)) }
  var waitingShare: Double { Double(waits) / Double(max(reads, 1)) }
  /// How long before its deadline an entry was replaced.
  var meanLifeGivenUp: Double { lifeGivenUp / Double(max(generation, 1)) }

  /// How many entries there have been before the one that is there.
  private var generation: Int { sizes.count - 1 }

  private mutating func read(by server: UInt64) {
    reads += 1
    let isDead = now >= deadline
    if isDead { waits += 1 }
    // A server does not load what it is loading already.
    if loads.contains(where: { $0.server == server }) { return }
    guard isDead || isDue() else { return }
    sizes[generation] += 1
    loads.append(Load(server: server, end: now + Self.loadTime, generation: generation))
  }

  private mutating func isDue() -> Bool {
    let remaining = deadline - now
    switch rule {
    case .straightLine: return random.chance(max(0, 1 - remaining / 5))
    case .early(let beta):
      return EarlyRefresh(beta: beta, jitter: 0).isDue(
        remaining: .seconds(remaining),
        loadTime: .seconds(Self.loadTime),
        using: &random
      )
    }
  }

  private mutating func endLoads() {
    while let load = loads.first, load.end <= now {
      loads.removeFirst()
      if load.generation == generation {
        lifeGivenUp += max(0, deadline - load.end)
        sizes.append(0)
      }
      deadline = load.end + Self.lifetime
    }
  }
}
