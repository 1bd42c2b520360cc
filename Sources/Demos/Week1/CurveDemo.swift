import Drawing
import Lab

// With a learner's answers, the simulation is compiled into the same module as this file.
#if canImport(Simulation)
  import Simulation
#endif

/// How to read a miss-ratio curve: where it falls, where it stands still, where it ends.
public enum CurveDemo: DemoScript {
  public static let id = "curve"

  private static let seed: UInt64 = 1
  private static let requestCount = 20_000

  public static func perform(on stage: Stage) async throws {
    stage.title("Reading a miss-ratio curve")
    stage.say(
      """
      How many requests miss, for every size that the cache could have. One pass over \
      \(grouped(requestCount)) requests draws LRU's whole curve; course simulate draws it for a \
      trace of your own.
      """
    )
    try slope(stage)
    try cliff(stage)
    stage.heading("What to read off")
    stage.show(lessons)
  }

  /// Favourites of all degrees: a curve without corners.
  private static func slope(_ stage: Stage) throws {
    stage.heading("A slope: popular keys of all degrees")
    let keys = Array(
      Workload.zipf(exponent: 0.9, keys: 2_000).requests(count: requestCount, seed: seed)
    )
    var curve = LRUCurve()
    curve.record(keys[...])
    stage.picture(
      "curve",
      chart("Zipf 0.9 over 2,000 keys: each step down costs more", keys, curve)
    )
    let half = smallest(curve, below: (1 + floor(curve)) / 2)
    stage.say(
      """
      Half of what a cache can save at all is saved with room for \(grouped(half)) keys, and the \
      other half takes \(grouped(curve.keyCount - half)) more. The last \
      \(fixed(floor(curve) * 100, 1)) % miss at any size: they are the first requests for their \
      keys. The distance from LRU to the optimum is what a better policy could save without more \
      room.
      """
    )
  }

  /// A loop among the favourites: nothing, and then all at once.
  private static func cliff(_ stage: Stage) throws {
    stage.heading("A cliff: a loop that fits or does not")
    let loop = 600
    let workload = Workload.mixed([
      .init(.zipf(exponent: 1, keys: 300), weight: 0.5), .init(.loop(keys: loop), weight: 0.5),
    ])
    let keys = Array(workload.requests(count: requestCount, seed: seed))
    var curve = LRUCurve()
    curve.record(keys[...])
    stage.picture(
      "curve-cliff",
      chart("Half of the requests go around \(grouped(loop)) keys", keys, curve)
    )
    let before = curve.missRatio(capacity: loop)
    let after = curve.missRatio(capacity: curve.keyCount)
    stage.say(
      """
      With room for \(grouped(loop)) keys LRU misses \(fixed(before * 100, 1)) %, with room for \
      \(grouped(curve.keyCount)) it misses \(fixed(after * 100, 1)) %. Whoever measured at 200 and \
      at \(grouped(loop)) would have called more memory useless, a short way before the edge. A \
      policy that keeps a part of the loop, as W-TinyLFU does, comes down a ramp in place of the \
      cliff.
      """
    )
  }

  private static var lessons: TextTable {
    var table = TextTable([.text("you see"), .sentence("it means")])
    table.add(["a steep part", "each key of room saves many misses: buy it"])
    table.add(["a plateau", "more room changes nothing, up to where the plateau ends"])
    table.add(["a cliff", "a set of keys that is used in turn fits, all at once"])
    table.add(["the floor", "first requests: no size helps, only loading ahead"])
    table.add(["a gap to the optimum", "another policy may help where room does not"])
    table.add(["curves that cross", "the better policy depends on the size you have"])
    return table
  }

  /// LRU at every size, and beside it two policies and the optimum at some.
  private static func chart(_ title: String, _ keys: [Int], _ curve: LRUCurve) -> some Chart {
    let sizes = (1...20).map { curve.keyCount * $0 / 20 }
    let replay = RecordedRequests(keys)
    func line(_ name: String, _ count: (Int) -> HitCount) -> LineChart.Series {
      .init(name, sizes.map { (x: Double($0), y: 1 - count($0).ratio) })
    }
    return LineChart(
      title: title,
      x: Axis("room for so many keys"),
      y: Axis("miss ratio", format: .percent, range: 0...1),
      series: [
        .init("LRU", sizes.map { (x: Double($0), y: curve.missRatio(capacity: $0)) }),
        line("SIEVE") { replay.count(.sieve, capacity: $0, seed: seed) },
        line("W-TinyLFU") { replay.count(.wTinyLFU, capacity: $0, seed: seed) },
        line("optimum", replay.optimum),
      ]
    )
  }

  /// The share of requests that are the first for their keys.
  private static func floor(_ curve: LRUCurve) -> Double {
    curve.missRatio(capacity: curve.keyCount)
  }

  private static func smallest(_ curve: LRUCurve, below ratio: Double) -> Int {
    (1...curve.keyCount).first { curve.missRatio(capacity: $0) <= ratio } ?? curve.keyCount
  }
}
