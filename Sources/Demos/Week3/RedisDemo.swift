import Drawing
import Lab
import Redis
import Synchronization
import Week3

/// A tour of Redis's types, each command with its reply, and caches that hear of changes by message.
public enum RedisDemo: DemoScript {
  public static let id = "redis"

  public static func perform(on stage: Stage) async throws {
    stage.title("Redis, type by type")
    stage.say(
      """
      Redis holds a value under each key, and each value has a type with commands of its own. All of \
      these ran just now: on the fake Redis inside this program, or on the server that REDIS_URL \
      names. Strings are in quotes, numbers are bare, and (nil) is nothing.
      """
    )
    do {
      try await withTour { tour in
        for part in Part.all {
          stage.heading(part.title)
          stage.say(part.idea)
          try await tell(try await tour.run(part.steps), on: stage)
        }
        stage.heading("Transactions: several commands as one step")
        stage.say(
          """
          Nobody's commands come between MULTI and EXEC. WATCH makes EXEC depend on what was read \
          before: if it has changed, nothing is done, and one begins again.
          """
        )
        try await tell(try await tour.runTransactions(), on: stage)
        stage.heading("Pub/sub: a message to whoever listens")
        stage.say(
          """
          A channel is no key and holds nothing. PUBLISH answers with the number of those who got \
          the message (on a cluster, from the node that was asked); nobody else ever will.
          """
        )
        try await tell(try await tour.runMessages(), on: stage)
      }
    } catch let error as RedisUnavailable {
      throw DemoFailure("\(error). The demo uses the Redis that REDIS_URL names")
    }
    try await tellOfThreeTills(on: stage)
  }

  private static func tell(_ rows: [Row], on stage: Stage) async throws {
    var table = TextTable([.text("command"), .text("reply"), .sentence("")])
    for row in rows {
      let emphasis: Emphasis = row.reply.hasPrefix("(") ? .bad : .good
      table.add([.init(row.command), .init(row.reply, emphasis), .init(row.note, .quiet)])
    }
    try await stage.show(table, pauses: rows.map { _ in .milliseconds(400) })
  }

  private static func tellOfThreeTills(on stage: Stage) async throws {
    stage.heading("Messages that keep caches coherent")
    stage.say(
      """
      Three tills keep the price of tea in memory, for \(Till.lifetime.readable) at most, and read \
      it ten times a second; somebody else changes it three times. The first till forgets it when a \
      message says so. The second one does, too, but its client renews a lost subscription without \
      telling anybody. The third one hears nothing. After 3 s all connections are cut, for a moment.
      """
    )
    let simulation = try await TillSimulation.run()
    stage.picture("redis", simulation.timeline)
    stage.show(simulation.table)
    stage.say(simulation.lesson)
  }
}

/// A command, what Redis answered, and what there is to say.
private struct Row {
  let command: String
  let reply: String
  let note: String
}

/// A type of Redis in a few commands, in which `@` stands before keys.
private struct Part {
  let title: String
  let idea: String
  let steps: KeyValuePairs<String, String>

  static let all = [
    Part(
      title: "Strings: a value and its time",
      idea: """
        Bytes of any kind up to 512 MB: a page, a JSON text, a number to count with. This is what \
        most caches use.
        """,
      steps: [
        "SET @tea 499": "",
        "GET @tea": "",
        "GET @milk": "a miss",
        "INCRBY @tea 100": "in the server, in one step",
        "SET @tea 450 NX": "NX: only if there is none",
        "MGET @tea @milk": "many keys, one round trip",
        "SET @code 4711 EX 60": "gone in 60 s",
        "TTL @code": "",
        "SET @code 4712": "",
        "TTL @code": "for ever: SET drops the time",
      ]
    ),
    Part(
      title: "Hashes: an object, field by field",
      idea: "Small dictionaries. One field changes without the others being sent.",
      steps: [
        "HSET @cart:7 tea 2 coffee 1": "two fields are new",
        "HINCRBY @cart:7 tea 1": "",
        "HGET @cart:7 tea": "",
        "HDEL @cart:7 coffee": "",
        "HGETALL @cart:7": "what is left",
      ]
    ),
    Part(
      title: "Lists: what came last",
      idea: "Quick at both ends, slow in the middle: queues, and what somebody looked at recently.",
      steps: [
        "LPUSH @seen:7 tea egg milk": "how long it is now",
        "LTRIM @seen:7 0 1": "or it grows for ever",
        "LRANGE @seen:7 0 -1": "the newest first",
        "RPOP @seen:7": "",
      ]
    ),
    Part(
      title: "Sets: who belongs",
      idea: "Each member once, in no order: tags, permissions, who has voted.",
      steps: [
        "SADD @green 7 8 9": "",
        "SADD @green 8": "it is in there already",
        "SISMEMBER @green 8": "",
        "SADD @fresh 8 9 10": "",
        "SINTER @green @fresh": "in both",
      ]
    ),
    Part(
      title: "Sorted sets: who is first",
      idea: """
        Members in the order of their scores. To add one, or to find its rank, takes O(log n) \
        steps: leaderboards, and what is due at which time.
        """,
      steps: [
        "ZADD @sold 9 tea 4 egg 2 oil": "a score before each",
        "ZINCRBY @sold 8 egg": "its new score",
        "ZRANGE @sold 0 1 REV": "the best two",
        "ZREVRANK @sold oil": "ranks begin at 0",
        "ZCOUNT @sold 5 +inf": "with 5 or more",
      ]
    ),
    Part(
      title: "Three more",
      idea: """
        A HyperLogLog counts different things, however many, in 12 KB with an error of about 0.8 %. A bitmap has a bit for \
        each number. A stream is a log that remembers who has read what.
        """,
      steps: [
        "PFADD @visitors ada bob cem ada": "",
        "PFCOUNT @visitors": "ada counts once",
        "SETBIT @days:7 3 1": "the bit before was 0",
        "BITCOUNT @days:7": "",
        "XADD @prices 1-1 tea 599": "the entry's ID",
        "XLEN @prices": "",
      ]
    ),
    Part(
      title: "One type for each key",
      idea: "It has the type that its first command gave it, until it is deleted.",
      steps: [
        "TYPE @cart:7": "",
        "TYPE @sold": "a sorted set",
        "TYPE @visitors": "a string, seen from outside",
        "LPUSH @sold tea": "sold is no list",
        "DEL @sold": "",
        "LPUSH @sold tea": "now it is",
      ]
    ),
  ]
}

/// Runs commands in a namespace of their own, and removes what they have left.
private func withTour(_ body: (Tour) async throws -> Void) async throws {
  let redis = try RedisConnections.fromEnvironment(default: FakeRedis(clock: ManualClock()))
  let tour = Tour(redis)
  do {
    try await body(tour)
  } catch {
    try? await tour.cleanUp()
    throw error
  }
  try await tour.cleanUp()
}

private final class Tour: Sendable {
  private let redis: any RedisConnection
  /// In braces, so that a cluster has all of its keys at one node.
  private let namespace = "{tour-\(UInt64.random(in: 0 ... .max))}:"
  private let keys = Mutex<Set<String>>([])

  init(_ redis: any RedisConnection) {
    self.redis = redis
  }

  func cleanUp() async throws { try await redis.unlink(keys.withLock { Array($0) }) }

  func run(_ steps: KeyValuePairs<String, String>) async throws -> [Row] {
    var rows: [Row] = []
    for (text, note) in steps { rows.append(try await row(text, note)) }
    return rows
  }

  func runTransactions() async throws -> [Row] {
    let begin = try await run([
      "SET @tins 3": "",
      "MULTI, DECR @tins, INCR @paid, EXEC": "a reply to each",
    ])
    return try await redis.withDedicatedConnection { [self] mine in
      begin + [
        try await row("WATCH @tins", on: mine),
        try await row("GET @tins", "two are left", on: mine),
        try await row("SET @tins 0", "meanwhile, by somebody else"),
        try await row("MULTI, DECR @tins, EXEC", "not done: it has changed", on: mine),
      ]
    }
  }

  func runMessages() async throws -> [Row] {
    let unheard = try await row("PUBLISH @news milk:99", "nobody is there")
    let messages = try await redis.subscribe(to: namespace + "news")
    let heard = try await row("PUBLISH @news tea:599", "somebody is")
    var iterator = messages.makeAsyncIterator()
    let message = try await iterator.next().map { RESPValue.bulk($0.payload) } ?? .null
    let received = Row(
      command: "SUBSCRIBE news",
      reply: message.shown,
      note: "hears the next one; milk is lost"
    )
    return [unheard, received, heard]
  }

  /// Sends a command, or a transaction: what stands between MULTI and EXEC.
  private func row(
    _ text: String,
    _ note: String = "",
    on other: (any RedisConnection)? = nil
  ) async throws -> Row {
    let redis = other ?? redis
    let commands = text.split(separator: ", ").map { command(String($0)) }
    let reply: RESPValue
    do {
      reply =
        commands.count == 1
        ? try await redis.send(commands[0])
        : try await redis.transaction(Array(commands.dropFirst().dropLast())).asReply
    } catch let error as RedisError {
      reply = .error(error)
    }
    return Row(command: text.filter { $0 != "@" }, reply: reply.shown, note: note)
  }

  private func command(_ text: String) -> RedisCommand {
    RedisCommand(
      text.split(separator: " ").map { word in
        guard word.hasPrefix("@") else { return RedisBytes(String(word)) }
        let key = namespace + word.dropFirst()
        _ = keys.withLock { $0.insert(key) }
        return RedisBytes(key)
      }
    )
  }
}

extension RedisTransactionResult {
  fileprivate var asReply: RESPValue { replies.map(RESPValue.array) ?? .nullArray }
}

extension RESPValue {
  /// On one line, the same whether Redis speaks RESP2 or RESP3.
  fileprivate var shown: String {
    switch self {
    case .simple(let text), .bigNumber(let text): text
    case .integer(let number): "\(number)"
    case .boolean(let flag): flag ? "1" : "0"
    case .double(let number): "\"\(number.redisBytes.string)\""
    case .bulk(let bytes), .verbatim(_, let bytes): "\"\(bytes.string)\""
    case .null, .nullArray: "(nil)"
    case .error(let error): "(error) \(error.code)"
    case .array(let values), .set(let values), .push(let values):
      values.map(\.shown).joined(separator: " ")
    case .map(let pairs): pairs.map { "\($0.key.shown) \($0.value.shown)" }.joined(separator: " ")
    }
  }
}

/// A till's line to Redis.
private final class TillConnection: RedisConnection {
  enum Kind { case plain, renewedSilently, deaf }

  private let redis: FakeRedis
  private let kind: Kind
  private let clock: ManualClock
  private let reads = Counter()
  private let messages = Mutex<RedisSubscription?>(nil)

  init(_ redis: FakeRedis, _ kind: Kind, _ clock: ManualClock) {
    (self.redis, self.kind, self.clock) = (redis, kind, clock)
  }

  var readCount: Int { reads.value }

  func send(_ command: RedisCommand) async throws -> RESPValue {
    if command.name == "GET" { reads.increment() }
    return try await redis.send(command)
  }

  func subscribe(
    to channels: [RedisBytes],
    patterns: [RedisBytes]
  ) async throws -> RedisSubscription {
    let (redis, clock) = (redis, clock)
    guard kind != .deaf else {
      return RedisSubscription(
        AsyncThrowingStream {
          try await clock.sleep(for: .days(1))
          return nil
        }
      )
    }
    let first = try await redis.subscribe(to: channels, patterns: patterns)
    guard kind == .renewedSilently else { return first }
    messages.withLock { $0 = first }
    return RedisSubscription(
      AsyncThrowingStream {
        while true {
          do {
            var iterator = self.messages.withLock { $0 }?.makeAsyncIterator()
            return try await iterator?.next()
          } catch {
            try await clock.sleep(for: .seconds(1))
            let next = try await redis.subscribe(to: channels, patterns: patterns)
            self.messages.withLock { $0 = next }
          }
        }
      }
    )
  }
}

/// A till, and what became of each time that it read the price.
private final class Till: Sendable {
  enum Answer { case asked, kept, old }

  static let lifetime = Duration.seconds(5)

  let name: String
  let answers = Mutex<[Answer]>([])
  private let connection: TillConnection
  private let cache: CoherentCache<ManualClock>

  init(_ name: String, _ kind: TillConnection.Kind, _ redis: FakeRedis, _ clock: ManualClock) {
    self.name = name
    connection = TillConnection(redis, kind, clock)
    cache = CoherentCache(
      name: "till-\(kind)",
      namespace: "shop",
      redis: connection,
      lifetime: Self.lifetime,
      clock: clock
    )
  }

  func listen() async throws { try await cache.listen() }

  /// Reads the price, which is `price`.
  func read(_ price: String) async throws {
    let reads = connection.readCount
    let value = try await cache.value(for: "tea")
    let answer: Answer = value != price ? .old : connection.readCount > reads ? .asked : .kept
    answers.withLock { $0.append(answer) }
  }
}

/// Eight seconds of three tills and a price.
private final class TillSimulation: Sendable {
  private static let step = Duration.milliseconds(100)
  private static let changes: [(time: Duration, price: String)] = [
    (.seconds(1), "599"), (.milliseconds(3_500), "649"), (.milliseconds(6_500), "549"),
  ]
  private static let cut = Duration.seconds(3)

  private let tills: [Till]
  private let price = Mutex("499")

  private init(_ redis: FakeRedis, _ clock: ManualClock) {
    tills = [
      Till("hears all", .plain, redis, clock),
      Till("renewed silently", .renewedSilently, redis, clock),
      Till("hears nothing", .deaf, redis, clock),
    ]
  }

  static func run() async throws -> TillSimulation {
    let schedule = Schedule(seed: nil)
    let clock = schedule.clock
    let redis = FakeRedis(clock: clock)
    let simulation = TillSimulation(redis, clock)
    _ = await schedule.run { _ in
      try await redis.set("shop:tea", "499")
      redis.setLatency(.milliseconds(2))
      let listening = simulation.tills.map { till in Task { try await till.listen() } }
      let reading = simulation.tills.map { till in
        Task {
          for number in 1...80 {
            // In the middle of a step, since changes come between two.
            try await clock.sleep(until: LabInstant(offset: step * number - step / 2))
            try await till.read(simulation.price.withLock { $0 })
          }
        }
      }
      let office = CoherentCache(
        name: "office",
        namespace: "shop",
        redis: redis,
        lifetime: Till.lifetime,
        clock: clock
      )
      let cutting = Task {
        try await clock.sleep(until: LabInstant(offset: cut))
        redis.goDown()
        redis.comeUp()
      }
      for (time, price) in changes {
        try await clock.sleep(until: LabInstant(offset: time))
        try await office.update(price, for: "tea")
        simulation.price.withLock { $0 = price }
      }
      try await cutting.value
      for reader in reading { try await reader.value }
      for listener in listening { listener.cancel() }
    }
    return simulation
  }
  var timeline: Timeline {
    let times = [0] + Self.changes.map(\.time.seconds) + [8]
    let redis = Timeline.Lane(
      "Redis",
      spans: zip(["499"] + Self.changes.map(\.price), zip(times, times.dropFirst())).map {
        .init(from: $1.0, to: $1.1, .rests, label: $0)
      },
      marks: Self.changes.map { .init(at: $0.time.seconds, "changed") }
        + [.init(at: Self.cut.seconds, "connections cut")]
    )
    return Timeline(
      title: "Which price three tills know",
      time: Axis("time", format: .unit("s")),
      lanes: [redis] + tills.map { .init($0.name, spans: spans(of: $0)) },
      names: [
        .loads: "asks Redis", .serves: "from its memory, right", .rests: "the price",
        .fails: "from its memory, old",
      ]
    )
  }

  /// Answers of one kind in a row are one span.
  private func spans(of till: Till) -> [Timeline.Span] {
    var spans: [Timeline.Span] = []
    for (number, answer) in till.answers.withLock({ $0 }).enumerated() {
      let (start, end) = ((Self.step * number).seconds, (Self.step * (number + 1)).seconds)
      let activity: Timeline.Activity =
        switch answer {
        case .asked: .loads
        case .kept: .serves
        case .old: .fails
        }
      if let last = spans.indices.last, spans[last].activity == activity {
        spans[last].end = end
      } else {
        spans.append(.init(from: start, to: end, activity))
      }
    }
    return spans
  }

  var table: TextTable {
    var table = TextTable([
      .text("till"), .number("reads"), .number("asked Redis"), .number("old answers"),
      .number("the longest for"),
    ])
    for till in tills {
      let answers = till.answers.withLock { $0 }
      let old = answers.count { $0 == .old }
      let longest = answers.split { $0 != .old }.map(\.count).max() ?? 0
      table.add([
        .init(till.name), .init("\(answers.count)"), .init("\(answers.count { $0 == .asked })"),
        .init("\(old)", old == 0 ? .good : .bad), .init((Self.step * longest).readable),
      ])
    }
    return table
  }

  var lesson: String {
    let old = tills.map { $0.answers.withLock { $0.count { $0 == .old } } }
    guard old[0] == 0 else {
      return """
        The first till hears every message and learns of every lost connection, and still it \
        answered \(old[0]) times with an old price. Look at the moments at which it did.
        """
    }
    return """
      Until 3 s the first two are alike. The price that changes after the cut is one of which \
      nobody hears. The first till knows that it may have missed something: it forgets all and asks \
      Redis until it listens again. The second one listens again as soon, and goes on with what it \
      had; nothing but the lifetime ends that. A lost connection is a message, too.
      """
  }
}
