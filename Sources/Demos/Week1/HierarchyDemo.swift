import Drawing
import Lab

/// Where a read is answered, from the CPU to a far data centre, and what it costs.
public enum HierarchyDemo: DemoScript {
  public static let id = "hierarchy"
  public static let liveScale = 10.0

  private static let workload = Workload.zipf(exponent: 1, keys: 1_000_000)
  private static let readCount = 20_000

  public static func perform(on stage: Stage) async throws {
    stage.title("Where a read is answered, and what it costs")
    stage.say(
      """
      A read asks the nearest place first and goes on until one has the key. Asking takes its time \
      even when the answer is no. The latencies are orders of magnitude for hardware of the 2020s: \
      memory, data centre and ocean as in Jeff Dean's "Numbers everyone should know" (2009), \
      caches and SSD as data sheets give them, and 5 ms for a query that reads from a disk.
      """
    )
    try await tellOfOneRead(on: stage)

    let hierarchy = CacheHierarchy(CacheLevel.all)
    for key in workload.requests(count: readCount, seed: 1) { hierarchy.read(key) }
    stage.heading("\(grouped(readCount)) reads")
    stage.say(
      """
      A million keys, as popular as Zipf says (\(workload.name)): the second half as often as the \
      first, the third a third. Each place is warm: it holds the keys that are read most, as many \
      as it has room for.
      """
    )
    stage.show(answers(of: hierarchy))
    let last = CacheLevel.all.count - 1
    let far = (count: hierarchy.answers[last], time: hierarchy.share(of: last).time)
    stage.say(
      """
      Worked out, the mean is each share times its cost, added up: \(hierarchy.expectedMean.readable). \
      The clock measured \(hierarchy.measuredMean.readable). Only \
      \(far.count) reads went the whole way, and they are \(percent(far.time)) of the waiting.
      """
    )
    stage.picture("hierarchy", picture(of: hierarchy))

    stage.heading("What a better hit ratio is worth")
    stage.say(
      """
      A cache server (\(CacheLevel.cacheServer.latency.readable)) in front of what it saves; the mean \
      of 1,000 reads on the clock.
      """
    )
    stage.show(hitRatios())
    stage.say(
      """
      Look at the misses, not the hits: from 90 % to 99 % the hits grow by a tenth, and what is \
      left of the misses is a tenth. The farther the place behind, the more each point is worth.
      """
    )
  }

  private static func tellOfOneRead(on stage: Stage) async throws {
    var table = TextTable([
      .text("place"), .number("has room for"), .number("asking takes"), .number("a read in all"),
      .number("if 1 ns were 1 s"),
    ])
    var pauses: [Duration] = []
    for (index, place) in CacheLevel.all.enumerated() {
      let hierarchy = CacheHierarchy(CacheLevel.all)
      // The least popular key that the place has room for is one that no nearer place holds.
      let cost = hierarchy.read(place.room - 1)
      precondition(hierarchy.answers[index] == 1, "\(place.name) answers what only it holds")
      table.add([
        .init(place.name), "\(grouped(place.room))", "\(place.latency.readable)",
        "\(cost.readable)", "\(cost.enlarged)",
      ])
      pauses.append(cost)
    }
    try await stage.show(table, pauses: pauses)
  }

  private static func answers(of hierarchy: CacheHierarchy) -> TextTable {
    var table = TextTable([
      .text("answered by"), .number("reads"), .number("share of reads"), .number("such a read"),
      .number("share of waiting"),
    ])
    for (index, place) in hierarchy.levels.enumerated() {
      let share = hierarchy.share(of: index)
      table.add([
        .init(place.name), "\(grouped(hierarchy.answers[index]))", "\(percent(share.reads))",
        "\(hierarchy.cost(of: index).readable)", "\(percent(share.time))",
      ])
    }
    table.addRule()
    table.add([
      "all", "\(grouped(hierarchy.readCount))", "", .init(hierarchy.measuredMean.readable, .strong),
      "",
    ])
    return table
  }

  private static func picture(of hierarchy: CacheHierarchy) -> some Chart {
    BarChart(
      title: "Where reads are answered, and where the waiting is",
      value: Axis("share", format: .percent),
      groups: hierarchy.levels.indices.map { index in
        let share = hierarchy.share(of: index)
        return .init(
          hierarchy.levels[index].name,
          [.init("reads", share.reads), .init("waiting", share.time)]
        )
      }
    )
  }

  private static func hitRatios() -> TextTable {
    let behind = [CacheLevel.database, .anotherContinent]
    var table = TextTable([
      .number("hit ratio"), .number("database behind"), .number("times faster"),
      .number("continent behind"), .number("times faster"),
    ])
    for hits in [0, 500, 800, 900, 950, 990, 999] {
      let cells = behind.flatMap { origin -> [TextTable.Cell] in
        var cache = CacheLevel.cacheServer
        cache.room = hits
        let hierarchy = CacheHierarchy([cache, origin])
        for key in 0..<1_000 { hierarchy.read(key) }
        let gain = origin.latency.seconds / hierarchy.measuredMean.seconds
        return ["\(hierarchy.measuredMean.readable)", "\(fixed(gain, 1))"]
      }
      table.add(["\(percent(Double(hits) / 1_000))"] + cells)
    }
    return table
  }
}

extension Duration {
  /// The duration with a second for each nanosecond, in a unit that one can imagine.
  fileprivate var enlarged: String {
    let units = [("years", 31_557_600.0), ("days", 86_400.0), ("h", 3_600.0), ("min", 60.0)]
    let length = seconds * 1e9
    for (name, size) in units where length >= 2 * size {
      return "\(fixed(length / size, 1)) \(name)"
    }
    return "\(fixed(length, 0)) s"
  }
}
