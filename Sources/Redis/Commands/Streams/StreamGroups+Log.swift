/// What a command on a group is to be called in the append-only file.
///
/// Reading and claiming depend on the time and on what others have read, so the file gets the outcome:
/// which entries have gone to whom, when and how often.
struct StreamGroupLog {
  private let context: CommandContext
  private let isKept: Bool
  private var commands: [[RedisBytes]] = []

  init(_ context: CommandContext) {
    self.context = context
    isKept = context.engine.onWrite != nil
  }

  mutating func claim(
    _ id: RedisBytes,
    _ pending: StreamPending,
    _ group: StreamGroup,
    _ key: RedisBytes
  ) {
    guard isKept else { return }
    commands.append([
      "XCLAIM", key, group.name, pending.consumer, "0", id, "TIME",
      RedisBytes(pending.deliveryTime), "RETRYCOUNT", RedisBytes(pending.deliveryCount), "FORCE",
      "JUSTID", "LASTID", group.lastID.bytes,
    ])
  }

  mutating func setID(_ group: StreamGroup, _ key: RedisBytes) {
    guard isKept else { return }
    commands.append([
      "XGROUP", "SETID", key, group.name, group.lastID.bytes, "ENTRIESREAD",
      RedisBytes(group.readCount ?? -1),
    ])
  }

  mutating func createConsumer(
    _ consumer: RedisBytes,
    _ group: RedisBytes,
    _ key: RedisBytes
  ) {
    guard isKept else { return }
    commands.append(["XGROUP", "CREATECONSUMER", key, group, consumer])
  }

  /// Has these commands, even if there are none, handed on instead of the one that runs.
  func propagate() {
    if isKept { context.propagate(as: commands) }
  }
}
