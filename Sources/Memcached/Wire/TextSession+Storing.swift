extension TextSession {
  /// `set`, `add`, `replace`, `append`, `prepend` and, with one word more, `cas`.
  mutating func put(
    _ mode: MemcachedRequest.StoreMode,
    _ data: UnsafeRawBufferPointer,
    _ store: inout MemcachedStore,
    _ out: inout [UInt8]
  ) -> Progress {
    var mode = mode
    let isSwap = mode == .compareAndSwap(unique: 0)
    let wordCount = isSwap ? 6 : 5
    guard line.count == wordCount || line.count == wordCount + 1 else {
      return say("ERROR", to: &out)
    }
    let noReply = line.endsInNoReply
    guard line[1].count <= KeyRule.longest, let flags = WireNumber.unsigned32(line[2]),
      let exptime = WireNumber.signed32(line[3]), let length = WireNumber.signed32(line[4])
    else { return say(Self.badFormat, noReply: noReply, to: &out) }
    if isSwap {
      guard let unique = WireNumber.unsigned64(line[5]) else {
        return say(Self.badFormat, noReply: noReply, to: &out)
      }
      mode = .compareAndSwap(unique: unique)
    }
    guard length >= 0, length <= Int32.max - 2 else {
      return say(Self.badFormat, noReply: noReply, to: &out)
    }
    let key = ItemKey(line[1])
    let count = Int(length)
    guard store.admits(key, valueCount: count, flags: flags, removingOld: mode == .set) else {
      _ = say("SERVER_ERROR object too large for cache", noReply: noReply, to: &out)
      return .skips(count + 2)
    }
    guard let value = Self.value(of: count, in: data) else { return .needs(count + 2) }
    store.counts.sets += 1
    guard Self.endsWell(count, in: data) else {
      _ = say("CLIENT_ERROR bad data chunk", noReply: noReply, to: &out)
      return .done(data: count + 2)
    }
    let item = StoredItem(
      key: key,
      value: value,
      flags: flags,
      expiresAt: store.moment(of: Int(exptime)),
      lastAccess: store.now
    )
    let words = Self.words(for: store.store(item, mode))
    _ = say(words, noReply: noReply, to: &out)
    return .done(data: count + 2)
  }

  /// The data of an item, if all of it and its line end have come.
  static func value(of count: Int, in data: UnsafeRawBufferPointer) -> [UInt8]? {
    data.count >= count + 2 ? Array(data[..<count]) : nil
  }

  /// Whether a line end follows the data of an item.
  static func endsWell(_ count: Int, in data: UnsafeRawBufferPointer) -> Bool {
    data[count] == 13 && data[count + 1] == 10
  }

  private static func words(for outcome: StoreOutcome) -> String {
    switch outcome {
    case .stored: "STORED"
    case .notStored: "NOT_STORED"
    case .exists: "EXISTS"
    case .notFound: "NOT_FOUND"
    case .tooLarge: "SERVER_ERROR object too large for cache"
    case .noMemory: "SERVER_ERROR out of memory storing object"
    }
  }
}
