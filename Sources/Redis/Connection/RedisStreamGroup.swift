/// Where a consumer group begins to read.
public enum RedisStreamPosition: Hashable, Sendable {
  /// With the oldest entry.
  case start
  /// With what is added from now on.
  case end
  case after(RedisStreamID)

  var redisBytes: RedisBytes {
    switch self {
    case .start: "0"
    case .end: "$"
    case .after(let id): id.redisBytes
    }
  }
}

/// Which entries a consumer of a group asks for.
public enum RedisGroupEntries: Hashable, Sendable {
  /// Those that no consumer of the group was given yet.
  case new
  /// Its own that it has not acknowledged, after an id: what it was doing when it crashed.
  case pending(after: RedisStreamID = .zero)

  var redisBytes: RedisBytes {
    switch self {
    case .new: ">"
    case .pending(let id): id.redisBytes
    }
  }
}

/// The entries of a group that were given out and not acknowledged, in sum.
public struct RedisPendingSummary: Hashable, Sendable, RedisDecodable {
  public var count: Int
  public var lowest: RedisStreamID?
  public var highest: RedisStreamID?
  /// How many each consumer has.
  public var consumers: [RedisBytes: Int]

  public static var expectedReply: String { "a summary of pending entries" }

  public static func decode(_ reply: RESPValue) -> RedisPendingSummary? {
    guard let parts = reply.elements, parts.count == 4, let count = Int.decode(parts[0]),
      let lowest = RedisStreamID?.decode(parts[1]), let highest = RedisStreamID?.decode(parts[2]),
      let consumers = [RedisBytes: Int]?.decode(parts[3])
    else { return nil }
    return RedisPendingSummary(
      count: count,
      lowest: lowest,
      highest: highest,
      consumers: consumers ?? [:]
    )
  }
}

/// An entry that a consumer was given and has not acknowledged.
public struct RedisPendingEntry: Hashable, Sendable, Identifiable, RedisDecodable {
  public var id: RedisStreamID
  public var consumer: RedisBytes
  /// The time since it was last given out.
  public var idle: Duration
  /// How often it was given out.
  public var deliveries: Int

  public static var expectedReply: String { "a pending entry" }

  public static func decode(_ reply: RESPValue) -> RedisPendingEntry? {
    guard let parts = reply.elements, parts.count == 4, let id = RedisStreamID.decode(parts[0]),
      let consumer = RedisBytes.decode(parts[1]), let idle = Int.decode(parts[2]),
      let deliveries = Int.decode(parts[3])
    else { return nil }
    return RedisPendingEntry(
      id: id,
      consumer: consumer,
      idle: .milliseconds(idle),
      deliveries: deliveries
    )
  }
}

/// Entries that a consumer took over from others.
public struct RedisClaimed: Hashable, Sendable, RedisDecodable {
  /// Where to go on; `.zero` when everything was looked at.
  public var next: RedisStreamID
  public var entries: [RedisStreamEntry]
  /// Entries that were pending but are no longer in the stream.
  public var deleted: [RedisStreamID]

  public static var expectedReply: String { "claimed entries" }

  public static func decode(_ reply: RESPValue) -> RedisClaimed? {
    guard let parts = reply.elements, parts.count >= 2, let next = RedisStreamID.decode(parts[0]),
      let entries = [RedisStreamEntry].decode(parts[1])
    else { return nil }
    // Redis before 7.0 does not tell of the deleted ones.
    let deleted = parts.count > 2 ? [RedisStreamID].decode(parts[2]) ?? [] : []
    return RedisClaimed(next: next, entries: entries, deleted: deleted)
  }
}
