/// An entry of a stream: its id, and fields with values in the order in which they were added.
public struct RedisStreamEntry: Hashable, Sendable, Identifiable {
  /// A field with its value.
  public struct Field: Hashable, Sendable {
    public var name: RedisBytes
    public var value: RedisBytes

    public init(_ name: RedisBytes, _ value: RedisBytes) {
      self.name = name
      self.value = value
    }
  }

  public var id: RedisStreamID
  /// No fields means that the entry was deleted while it was pending for a consumer.
  public var fields: [Field]

  public init(id: RedisStreamID, fields: [Field]) {
    self.id = id
    self.fields = fields
  }

  /// The value of a field, or nil when there is none.
  public subscript(name: RedisBytes) -> RedisBytes? {
    fields.first { $0.name == name }?.value
  }

  /// The value of a field read as a type, or nil when there is no such field.
  ///
  ///     let cents = try entry.value("price", as: Int.self)
  public func value<Value: RedisDecodable>(
    _ name: RedisBytes,
    as type: Value.Type
  ) throws -> Value? {
    try self[name].map { try RESPValue.bulk($0).decode(as: type, from: "field \(name)") }
  }
}

extension RedisStreamEntry: RedisDecodable {
  public static var expectedReply: String { "an entry of a stream" }

  public static func decode(_ reply: RESPValue) -> RedisStreamEntry? {
    guard let parts = reply.elements, parts.count == 2, let id = RedisStreamID.decode(parts[0])
    else { return nil }
    if case .null = parts[1] { return RedisStreamEntry(id: id, fields: []) }
    if case .nullArray = parts[1] { return RedisStreamEntry(id: id, fields: []) }
    guard let fields = OrderedPairs<RedisBytes, RedisBytes>.decode(parts[1]) else { return nil }
    return RedisStreamEntry(id: id, fields: fields.pairs.map { Field($0.key, $0.value) })
  }
}

/// Entries that were read from one of several streams.
public struct RedisStreamBatch: Hashable, Sendable {
  public var key: RedisBytes
  public var entries: [RedisStreamEntry]

  public init(key: RedisBytes, entries: [RedisStreamEntry]) {
    self.key = key
    self.entries = entries
  }
}

/// What a stream shall be cut down to, from its oldest entry on.
public struct RedisStreamTrim: Hashable, Sendable {
  let arguments: [RedisBytes]

  /// To a number of entries.
  ///
  /// `approximately` leaves some more where that saves Redis work, and is what one usually wants.
  public static func length(_ count: Int, approximately: Bool = true) -> RedisStreamTrim {
    RedisStreamTrim(arguments: ["MAXLEN", approximately ? "~" : "=", RedisBytes(count)])
  }

  /// To the entries from an id on.
  public static func from(
    _ id: RedisStreamID,
    approximately: Bool = true
  ) -> RedisStreamTrim {
    RedisStreamTrim(arguments: ["MINID", approximately ? "~" : "=", id.redisBytes])
  }
}
