/// What `INFO` counts and `CONFIG RESETSTAT` sets back.
struct Statistics {
  var connections = 0
  var commands = 0
  var hits = 0
  var misses = 0
  var expiredKeys = 0
  var evictedKeys = 0
  /// Error replies by their code.
  var errors: [String: Int] = [:]
  /// Tells the time in microseconds, to measure how long commands take; nil measures nothing.
  var microseconds: (() -> Int)?

  mutating func count(_ error: RedisError) {
    errors[error.code, default: 0] += 1
  }

  mutating func reset() {
    self = Statistics(microseconds: microseconds)
  }
}

/// How long the calls of a command took, in powers of two of microseconds.
struct CommandLatencies {
  private(set) var counts: [Int] = []

  /// The upper end of the bucket below which that share of the calls lies.
  func percentile(_ share: Double) -> Int {
    let wanted = share * Double(counts.reduce(0, +))
    var sum = 0
    for (power, count) in counts.enumerated() {
      sum += count
      if Double(sum) >= wanted { return 1 << power }
    }
    return 0
  }

  mutating func record(_ microseconds: Int) {
    let bucket = max(0, Int.bitWidth - max(0, microseconds - 1).leadingZeroBitCount)
    while counts.count <= bucket { counts.append(0) }
    counts[bucket] += 1
  }
}

/// The commands that took longest, as `SLOWLOG GET` gives them.
struct SlowLog {
  struct Item {
    let id: Int
    let time: Int
    let microseconds: Int
    let arguments: [RedisBytes]
    let address: String
    let name: RedisBytes
  }

  /// Latest first.
  private(set) var items: [Item] = []
  private var nextID = 0

  mutating func add(_ context: CommandContext, microseconds: Int, limit: Int) {
    items.insert(
      Item(
        id: nextID,
        time: context.now / 1000,
        microseconds: microseconds,
        arguments: Self.trimmed(context.arguments),
        address: context.client.address,
        name: context.client.name
      ),
      at: 0
    )
    nextID += 1
    trim(to: limit)
  }

  mutating func trim(to limit: Int) {
    if items.count > limit { items.removeLast(items.count - limit) }
  }

  mutating func removeAll() { items = [] }

  /// At most 32 arguments of at most 128 bytes, with a word on what was left out.
  private static func trimmed(_ arguments: [RedisBytes]) -> [RedisBytes] {
    var kept = arguments.prefix(arguments.count > 32 ? 31 : 32).map { argument in
      guard argument.count > 128 else { return argument }
      var start = RedisBytes(argument.prefix(128))
      start.append("... (\(argument.count - 128) more bytes)")
      return start
    }
    if arguments.count > 32 { kept.append("... (\(arguments.count - 31) more arguments)") }
    return kept
  }
}

extension RedisEngine {
  func resetStatistics() {
    statistics.reset()
    for command in table.commands { command.resetCounts() }
  }

  /// Counts how long a command took that began at `start`.
  func account(since start: Int, _ context: CommandContext) {
    let end = statistics.microseconds?() ?? start
    lastEnd = end
    let elapsed = end - start
    context.command.microseconds += elapsed
    context.command.latencies.record(elapsed)
    let threshold = configuration.slowLogMicroseconds
    if threshold >= 0 && elapsed >= threshold && !context.command.flags.contains(.skipSlowlog) {
      slowLog.add(context, microseconds: elapsed, limit: configuration.slowLogLength)
    }
  }
}
