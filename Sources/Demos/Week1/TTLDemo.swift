import Drawing
import Lab
import Week1

/// Entries that live, expire and are purged as the clock moves.
public enum TTLDemo: DemoScript {
  public static let id = "ttl"
  public static let liveScale = 0.1

  public static func perform(on stage: Stage) async throws {
    stage.title("Entries that die of age")
    stage.say(
      """
      A cache whose entries live for 60 s unless they are told otherwise, on a clock that stands \
      still until it is moved.
      """
    )
    let history = CacheHistory()
    history.insert("blue", for: "sky", note: "the usual 60 s")
    history.insert("red", for: "dusk", .after(.seconds(20)), note: "a lifetime of its own")
    history.insert("black", for: "space", .never, note: "no deadline at all")
    history.read("dusk", at: .seconds(19.999), note: "its last millisecond")
    history.read("dusk", at: .seconds(20), note: "dead at its deadline")
    history.read("sky", at: .seconds(40), note: "reading prolongs nothing")
    history.insert("grey", for: "sky", at: .seconds(50), note: "60 s more, counted from now")
    history.insert("silver", for: "dew", at: .seconds(50), .after(.seconds(15)), note: "until 65 s")
    history.read("sky", at: .seconds(60), note: "the old deadline is gone")
    history.count(at: .seconds(80), note: "the dead do not count")
    history.purge(at: .seconds(80), note: "dew; the read dropped dusk")
    history.read("sky", at: .seconds(110), note: "its time is up")
    history.read("space", at: .seconds(120), note: "never means never")
    try await stage.show(history.table, pauses: history.pauses)
    stage.say(
      """
      Nobody watches the clock. A dead entry takes up memory until a read or a purge comes across \
      it, for ever if none does; but no read ever gets it.
      """
    )
    stage.picture("ttl", history.timeline)
  }
}

/// The steps of the demo and their results.
private final class CacheHistory {
  private let clock = ManualClock()
  private var cache: TTLCache<String, Color, ManualClock>
  private var lifetimes = EntryLifetimes()
  private(set) var pauses: [Duration] = []
  private(set) var table = TextTable([
    .number("time"), .text("what is done"), .text("result"), .sentence(""),
  ])

  init() {
    cache = TTLCache(expires: .after(.seconds(60)), clock: clock)
  }

  func insert(
    _ name: String,
    for key: String,
    at time: Duration = .zero,
    _ expires: Expiry? = nil,
    note: String
  ) {
    move(to: time)
    let color = Color(name)
    cache.insert(color, for: key, expires: expires)
    lifetimes.begin(key, color, at: clock.now)
    let lifetime =
      switch expires {
      case nil: ""
      case .never: ", .never"
      case .after(let lifetime): ", \(lifetime.readable)"
      }
    add("insert \(key) \"\(name)\"\(lifetime)", "", note)
  }

  func read(_ key: String, at time: Duration, note: String) {
    move(to: time)
    let name = cache.value(for: key)?.name
    lifetimes.mark(name == nil ? "read: nil" : "read: value", key, at: clock.now)
    add("read \(key)", name.map { .init("\"\($0)\"", .good) } ?? .init("nil", .bad), note)
  }

  func count(at time: Duration, note: String) {
    move(to: time)
    add("count", .init("\(cache.count)", .good), note)
  }

  func purge(at time: Duration, note: String) {
    move(to: time)
    let removed = cache.purge()
    for key in look() { lifetimes.mark("purged", key, at: clock.now) }
    add("purge", .init("\(removed) removed", .good), note)
  }

  var timeline: Timeline { lifetimes.timeline(until: clock.now) }

  /// Moves the clock second by second, and notes each time which entries are alive.
  private func move(to time: Duration) {
    pauses.append(clock.now.duration(to: LabInstant(offset: time)))
    while clock.now.offset < time {
      let second = Duration.seconds(clock.now.offset.components.seconds + 1)
      clock.advance(to: LabInstant(offset: min(second, time)))
      look()
    }
  }

  @discardableResult
  private func look() -> [String] {
    lifetimes.look(at: clock.now) { cache.contains($0) }
  }

  private func add(_ action: String, _ result: TextTable.Cell, _ note: String) {
    look()
    table.add([
      .init(clock.now.offset.readable, .quiet), .init(action), result, .init(note, .quiet),
    ])
  }
}

/// A value of the cache: an object, so that the demo can see when it is released.
private final class Color {
  let name: String

  init(_ name: String) {
    self.name = name
  }
}

/// How long each value was alive, and how long the cache held it after that.
private struct EntryLifetimes {
  private struct EntryLifetime {
    let name: String
    weak var color: Color?
    let start: LabInstant
    var end: LabInstant?
    var release: LabInstant?
  }

  private var keys: [String] = []
  private var lifetimes: [String: [EntryLifetime]] = [:]
  private var marks: [String: [Timeline.Mark]] = [:]

  mutating func begin(_ key: String, _ color: Color, at now: LabInstant) {
    if !keys.contains(key) { keys.append(key) }
    mark("insert", key, at: now)
    var own = lifetimes[key, default: []]
    if let last = own.indices.last, own[last].end == nil { own[last].end = now }
    own.append(EntryLifetime(name: color.name, color: color, start: now))
    lifetimes[key] = own
  }

  mutating func mark(_ name: String, _ key: String, at now: LabInstant) {
    marks[key, default: []].append(.init(at: now.offset.seconds, name))
  }

  /// Notes which entries have expired since the last look, and returns the keys whose value was
  /// released.
  mutating func look(at now: LabInstant, isAlive: (String) -> Bool) -> [String] {
    var released: [String] = []
    for key in keys {
      var own = lifetimes[key, default: []]
      for index in own.indices {
        let isCurrent = index == own.count - 1
        if own[index].end == nil, !(isCurrent && isAlive(key)) { own[index].end = now }
        if own[index].release == nil, own[index].color == nil {
          own[index].release = now
          released.append(key)
        }
      }
      lifetimes[key] = own
    }
    return released
  }

  func timeline(until now: LabInstant) -> Timeline {
    Timeline(
      title: "The lives of four entries",
      time: Axis("time", format: .unit("s")),
      lanes: keys.map { key in
        .init(
          key,
          spans: lifetimes[key, default: []].flatMap { spans(of: $0, until: now) },
          marks: marks[key, default: []]
        )
      },
      names: [.serves: "alive", .rests: "dead, in memory"]
    )
  }

  private func spans(of lifetime: EntryLifetime, until now: LabInstant) -> [Timeline.Span] {
    let (start, end) = (lifetime.start.offset.seconds, (lifetime.end ?? now).offset.seconds)
    let release = (lifetime.release ?? now).offset.seconds
    let alive = Timeline.Span(from: start, to: end, .serves, label: lifetime.name)
    return release > end ? [alive, .init(from: end, to: release, .rests)] : [alive]
  }
}
