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
    let story = Story()
    story.insert("blue", for: "sky", note: "the usual 60 s")
    story.insert("red", for: "dusk", .after(.seconds(20)), note: "a lifetime of its own")
    story.insert("black", for: "space", .never, note: "no deadline at all")
    story.read("dusk", at: .seconds(19.999), note: "its last millisecond")
    story.read("dusk", at: .seconds(20), note: "dead at its deadline")
    story.read("sky", at: .seconds(40), note: "reading prolongs nothing")
    story.insert("grey", for: "sky", at: .seconds(50), note: "60 s more, counted from now")
    story.insert("silver", for: "dew", at: .seconds(50), .after(.seconds(15)), note: "until 65 s")
    story.read("sky", at: .seconds(60), note: "the old deadline is gone")
    story.count(at: .seconds(80), note: "the dead do not count")
    story.purge(at: .seconds(80), note: "dew; the read dropped dusk")
    story.read("sky", at: .seconds(110), note: "its time is up")
    story.read("space", at: .seconds(120), note: "never means never")
    try await stage.tell(story.table, pauses: story.pauses)
    stage.say(
      """
      Nobody watches the clock. A dead entry takes up memory until a read or a purge comes across \
      it, for ever if none does; but no read ever gets it.
      """
    )
    stage.picture("ttl", story.timeline)
  }
}

/// What was done to the cache and what came of it.
private final class Story {
  private let clock = ManualClock()
  private var cache: TTLCache<String, Color, ManualClock>
  private var lives = Lives()
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
    lives.begin(key, color, at: clock.now)
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
    lives.mark(name == nil ? "read: nil" : "read: value", key, at: clock.now)
    add("read \(key)", name.map { .init("\"\($0)\"", .good) } ?? .init("nil", .bad), note)
  }

  func count(at time: Duration, note: String) {
    move(to: time)
    add("count", .init("\(cache.count)", .good), note)
  }

  func purge(at time: Duration, note: String) {
    move(to: time)
    let removed = cache.purge()
    for key in look() { lives.mark("purged", key, at: clock.now) }
    add("purge", .init("\(removed) removed", .good), note)
  }

  var timeline: Timeline { lives.timeline(until: clock.now) }

  /// Moves the clock there second by second, and looks each time who is alive.
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
    lives.look(at: clock.now) { cache.contains($0) }
  }

  private func add(_ action: String, _ result: TextTable.Cell, _ note: String) {
    look()
    table.add([
      .init(clock.now.offset.readable, .quiet), .init(action), result, .init(note, .quiet),
    ])
  }
}

/// What the cache holds: an object, so that one can see when it is let go.
private final class Color {
  let name: String

  init(_ name: String) {
    self.name = name
  }
}

/// From when to when each value was seen alive, and how long the cache held it after that.
private struct Lives {
  private struct Life {
    let name: String
    weak var color: Color?
    let start: LabInstant
    var end: LabInstant?
    var release: LabInstant?
  }

  private var keys: [String] = []
  private var lives: [String: [Life]] = [:]
  private var marks: [String: [Timeline.Mark]] = [:]

  mutating func begin(_ key: String, _ color: Color, at now: LabInstant) {
    if !keys.contains(key) { keys.append(key) }
    mark("insert", key, at: now)
    var own = lives[key, default: []]
    if let last = own.indices.last, own[last].end == nil { own[last].end = now }
    own.append(Life(name: color.name, color: color, start: now))
    lives[key] = own
  }

  mutating func mark(_ name: String, _ key: String, at now: LabInstant) {
    marks[key, default: []].append(.init(at: now.offset.seconds, name))
  }

  /// Notes which entries have died since the last look, and returns the keys whose value was let go.
  mutating func look(at now: LabInstant, isAlive: (String) -> Bool) -> [String] {
    var released: [String] = []
    for key in keys {
      var own = lives[key, default: []]
      for index in own.indices {
        let isCurrent = index == own.count - 1
        if own[index].end == nil, !(isCurrent && isAlive(key)) { own[index].end = now }
        if own[index].release == nil, own[index].color == nil {
          own[index].release = now
          released.append(key)
        }
      }
      lives[key] = own
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
          spans: lives[key, default: []].flatMap { spans(of: $0, until: now) },
          marks: marks[key, default: []]
        )
      },
      names: [.serves: "alive", .rests: "dead, in memory"]
    )
  }

  private func spans(of life: Life, until now: LabInstant) -> [Timeline.Span] {
    let (start, end) = (life.start.offset.seconds, (life.end ?? now).offset.seconds)
    let release = (life.release ?? now).offset.seconds
    let alive = Timeline.Span(from: start, to: end, .serves, label: life.name)
    return release > end ? [alive, .init(from: end, to: release, .rests)] : [alive]
  }
}
