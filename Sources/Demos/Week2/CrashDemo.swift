import Drawing
import Lab
import Synchronization
import Week2

/// What write-behind loses when the process dies, and what keeps it from losing.
public enum CrashDemo: DemoScript {
  public static let id = "crash"

  public static func perform(on stage: Stage) async throws {
    stage.title("The process dies, and the queue with it")
    stage.say(
      """
      A shop confirms an order as soon as it is queued, and brings orders to the database in bulk: \
      a second after the first that waits, in 150 ms. The process dies in the middle of the second \
      bulk write. Which orders had been confirmed by then, and where are they?
      """
    )
    let short = ProcessEnd("during a bulk write", at: .milliseconds(2_080))
    let result = try await ProcessRun.run(.queue, until: short, orderEvery: .milliseconds(250))
    stage.picture("crash", result.timeline)
    stage.say(
      """
      \(result.accepted) customers have read "thank you for your order", and \(result.lost) of those \
      orders are gone. Nothing in the database tells that they ever were.
      """
    )
    stage.heading("Ways to die")
    stage.say(
      """
      Now twenty orders a second, and three ways to keep them. The queue alone confirms at once. \
      With a journal, an order is first appended to a file, which takes 2 ms; after a restart, the \
      file is replayed. Write-through asks the database first, which takes 150 ms, and refuses an \
      order that the database did not take. Who is asked to stop has ten seconds to close the queue \
      before it is killed. How many of the orders that were confirmed are lost?
      """
    )
    let rows = try await Self.rows()
    stage.show(table(of: rows))
    stage.say(lesson(of: rows))
  }

  private static let ends = [
    ProcessEnd("just after a bulk write", at: .milliseconds(2_170)),
    ProcessEnd("just before one", at: .milliseconds(1_990)),
    ProcessEnd("during one", at: .milliseconds(2_080)),
    ProcessEnd("asked to stop, closes", at: .milliseconds(1_990), grace: .seconds(10)),
    ProcessEnd("database down for 5 s", at: .seconds(8), downSince: .seconds(3)),
    ProcessEnd(
      "the same, closes in vain",
      at: .seconds(8),
      downSince: .seconds(3),
      grace: .seconds(10)
    ),
  ]

  private typealias Row = (end: ProcessEnd, results: [ProcessRun])

  private static func rows() async throws -> [Row] {
    var rows: [Row] = []
    for end in ends {
      var results: [ProcessRun] = []
      for path in WritePath.allCases {
        results.append(try await ProcessRun.run(path, until: end, orderEvery: .milliseconds(50)))
      }
      rows.append((end, results))
    }
    return rows
  }

  private static func table(of rows: [Row]) -> TextTable {
    var table = TextTable([
      .text("the process dies"), .number("confirmed"), .number("queue loses"),
      .number("journal loses"), .number("write-through loses"), .number("it refuses"),
    ])
    for (end, results) in rows {
      let losses = results.map { result -> TextTable.Cell in
        .init("\(result.lost)", result.lost == 0 ? .good : .bad)
      }
      table.add(
        [.init(end.name), .init("\(results[0].accepted)")] + losses
          + [.init("\(results[results.count - 1].refused)")]
      )
    }
    return table
  }

  private static func lesson(of rows: [Row]) -> String {
    let queue = rows.map { $0.results[0].lost }
    guard queue[3] == 0 else {
      return """
        A queue that is closed before the end should lose nothing while the database works, and \
        \(queue[3]) orders were lost: close returned before they were written.
        """
    }
    return """
      The queue alone loses what the last finished bulk write did not carry: up to \
      \(queue.prefix(3).max() ?? 0) orders while all is well, and \(queue[4]) when the database \
      was away. Closing it before the process ends loses nothing, as long as the database is \
      there. What must not be lost goes to a disk before it is confirmed, to the journal's or to \
      the database's. The journal costs 2 ms and takes orders while the database is away; \
      write-through costs 150 ms and refuses them.
      """
  }
}

/// How the process ends.
private struct ProcessEnd: Sendable {
  let name: String
  let time: Duration
  let downSince: Duration?
  /// How long it may take to close; without it, the process dies at once.
  let grace: Duration?

  init(_ name: String, at time: Duration, downSince: Duration? = nil, grace: Duration? = nil) {
    self.name = name
    self.time = time
    self.downSince = downSince
    self.grace = grace
  }
}

private enum WritePath: CaseIterable {
  case queue, journal, writeThrough
}

/// Lines on a disk, which outlive the process; an append takes 2 ms.
private actor Journal {
  private let clock: ManualClock
  private(set) var orders: [Int] = []

  init(_ clock: ManualClock) {
    self.clock = clock
  }

  func append(_ order: Int) async throws {
    try await clock.sleep(for: .milliseconds(2))
    orders.append(order)
  }
}

/// A database of orders that keeps a log of when which of them came to it.
private final class Orders: Database {
  struct BulkWrite: Sendable {
    let came: Duration
    var ended: Duration?
    let keys: [Int]
  }

  let database: SlowDatabase<Int, String, ManualClock>
  private let log = Mutex<[BulkWrite]>([])

  init(_ rows: [Int: String] = [:], _ clock: ManualClock) {
    database = SlowDatabase(rows: rows, clock: clock)
  }

  var bulkWrites: [BulkWrite] { log.withLock { $0 } }

  func read(_ key: Int) async throws -> String? { try await database.read(key) }
  func write(_ row: String, for key: Int) async throws { try await database.write(row, for: key) }
  func delete(_ key: Int) async throws { try await database.delete(key) }
  func bulkRead(_ keys: [Int]) async throws -> [Int: String] { try await database.bulkRead(keys) }

  func bulkWrite(_ changes: [Int: String?]) async throws {
    let came = database.clock.now.offset
    let index = log.withLock { log in
      log.append(BulkWrite(came: came, keys: Array(changes.keys)))
      return log.count - 1
    }
    try await database.bulkWrite(changes)
    log.withLock { $0[index].ended = database.clock.now.offset }
  }
}

/// What one process has done until it died, and what was left.
private struct ProcessRun: Sendable {
  let death: Duration
  let confirmed: [(order: Int, time: Duration)]
  let refused: Int
  let survivors: Set<Int>
  let bulkWrites: [Orders.BulkWrite]

  var accepted: Int { confirmed.count }
  var lost: Int { confirmed.count { !survivors.contains($0.order) } }

  /// What the customers were told.
  private final class OrderLog: Sendable {
    private let answers = Mutex<(confirmed: [(order: Int, time: Duration)], refused: Int)>(([], 0))
    var all: (confirmed: [(order: Int, time: Duration)], refused: Int) { answers.withLock { $0 } }

    func confirm(_ order: Int, at time: Duration) {
      answers.withLock { $0.confirmed.append((order, time)) }
    }
    func refuse() { answers.withLock { $0.refused += 1 } }
  }

  /// The queue failed, or waits for something that nobody will do.
  private struct NoEnd: Error, CustomStringConvertible {
    var description: String { "the queue was closed, and close neither returned nor failed" }
  }

  static func run(
    _ path: WritePath,
    until processEnd: ProcessEnd,
    orderEvery pause: Duration
  ) async throws -> ProcessRun {
    let result = Mutex<ProcessRun?>(nil)
    _ = await Schedule(seed: nil).run { schedule in
      let run = try await Self.run(path, until: processEnd, orderEvery: pause, schedule.clock)
      result.withLock { $0 = run }
    }
    guard let finished = result.withLock({ $0 }) else { throw NoEnd() }
    return finished
  }

  private static func run(
    _ path: WritePath,
    until processEnd: ProcessEnd,
    orderEvery pause: Duration,
    _ clock: ManualClock
  ) async throws -> ProcessRun {
    let (orders, journal, log) = (Orders([:], clock), Journal(clock), OrderLog())
    let queue = WriteBehind(database: orders, clock: clock)
    let store: @Sendable (Int) async throws -> Void = { order in
      if path == .writeThrough { return try await orders.write("order", for: order) }
      if path == .journal { try await journal.append(order) }
      try await queue.update("order", for: order)
    }
    let customers = Task {
      var order = 0
      while clock.now.offset < processEnd.time {
        order += 1
        let number = order
        Task {
          do {
            try await store(number)
            log.confirm(number, at: clock.now.offset)
          } catch {
            log.refuse()
          }
        }
        try await clock.sleep(for: pause)
      }
    }
    if let downSince = processEnd.downSince {
      try await clock.sleep(for: downSince)
      orders.database.goDown()
    }
    try await clock.sleep(until: .start.advanced(by: processEnd.time))
    if let grace = processEnd.grace, path != .writeThrough {
      await close(queue, within: grace, clock)
    }
    // Here the process dies. All that is left is what is on a disk.
    let (confirmed, refused) = log.all
    let bulkWrites = orders.bulkWrites
    var survivors = Set(orders.database.snapshot.keys)
    if path == .journal {
      survivors = try await replay(journal.orders, on: orders.database.snapshot, clock)
    }
    // Nobody sees any more what the rest of the old process does; it only has to come to an end.
    orders.database.comeUp()
    try await customers.value
    try await queue.close()
    return ProcessRun(
      death: processEnd.time,
      confirmed: confirmed,
      refused: refused,
      survivors: survivors,
      bulkWrites: bulkWrites
    )
  }

  private static func close<Source: Database>(
    _ queue: WriteBehind<Source, ManualClock>,
    within grace: Duration,
    _ clock: ManualClock
  ) async {
    let closing = Task { try await queue.close() }
    let killer = Task {
      try await clock.sleep(for: grace)
      closing.cancel()
    }
    _ = await closing.result
    killer.cancel()
  }

  /// The next process begins with what the journal holds.
  private static func replay(
    _ journal: [Int],
    on rows: [Int: String],
    _ clock: ManualClock
  ) async throws -> Set<Int> {
    let orders = Orders(rows, clock)
    let queue = WriteBehind(database: orders, clock: clock)
    for order in journal { try await queue.update("order", for: order) }
    try await queue.close()
    return Set(orders.database.snapshot.keys)
  }
}

extension ProcessRun {
  var timeline: Timeline {
    let end = death.seconds + 0.5
    return Timeline(
      title: "Orders, and a process that dies",
      time: Axis("time", format: .unit("s")),
      lanes: confirmed.map { order, time in
        let written = bulkWrites.first { $0.keys.contains(order) && $0.ended != nil }?.ended
        let safe = written.map { Timeline.Span(from: $0.seconds, to: end, .serves) }
        let lost = Timeline.Span(from: death.seconds, to: end, .fails)
        return .init(
          "order \(order)",
          spans: [
            .init(from: time.seconds, to: (written ?? death).seconds, .waits), safe ?? lost,
          ],
          marks: [.init(at: time.seconds, "confirmed")]
        )
      } + [
        .init(
          "bulk writes",
          spans: bulkWrites.map {
            .init(from: $0.came.seconds, to: ($0.ended ?? death).seconds, .loads)
          },
          marks: [.init(at: death.seconds, "the process dies")]
        )
      ],
      names: [
        .waits: "in memory only", .serves: "in the database", .fails: "lost",
        .loads: "a bulk write",
      ]
    )
  }
}
