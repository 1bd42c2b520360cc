import Drawing
import Lab
import Synchronization
import Week2

/// One workload through six strategies: database calls, latency and stale reads.
public enum PatternsDemo: DemoScript {
  public static let id = "patterns"

  public static func perform(on stage: Stage) async throws {
    stage.title("One shop, and where its cache stands")
    stage.say(
      """
      \(Traffic.articles) articles, and \(Traffic.duration.readable) of traffic: \
      \(grouped(Traffic.readCount)) reads, as popular as Zipf says, and \(Traffic.writeCount) \
      changes of a price, one after the other, every second one of them of a popular article. The \
      database takes 150 ms, the cache server 1 ms, a cache in the process no time at all, and an \
      entry lives for \(Traffic.lifetime.readable). A read is stale when a newer price had been \
      acknowledged before it began.
      """
    )
    var days: [StrategyResult] = []
    for strategy in Strategy.all { days.append(try await StrategyResult.measure(strategy)) }
    stage.show(table(of: days))
    stage.picture("patterns", picture(of: days))
    stage.say(
      """
      Whoever reads through the cache and does not tell it of the writes gets what the lifetime \
      allows. Where the cache is told, a stale read is the work of a race like the one below. The \
      strategies then differ in what a write costs, and in what it leaves behind: write-through \
      keeps rows that nobody may ever read, cache-aside and write-around leave a miss.
      """
    )

    let race = try await Race.run()
    stage.heading("The race that cache-aside leaves open")
    stage.say(
      """
      The price of tea is 499, and the cache has just lost it. In the same moment a writer changes \
      it to 599 and a reader asks for it.
      """
    )
    try await stage.show(race.table, pauses: race.pauses)
    stage.say(race.moral)
  }

  private static func table(of days: [StrategyResult]) -> TextTable {
    var table = TextTable([
      .text("strategy"), .number("database reads"), .number("database writes"),
      .number("mean read"), .number("mean write"), .number("stale reads"), .number("in the cache"),
    ])
    for day in days {
      table.add([
        .init(day.name), "\(grouped(day.counts.reads))",
        "\(grouped(day.counts.writes + day.counts.bulkWrites))",
        "\(milliseconds(day.reads.mean))", "\(milliseconds(day.writes.mean))",
        .init(grouped(day.stale), day.stale == 0 ? .good : .bad),
        .init(day.entries.map { grouped($0) } ?? "", .quiet),
      ])
    }
    return table
  }

  private static func milliseconds(_ duration: Duration?) -> String {
    duration.map { "\(fixed($0.seconds * 1_000, 1)) ms" } ?? ""
  }

  private static func picture(of days: [StrategyResult]) -> some Chart {
    BarChart(
      title: "What each strategy asks of the database, and what it serves stale",
      value: Axis("operations", format: .number),
      groups: days.map { day in
        let writes = day.counts.writes + day.counts.bulkWrites
        return .init(
          day.name,
          [
            .init("database reads", Double(day.counts.reads)),
            .init("stale reads", Double(day.stale)), .init("database writes", Double(writes)),
          ]
        )
      }
    )
  }
}

private enum Traffic {
  static let articles = 200
  static let readCount = 4_800
  static let writeCount = 240
  static let duration = Duration.seconds(240)
  static let lifetime = Duration.seconds(60)
  static let popularity = Workload.zipf(exponent: 1, keys: articles)
}

/// Where one strategy reads and writes.
private struct Path: Sendable {
  let read: @Sendable (Int) async throws -> Int?
  let write: @Sendable (Int, Int) async throws -> Void
  /// How many entries the cache server holds, where there is one.
  var entries: @Sendable () -> Int? = { nil }
  var close: @Sendable () async throws -> Void = {}
}

/// A database of prices, on a clock of its own.
private struct Shop: Sendable {
  let clock: ManualClock
  let database: SlowDatabase<Int, Int, ManualClock>

  func server<Value>(of _: Value.Type) -> CacheServer<Int, Value, ManualClock> {
    CacheServer(clock: clock)
  }
}

private struct Strategy: Sendable {
  let name: String
  let open: @Sendable (Shop) -> Path

  init(_ name: String, _ open: @escaping @Sendable (Shop) -> Path) {
    self.name = name
    self.open = open
  }

  static let all = [
    Strategy("no cache") { shop in
      Path(
        read: { try await shop.database.read($0) },
        write: { try await shop.database.write($0, for: $1) }
      )
    },
    Strategy("cache-aside") { shop in
      let cache = shop.server(of: Int?.self)
      let prices = CacheAside(
        cache: cache,
        database: shop.database,
        lifetime: Traffic.lifetime,
        absentLifetime: .seconds(5)
      )
      return Path(
        read: { try await prices.value(for: $0) },
        write: { try await prices.update($0, for: $1) },
        entries: { cache.contents.count }
      )
    },
    Strategy("read-through") { shop in
      let prices = ReadThroughCache(lifetime: Traffic.lifetime, clock: shop.clock) { key in
        try await shop.database.read(key)
      }
      return Path(
        read: { try await prices.value(for: $0) },
        write: { try await shop.database.write($0, for: $1) }
      )
    },
    Strategy("read-through, told") { shop in
      let prices = ReadThroughCache(lifetime: Traffic.lifetime, clock: shop.clock) { key in
        try await shop.database.read(key)
      }
      return Path(
        read: { try await prices.value(for: $0) },
        write: { row, key in
          try await shop.database.write(row, for: key)
          await prices.remove(key)
        }
      )
    },
    Strategy("write-through") { shop in
      let cache = shop.server(of: Int.self)
      let prices = WriteThroughCache(
        cache: cache,
        database: shop.database,
        lifetime: Traffic.lifetime
      )
      return Path(
        read: { try await prices.value(for: $0) },
        write: { try await prices.update($0, for: $1) },
        entries: { cache.contents.count }
      )
    },
    Strategy("write-around") { shop in
      let cache = shop.server(of: Int.self)
      let prices = WriteAroundCache(
        cache: cache,
        database: shop.database,
        lifetime: Traffic.lifetime
      )
      return Path(
        read: { try await prices.value(for: $0) },
        write: { try await prices.update($0, for: $1) },
        entries: { cache.contents.count }
      )
    },
  ]
}

/// What came of the traffic under one strategy.
private struct StrategyResult: Sendable {
  let name: String
  var reads = LatencyHistogram()
  var writes = LatencyHistogram()
  var stale = 0
  /// The newest price of each article whose write has returned.
  var acknowledged: [Int: Int] = [:]
  var counts = DatabaseCounts()
  var entries: Int?

  static func measure(_ strategy: Strategy) async throws -> StrategyResult {
    let day = Tally(StrategyResult(name: strategy.name))
    let ending = await Schedule(seed: nil).run { schedule in
      let rows = Dictionary(uniqueKeysWithValues: (0..<Traffic.articles).map { ($0, 0) })
      let shop = Shop(
        clock: schedule.clock,
        database: SlowDatabase(rows: rows, clock: schedule.clock)
      )
      let path = strategy.open(shop)
      let writer = Task {
        var random = SplitMix64(seed: 2)
        let popular = Array(Traffic.popularity.requests(count: Traffic.writeCount, seed: 3))
        for price in 1...Traffic.writeCount {
          try await pause(Traffic.writeCount, &random, schedule.clock)
          let key =
            price.isMultiple(of: 2)
            ? popular[price - 1] : Int.random(in: 0..<Traffic.articles, using: &random)
          let start = schedule.clock.now
          try await path.write(price, key)
          let latency = start.duration(to: schedule.clock.now)
          day.change { day in
            day.writes.record(latency)
            day.acknowledged[key] = price
          }
        }
      }
      var random = SplitMix64(seed: 1)
      var readers: [Task<Void, any Error>] = []
      for key in Traffic.popularity.requests(count: Traffic.readCount, seed: 1) {
        try await pause(Traffic.readCount, &random, schedule.clock)
        readers.append(
          Task {
            let newest = day.change { $0.acknowledged[key] ?? 0 }
            let start = schedule.clock.now
            let price = try await path.read(key)
            let latency = start.duration(to: schedule.clock.now)
            day.change { day in
              day.reads.record(latency)
              if (price ?? -1) < newest { day.stale += 1 }
            }
          }
        )
      }
      for reader in readers { try await reader.value }
      try await writer.value
      try await path.close()
      day.change { day in
        day.counts = shop.database.counts
        day.entries = path.entries()
      }
    }
    if case .threw(let error) = ending { throw error }
    return day.change { $0 }
  }

  /// Waits as one does for something that comes `count` times in the whole duration, at random.
  private static func pause(
    _ count: Int,
    _ random: inout SplitMix64,
    _ clock: ManualClock
  ) async throws {
    let mean = Traffic.duration.seconds / Double(count)
    try await clock.sleep(for: .seconds(random.exponential(mean: mean)))
  }
}

/// A day that many tasks write into.
private final class Tally: Sendable {
  private let day: Mutex<StrategyResult>

  init(_ day: StrategyResult) {
    self.day = Mutex(day)
  }

  func change<Result: Sendable>(_ body: (inout StrategyResult) -> Result) -> Result {
    day.withLock { body(&$0) }
  }
}

/// A read and a write of one article that begin together, step by step.
private final class Race: Sendable {
  @TaskLocal static var who = ""

  private struct Step {
    let time: LabInstant
    let who: String
    let words: String
    let emphasis: Emphasis
  }

  private struct Log {
    var steps: [Step] = []
    var row: Int?
    var entry: Int??
  }

  private let log = Mutex(Log())

  static func run() async throws -> Race {
    let race = Race()
    let ending = await Schedule(seed: nil).run { schedule in
      let clock = schedule.clock
      let store = CacheServer<String, Int?, ManualClock>(clock: clock)
      let rows = SlowDatabase(rows: ["tea": 499], clock: clock)
      let prices = CacheAside(
        cache: WatchedCache(cache: store) { race.note($0, $1, at: clock.now) },
        database: WatchedDatabase(database: rows) { race.note($0, $1, at: clock.now) },
        lifetime: Traffic.lifetime,
        absentLifetime: .seconds(5)
      )
      let writer = Task {
        try await $who.withValue("writer") { try await prices.update(599, for: "tea") }
      }
      let reader = Task {
        try await $who.withValue("reader") { try await prices.value(for: "tea") }
      }
      try await writer.value
      _ = try await reader.value
      race.log.withLock { log in
        log.row = rows.row(for: "tea")
        log.entry = store.contents["tea"]
      }
    }
    if case .threw(let error) = ending { throw error }
    return race
  }

  private func note(_ words: String, _ emphasis: Emphasis, at time: LabInstant) {
    log.withLock {
      $0.steps.append(Step(time: time, who: Self.who, words: words, emphasis: emphasis))
    }
  }

  var table: TextTable {
    var table = TextTable([.number("time"), .text("who"), .sentence("what happens")])
    for step in log.withLock({ $0.steps }) {
      table.add([
        .init(step.time.offset.readable, .quiet), .init(step.who), .init(step.words, step.emphasis),
      ])
    }
    return table
  }

  var pauses: [Duration] {
    let times = log.withLock { $0.steps.map(\.time) }
    return zip([LabInstant.start] + times, times).map { $0.duration(to: $1) }
  }

  var moral: String {
    let (row, entry) = log.withLock { ($0.row ?? 0, $0.entry) }
    guard case .some(.some(let price)) = entry, price != row else {
      return "The database has \(row), and the cache has nothing that contradicts it."
    }
    return """
      The database has \(row) and the cache \(price), for as long as an entry lives: here \
      \(Traffic.lifetime.readable). It took a miss and a write in the time of one read. With the \
      removal before the write, any read during the write would do, and for a popular article \
      there is always one.
      """
  }
}

private struct WatchedCache<Store: RemoteCache<String, Int?>>: RemoteCache {
  let cache: Store
  let note: @Sendable (String, Emphasis) -> Void

  func value(for key: String) async throws -> Int?? {
    note("asks the cache", .plain)
    let entry = try await cache.value(for: key)
    note(entry.map { "finds \($0.map { "\($0)" } ?? "an absence")" } ?? "misses", .plain)
    return entry
  }

  func insert(_ value: Int?, for key: String, lifetime: Duration) async throws {
    note("stores \(value.map { "\($0)" } ?? "an absence") in the cache …", .plain)
    try await cache.insert(value, for: key, lifetime: lifetime)
    note("… and it is there", .bad)
  }

  func remove(_ key: String) async throws {
    note("asks the cache to remove the entry …", .plain)
    try await cache.remove(key)
    note("… and there is none any more", .good)
  }
}

private struct WatchedDatabase<Store: Database<String, Int>>: Database {
  let database: Store
  let note: @Sendable (String, Emphasis) -> Void

  func read(_ key: String) async throws -> Int? {
    note("reads the row of the database …", .plain)
    let row = try await database.read(key)
    note("… as it was then: \(row.map { "\($0)" } ?? "none")", .plain)
    return row
  }

  func write(_ row: Int, for key: String) async throws {
    note("writes \(row) to the database …", .plain)
    try await database.write(row, for: key)
    note("… which has it now", .good)
  }

  func delete(_ key: String) async throws { try await database.delete(key) }
  func bulkRead(_ keys: [String]) async throws -> [String: Int] {
    try await database.bulkRead(keys)
  }
  func bulkWrite(_ changes: [String: Int?]) async throws { try await database.bulkWrite(changes) }
}
