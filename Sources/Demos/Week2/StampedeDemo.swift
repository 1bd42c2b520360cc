import Drawing
import Lab
import Synchronization
import Week2

/// An entry expires under load: what the database sees, unprotected and protected.
public enum StampedeDemo: DemoScript {
  public static let id = "stampede"

  public static func perform(on stage: Stage) async throws {
    stage.title("What happens when an entry expires")
    stage.say(
      """
      A front page is cached for 2 s, and every 40 ms two readers ask for it at the same moment. The \
      database takes 150 ms to make it, and works on two queries at a time; the others queue. Now \
      and then a customer at the checkout needs the same database. Here are the readers around the \
      moment at which the entry expires, from two before the first who notices.
      """
    )
    var minutes: [StampedeMinute] = []
    for protection in Protection.allCases {
      let minute = try await StampedeMinute.run(protection)
      minutes.append(minute)
      guard let picture = protection.picture else { continue }
      stage.heading(protection.name)
      stage.say(protection.idea)
      stage.picture(picture, minute.timeline)
      try await stage.pause(.seconds(1))
    }
    stage.heading("A minute of each")
    stage.show(table(of: minutes))
    stage.say(lesson(of: minutes))
  }

  private static func table(of minutes: [StampedeMinute]) -> TextTable {
    var table = TextTable([
      .text("protection"), .number("loads of the page"), .number("most at a time"),
      .number("slowest reader"), .number("slowest checkout"), .number("oldest answer"),
    ])
    for minute in minutes {
      table.add([
        .init(minute.protection.name), .init("\(minute.loads)"), .init("\(minute.most)"),
        .init(minute.slowestReader.readable), .init(minute.slowestCheckout.readable),
        .init(minute.oldestAnswer.readable),
      ])
    }
    return table
  }

  private static func lesson(of minutes: [StampedeMinute]) -> String {
    let (none, one, early) = (minutes[0], minutes[1], minutes[2])
    guard one.most == 1 else {
      return """
        With single flight there should be one load of the page at a time, and there were up to \
        \(one.most). Look at its picture: every reader who began a load had looked for one before, \
        and found none.
        """
    }
    return """
      \(grouped(none.visits.count)) readers each. The page is the same for all of them, and \
      without protection it is made \(none.loads) times instead of \(one.loads). Who pays is not \
      only the reader: a query of 150 ms from the checkout, which has nothing to do with the page, \
      takes up to \(none.slowestCheckout.readable). Sharing one load fixes that, but those who \
      come while it runs still wait for it. Early refresh takes the wait away, nearly always; \
      alone it shares nothing, so it makes \(early.loads) loads, and once in a while, when nobody \
      was lucky in time, there is a stampede after all. The two together have neither fault. Nor \
      has serving the old page, for those to whom an answer that is somewhat older will do.
      """
  }
}

private enum Protection: CaseIterable {
  case none, singleFlight, earlyRefresh, sharedEarlyRefresh, staleWhileRevalidate

  var name: String {
    switch self {
    case .none: "no protection"
    case .singleFlight: "single flight"
    case .earlyRefresh: "early refresh"
    case .sharedEarlyRefresh: "the two together"
    case .staleWhileRevalidate: "stale while revalidate"
    }
  }

  var picture: String? {
    switch self {
    case .none: "stampede"
    case .singleFlight: "stampede-single-flight"
    case .earlyRefresh: "stampede-early-refresh"
    case .sharedEarlyRefresh: nil
    case .staleWhileRevalidate: "stampede-stale"
    }
  }

  var idea: String {
    switch self {
    case .none: "Who finds the entry expired loads it."
    case .singleFlight: "Who finds the entry expired joins the load that is under way."
    case .earlyRefresh, .sharedEarlyRefresh:
      """
      Each reader throws dice, and the nearer the end is, the likelier it is that it has the page \
      loaded again. It does not wait for that: its answer comes from the cache.
      """
    case .staleWhileRevalidate:
      "Who finds the entry expired gets the old page all the same, and one load runs behind it."
    }
  }
}

/// A query: when it came, when its turn was, when it ended.
private struct Query: Sendable {
  let came: Duration
  let began: Duration
  let ended: Duration
}

/// A database that works on two queries at a time, for 150 ms each.
private actor BusyDatabase {
  private let clock: ManualClock
  private var free = 2
  private var queue: [CheckedContinuation<Void, Never>] = []

  init(_ clock: ManualClock) {
    self.clock = clock
  }

  func query() async throws -> Query {
    let came = clock.now.offset
    if free > 0 { free -= 1 } else { await withCheckedContinuation { queue.append($0) } }
    let began = clock.now.offset
    try await clock.sleep(for: .milliseconds(150))
    // Whoever is next gets this place; it is free only if nobody is.
    if queue.isEmpty { free += 1 } else { queue.removeFirst().resume() }
    return Query(came: came, began: began, ended: clock.now.offset)
  }
}

/// What became of one reader.
private struct Visit: Sendable {
  enum Answer { case fresh, old, awaited }

  let came: Duration
  var answered: Duration
  var answer: Answer
  /// When the page that it got was made.
  var made: Duration
  /// The query that it waited for or set off.
  var query: Query?
  var isOwnQuery = false
}

/// The cached front page.
private final class FrontPage: Sendable {
  struct Entry {
    let made: Duration
    let stored: Duration
    let deadline: Duration
  }

  struct State {
    var entries = [Entry(made: .zero, stored: .zero, deadline: lifetime)]
    var visits: [Visit] = []
    var loads = 0
    var most = 0
    var loading = 0
    var isRefreshing = false
    var random = SplitMix64(seed: 1)

    /// With probability exp(-left / 150 ms), the law of the lesson on early refresh.
    mutating func isDue(_ left: Duration) -> Bool {
      left <= random.exponential(mean: .milliseconds(150))
    }
  }

  private enum Step { case done, load, share, loadBehind, shareBehind }

  static let lifetime = Duration.seconds(2)

  private let protection: Protection
  private let database: BusyDatabase
  private let clock: ManualClock
  private let flights = SingleFlight<String, Query>()
  private let state = Mutex(State())

  init(_ protection: Protection, _ database: BusyDatabase, _ clock: ManualClock) {
    self.protection = protection
    self.database = database
    self.clock = clock
  }

  /// All that has happened so far.
  var history: State { state.withLock { $0 } }

  func visit() async throws {
    let now = clock.now.offset
    let (number, step) = state.withLock { enter(&$0, at: now) }
    switch step {
    case .done: return
    case .load: complete(number, try await load(for: number))
    case .share: complete(number, try await share(for: number))
    case .loadBehind: _ = try await load(for: number)
    case .shareBehind: _ = try await share(for: number)
    }
  }

  /// Answers from the cache where that is allowed, and decides what else there is to do.
  private func enter(_ state: inout State, at now: Duration) -> (number: Int, step: Step) {
    let entry = state.entries[state.entries.count - 1]
    let left = entry.deadline - now
    let isAlive = left > .zero
    var visit = Visit(came: now, answered: now, answer: .fresh, made: entry.made)
    var step = Step.done
    switch protection {
    case .none: if !isAlive { step = .load }
    case .singleFlight: if !isAlive { step = .share }
    case .earlyRefresh: if state.isDue(left) { step = isAlive ? .loadBehind : .load }
    case .sharedEarlyRefresh: if state.isDue(left) { step = isAlive ? .shareBehind : .share }
    case .staleWhileRevalidate:
      if !isAlive { visit.answer = .old }
      if !isAlive, !state.isRefreshing { step = .loadBehind }
      state.isRefreshing = !isAlive
    }
    state.visits.append(visit)
    return (state.visits.count - 1, step)
  }

  private func share(for number: Int) async throws -> Query {
    try await flights.value(for: "page") { try await self.load(for: number) }
  }

  private func load(for number: Int) async throws -> Query {
    state.withLock { state in
      state.loads += 1
      state.loading += 1
      state.most = max(state.most, state.loading)
      state.visits[number].isOwnQuery = true
    }
    let query = try await database.query()
    let deadline = query.ended + Self.lifetime
    state.withLock { state in
      state.loading -= 1
      state.visits[number].query = query
      state.entries.append(Entry(made: query.began, stored: query.ended, deadline: deadline))
    }
    return query
  }

  private func complete(_ number: Int, _ query: Query) {
    let now = clock.now.offset
    state.withLock { state in
      state.visits[number].answered = now
      state.visits[number].answer = .awaited
      state.visits[number].made = query.began
      state.visits[number].query = query
    }
  }
}

/// What happened in a minute.
private struct StampedeMinute: Sendable {
  let protection: Protection
  let history: FrontPage.State
  let checkouts: [Query]

  static func run(_ protection: Protection) async throws -> StampedeMinute {
    let schedule = Schedule(seed: nil)
    let clock = schedule.clock
    let database = BusyDatabase(clock)
    let page = FrontPage(protection, database, clock)
    let checkouts = Checkouts()
    _ = await schedule.run { _ in
      let readers = Task {
        for _ in 0..<1_500 {
          for _ in 0..<2 { Task { try await page.visit() } }
          try await clock.sleep(for: .milliseconds(40))
        }
      }
      try await clock.sleep(for: .milliseconds(70))
      for _ in 0..<120 {
        Task { await checkouts.add(try await database.query()) }
        try await clock.sleep(for: .milliseconds(500))
      }
      try await readers.value
      try await clock.sleep(for: .seconds(2))
    }
    return StampedeMinute(
      protection: protection,
      history: page.history,
      checkouts: await checkouts.all
    )
  }

  private actor Checkouts {
    private(set) var all: [Query] = []
    func add(_ query: Query) { all.append(query) }
  }

  var visits: [Visit] { history.visits }
  var loads: Int { history.loads }
  var most: Int { history.most }

  var slowestReader: Duration { visits.map { $0.answered - $0.came }.max() ?? .zero }
  var slowestCheckout: Duration { checkouts.map { $0.ended - $0.came }.max() ?? .zero }
  var oldestAnswer: Duration { visits.map { $0.answered - $0.made }.max() ?? .zero }
}

extension StampedeMinute {
  /// Twelve readers around the first one that has to do with a load, and what goes on beside them.
  var timeline: Timeline {
    let first = visits.firstIndex { $0.query != nil } ?? 2
    let shown = Array(visits[(first - 2)...].prefix(12))
    let start = shown[0].came
    let last = shown.compactMap { $0.query?.ended }.max() ?? start
    let end = last + .milliseconds(50)
    let customers = checkouts.filter { (start...last).contains($0.came) }.prefix(1)
    return Timeline(
      title: "A page expires: \(protection.name)",
      time: Axis("time since the entry expired", format: .unit("ms")),
      lanes: [entryLane(from: start, to: end)]
        + shown.enumerated().map { .init("reader \($0 + 1)", spans: spans($1), marks: marks($1)) }
        + customers.map { .init("checkout", spans: Self.spans(of: $0)) },
      names: [.serves: "the entry is alive", .waits: "waits", .loads: "the database works for it"]
    )
  }

  private func entryLane(from start: Duration, to end: Duration) -> Timeline.Lane {
    let entries = history.entries
    let alive = entries.indices.compactMap { index -> Timeline.Span? in
      let next = entries.indices.contains(index + 1) ? entries[index + 1].stored : end
      let from = max(entries[index].stored, start)
      let to = min(entries[index].deadline, next, end)
      guard from < to else { return nil }
      return .init(from: Self.moment(from), to: Self.moment(to), .serves)
    }
    return .init("entry", spans: alive)
  }

  private func spans(_ visit: Visit) -> [Timeline.Span] {
    guard let query = visit.query else { return [] }
    guard visit.isOwnQuery else {
      return [.init(from: Self.moment(visit.came), to: Self.moment(query.ended), .waits)]
    }
    return Self.spans(of: query)
  }

  private static func spans(of query: Query) -> [Timeline.Span] {
    let work = Timeline.Span(from: moment(query.began), to: moment(query.ended), .loads)
    guard query.came < query.began else { return [work] }
    return [.init(from: moment(query.came), to: moment(query.began), .waits), work]
  }

  private func marks(_ visit: Visit) -> [Timeline.Mark] {
    let name =
      switch visit.answer {
      case .fresh: "answered from the cache"
      case .old: "answered with the old page"
      case .awaited: "answered"
      }
    return [.init(at: Self.moment(visit.answered), name)]
  }

  /// In milliseconds since the first entry expired.
  private static func moment(_ time: Duration) -> Double {
    (time - FrontPage.lifetime).seconds * 1_000
  }
}
