extension RedisError {
  static let invalidStreamID = RedisError(
    "Invalid stream ID specified as stream command argument"
  )

  /// A stream or a group of it is not there.
  static func noGroup(_ key: RedisBytes, _ group: RedisBytes, _ where: String = "") -> RedisError {
    RedisError(
      code: "NOGROUP",
      "No such key '\(key.textToZero)' or consumer group '\(group.textToZero)'\(`where`)"
    )
  }
}

extension RedisBytes {
  /// The text up to the first zero byte, where C ends a string.
  var textToZero: String { RedisBytes(prefix { $0 != 0 }).string }
}

extension CommandContext {
  /// The collection at a key, counted as read although the command changes something about it.
  func reading<C: RedisCollection>(
    _ type: C.Type,
    _ key: RedisBytes
  ) throws(RedisError) -> Boxed<C>? {
    let box = try existing(type, key)
    if let box { engine.memory.open(box) }
    return box
  }

  /// An id without `-` and `+`; `missing` stands for a sequence that was left out.
  func streamID(at index: Int, missing: UInt64 = 0) throws(RedisError) -> StreamID {
    try Self.streamID(arguments[index], missing: missing)
  }

  private static func streamID(
    _ text: RedisBytes,
    missing: UInt64
  ) throws(RedisError) -> StreamID {
    guard let id = StreamIDText(text) else { throw .invalidStreamID }
    return StreamID(milliseconds: id.milliseconds, sequence: id.sequence ?? missing)
  }

  /// An id, or `-` for the lowest and `+` for the highest.
  func lenientStreamID(at index: Int, missing: UInt64) throws(RedisError) -> StreamID {
    switch arguments[index] {
    case "-": .zero
    case "+": .max
    case let text: try Self.streamID(text, missing: missing)
    }
  }

  /// The start of a range of ids; with `(` in front the id itself is left out.
  func rangeStart(at index: Int) throws(RedisError) -> StreamID {
    guard let rest = excluded(at: index) else {
      return try lenientStreamID(at: index, missing: 0)
    }
    guard let next = try Self.streamID(rest, missing: 0).next else {
      throw RedisError("invalid start ID for the interval")
    }
    return next
  }

  /// The end of a range of ids; with `(` in front the id itself is left out.
  func rangeEnd(at index: Int) throws(RedisError) -> StreamID {
    guard let rest = excluded(at: index) else {
      return try lenientStreamID(at: index, missing: .max)
    }
    guard let previous = try Self.streamID(rest, missing: .max).previous else {
      throw RedisError("invalid end ID for the interval")
    }
    return previous
  }

  private func excluded(at index: Int) -> RedisBytes? {
    let text = arguments[index]
    return text.count > 1 && text.first == UInt8(ascii: "(")
      ? RedisBytes(text.dropFirst()) : nil
  }

  /// The ids from an argument to the last one.
  func streamIDs(from index: Int) throws(RedisError) -> [StreamID] {
    var ids: [StreamID] = []
    for index in index..<count { ids.append(try streamID(at: index)) }
    return ids
  }
}
