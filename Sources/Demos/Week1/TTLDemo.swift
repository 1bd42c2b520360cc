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
      """)
    let story = Story()
    story.insert("blue", for: "sky", note: "lives for the usual 60 s")
    story.insert("red", for: "sunset", .after(.seconds(20)), note: "a lifetime of its own")
    story.insert("black", for: "space", .never, note: "no deadline at all")
    story.read("sunset", at: .seconds(19.999), note: "the last millisecond of its life")
    story.read("sunset", at: .seconds(20), note: "dead at its deadline, not after it")
    story.read("sky", at: .seconds(40), note: "alive; the read does not prolong it")
    story.insert("grey", for: "sky", at: .seconds(50), note: "60 s more from now, until 110 s")
    story.insert("silver", for: "dew", at: .seconds(50), .after(.seconds(15)), note: "until 65 s")
    story.read("sky", at: .seconds(60), note: "the old deadline went with the old value")
    story.count(at: .seconds(80), note: "dew is dead, and dead entries do not count")
    story.purge(at: .seconds(80), note: "only dew: the read at 20 s dropped sunset")
    story.read("sky", at: .seconds(110), note: "its time is up")
    story.read("space", at: .seconds(120), note: "never means never")
    try await stage.tell(story.table, pauses: story.pauses)
    stage.say(
      """
      Nobody watched the clock. dew took up memory from 65 s until the purge at 80 s, and would \
      have done so for ever without one; but no read ever got it.
      """)
    stage.picture("ttl", story.timeline)
  }
}

/// What was done to the cache and what came of it.
private final class Story {
  private typealias Cache = TTLCache<String, String, ManualClock>

  private let clock = ManualClock()
  private var cache: TTLCache<String, String, ManualClock>
  private(set) var table = StageTable([
    .number("time"), .text("what is done"), .text("result"), .sentence(""),
  ])
  private(set) var pauses: [Duration] = []
  private var lives = Lives()

  init() {
    cache = TTLCache(expires: .after(.seconds(60)), clock: clock)
  }

  func insert(
    _ value: String,
    for key: String,
    at time: Duration = .zero,
    _ expires: Expiry? = nil,
    note: String
  ) {
    move(to: time)
    cache.insert(value, for: key, expires: expires)
    lives.mark("insert", key, at: clock.now)
    lives.look(key, isAlive: cache.contains(key), at: clock.now, value: value)
    let lifetime =
      switch expires {
      case nil: ""
      case .never: ", .never"
      case .after(let lifetime): ", \(lifetime.readable)"
      }
    add("insert \(key) \"\(value)\"\(lifetime)", "", note)
  }

  func read(_ key: String, at time: Duration, note: String) {
    move(to: time)
    let value = cache.value(for: key)
    lives.mark(value == nil ? "read: nil" : "read: a value", key, at: clock.now)
    let result = value.map { StageTable.Cell("\"\($0)\"", .good) } ?? .init("nil", .bad)
    add("read \(key)", result, note)
  }

  func count(at time: Duration, note: String) {
    move(to: time)
    add("count", .init("\(cache.count)", .good), note)
  }

  func purge(at time: Duration, note: String) {
    move(to: time)
    add("purge", .init("\(cache.purge()) removed", .good), note)
  }

  var timeline: Timeline {
    lives.timeline(until: clock.now)
  }

  /// Moves the clock there second by second, and looks each time who is alive.
  private func move(to time: Duration) {
    pauses.append(clock.now.duration(to: LabInstant(offset: time)))
    while clock.now.offset < time {
      let second = Duration.seconds(clock.now.offset.components.seconds + 1)
      clock.advance(to: LabInstant(offset: min(second, time)))
      for key in lives.keys { lives.look(key, isAlive: cache.contains(key), at: clock.now) }
    }
  }

  private func add(_ action: String, _ result: StageTable.Cell, _ note: String) {
    table.add([.init(clock.now.offset.readable, .quiet), .init(action), result, .init(note, .quiet)])
  }
}

/// From when to when each entry was seen alive.
private struct Lives {
  private struct Life {
    var value: String
    var start: LabInstant
    var end: LabInstant?
  }

  private(set) var keys: [String] = []
  private var lives: [String: [Life]] = [:]
  private var marks: [String: [Timeline.Mark]] = [:]

  mutating func mark(_ name: String, _ key: String, at time: LabInstant) {
    marks[key, default: []].append(.init(at: time.offset.seconds, name))
  }

  /// Notes whether an entry is alive; `value` is what was just inserted.
  mutating func look(_ key: String, isAlive: Bool, at time: LabInstant, value: String? = nil) {
    if !keys.contains(key) { keys.append(key) }
    var own = lives[key, default: []]
    if let last = own.indices.last, own[last].end == nil, !isAlive || value != nil {
      own[last].end = time
    }
    if let value, isAlive { own.append(Life(value: value, start: time)) }
    lives[key] = own
  }

  func timeline(until now: LabInstant) -> Timeline {
    Timeline(
      title: "The lives of four entries",
      time: Axis("time", format: .unit("s")),
      lanes: keys.map { key in
        .init(
          key,
          spans: lives[key, default: []].map { life in
            .init(
              from: life.start.offset.seconds, to: (life.end ?? now).offset.seconds, .serves,
              label: life.value)
          },
          marks: marks[key, default: []])
      },
      names: [.serves: "alive"])
  }
}
