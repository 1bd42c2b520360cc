import Drawing
import Lab
import Synchronization
import Week2

/// What is read often is renewed ahead, what is stale is served meanwhile, what is cold goes.
public enum RefreshAheadDemo: DemoScript {
  public static let id = "refresh-ahead"
  public static let liveScale = 0.1

  public static func perform(on stage: Stage) async throws {
    stage.title("Two deadlines, and a round every 20 s")
    stage.say(
      """
      Entries are fresh for 60 s, then stale for 30 s, then gone; a load takes 2 s. Whatever was \
      read twice in its present life is hot: a round renews it when it would be stale before the \
      next one. The reviews go with tea, so a read of tea loads them, too. From 110 s to 145 s no \
      load succeeds.
      """
    )
    let log = Log()
    _ = await Schedule(seed: nil).run { schedule in await tell(log, on: schedule.clock) }

    stage.heading("What the readers notice")
    stage.show(table(log))

    stage.heading("What happens behind them")
    stage.picture("refresh-ahead", timeline(log))
    stage.say(
      """
      Tea is hot, so rounds renew it while it is fresh. The round at 120 s fails, and so do the \
      loads that stale reads begin: nobody notices, as the old value has until 152 s. Rice is \
      stale at 80 s and answers at once; at 190 s it is gone, and its reader waits. Soap is read \
      once and never again: no round loads it, and it is gone. The reviews were guessed, and are \
      there when somebody wants them.
      """
    )
  }

  /// Which key is read when, in seconds.
  private static let reads: [(key: String, seconds: [Int])] = [
    ("tea", Array(stride(from: 0, through: 190, by: 10))), ("reviews", [35, 105, 165]),
    ("rice", [5, 80, 190]), ("soap", [15]),
  ]
  private static let end = 194
  private static let (freshFor, staleFor) = (Duration.seconds(60), Duration.seconds(30))
  private static let loadTime = Duration.seconds(2)
  private static let outage = LabInstant(offset: .seconds(110))..<LabInstant(offset: .seconds(145))

  private static func tell(_ log: Log, on clock: ManualClock) async {
    let cache = RefreshAheadCache<String, LabInstant, ManualClock>(
      freshFor: freshFor,
      staleFor: staleFor,
      hotFrom: 2,
      clock: clock,
      companions: { $0 == "tea" ? ["reviews"] : [] },
      load: { key in
        let start = clock.now
        try await clock.sleep(for: loadTime)
        let fails = outage.contains(start)
        log.add(Log.Load(key: key, start: start, end: clock.now, fails: fails))
        if fails { throw Unavailable() }
        return start
      }
    )
    let rounds = Task { try await cache.run(every: .seconds(20)) }
    let readers = reads.map { key, seconds in
      Task {
        for second in seconds {
          try await clock.sleep(until: LabInstant(offset: .seconds(second)))
          let start = clock.now
          let value = try? await cache.value(for: key)
          log.add(Log.Read(key: key, start: start, end: clock.now, asOf: value))
        }
      }
    }
    for reader in readers { _ = await reader.result }
    try? await clock.sleep(for: loadTime)
    rounds.cancel()
    _ = await rounds.result
  }

  private static func table(_ log: Log) -> TextTable {
    var table = TextTable([
      .text("key"), .number("reads"), .number("at once"), .number("waited"),
      .number("oldest answer"), .number("loads"), .number("failed"),
    ])
    for (key, _) in reads {
      let (reads, loads) = (log.reads.filter { $0.key == key }, log.loads.filter { $0.key == key })
      let waits = reads.count { $0.waits }
      let oldest = reads.compactMap { read in read.asOf.map { $0.duration(to: read.end) } }.max()
      let failures = loads.count { $0.fails }
      table.add([
        .init(key), .init("\(reads.count)"), .init("\(reads.count - waits)", .good),
        .init("\(waits)", waits > 0 ? .bad : .plain), .init(oldest?.readable ?? "none"),
        .init("\(loads.count)"), .init("\(failures)", failures > 0 ? .bad : .plain),
      ])
    }
    return table
  }

  private static func timeline(_ log: Log) -> Timeline {
    Timeline(
      title: "Four entries and their readers",
      time: Axis("time", format: .unit("s")),
      lanes: reads.map { key, _ in
        let (reads, loads) =
          (log.reads.filter { $0.key == key }, log.loads.filter { $0.key == key })
        let waits = reads.filter(\.waits).map {
          Timeline.Span(from: $0.start.seconds, to: $0.end.seconds, .waits)
        }
        return .init(
          key,
          spans: waits + lives(after: loads.filter { !$0.fails }.map(\.end)),
          marks: reads.map { .init(at: $0.start.seconds, "read") }
            + loads.map { .init(at: $0.end.seconds, $0.fails ? "load fails" : "loaded") }
        )
      },
      names: [.serves: "fresh", .rests: "stale", .waits: "a reader waits"]
    )
  }

  /// Fresh and stale from each load on, until the next one replaces the entry.
  private static func lives(after loads: [LabInstant]) -> [Timeline.Span] {
    loads.enumerated().flatMap { number, load -> [Timeline.Span] in
      let next = loads.indices.contains(number + 1) ? loads[number + 1].seconds : Double(end)
      let stale = min(next, load.advanced(by: freshFor).seconds)
      let gone = min(next, load.advanced(by: freshFor + staleFor).seconds)
      let fresh = Timeline.Span(from: load.seconds, to: stale, .serves)
      return gone > stale ? [fresh, .init(from: stale, to: gone, .rests)] : [fresh]
    }
  }
}

private struct Unavailable: Error {}

/// Who read and what was loaded, in the order in which it ended.
private final class Log: Sendable {
  struct Read {
    let key: String
    let start: LabInstant
    let end: LabInstant
    /// When the load of the value began; `nil` if there was none.
    let asOf: LabInstant?

    var waits: Bool { end > start }
  }

  struct Load {
    let key: String
    let start: LabInstant
    let end: LabInstant
    let fails: Bool
  }

  private let state = Mutex<(reads: [Read], loads: [Load])>(([], []))

  var reads: [Read] { state.withLock { $0.reads } }
  var loads: [Load] { state.withLock { $0.loads } }

  func add(_ read: Read) { state.withLock { $0.reads.append(read) } }
  func add(_ load: Load) { state.withLock { $0.loads.append(load) } }
}

extension LabInstant {
  fileprivate var seconds: Double { offset.seconds }
}
