extension TextSession {
  /// `ms`: stores an item, under any of the conditions.
  mutating func metaSet(
    _ data: UnsafeRawBufferPointer,
    _ store: inout MemcachedStore,
    _ out: inout [UInt8]
  ) -> Progress {
    guard line.count >= 2 else { return say("ERROR", to: &out) }
    guard line[1].count <= KeyRule.longest, line.count >= 3 else {
      return say(Self.badFormat, to: &out)
    }
    guard line.count <= MetaFlags.mostWords else {
      return say("CLIENT_ERROR options flags too long", to: &out)
    }
    guard let length = WireNumber.signed32(line[2]), length >= 0, length <= Int32.max - 2 else {
      return say(Self.badFormat, to: &out)
    }
    let count = Int(length)
    let flags: MetaFlags
    let mode: MemcachedRequest.StoreMode
    do throws(MetaFlags.Failure) {
      flags = try MetaFlags(line, from: 3)
      mode = try Self.mode(of: flags)
      let isOpaqueTooLong = (3..<max(3, line.count)).contains {
        line[$0][0] == UInt8(ascii: "O") && line[$0].count > MetaFlags.longestOpaque
      }
      if isOpaqueTooLong { throw MetaFlags.Failure(words: "CLIENT_ERROR opaque token too long") }
    } catch {
      _ = say(error.words, to: &out)
      return .skips(count + 2)
    }
    guard
      store.admits(flags.key, valueCount: count, flags: flags.clientFlags, removingOld: true)
    else {
      _ = say("SERVER_ERROR object too large for cache", to: &out)
      return .skips(count + 2)
    }
    guard let value = Self.value(of: count, in: data) else { return .needs(count + 2) }
    store.counts.sets += 1
    guard Self.endsWell(count, in: data) else {
      _ = say("CLIENT_ERROR bad data chunk", to: &out)
      return .done(data: count + 2)
    }
    let item = StoredItem(
      key: flags.key,
      value: value,
      flags: flags.clientFlags,
      expiresAt: store.moment(of: Int(flags.exptime ?? 0)),
      lastAccess: store.now,
      hasBinaryKey: flags.hasBinaryKey
    )
    let outcome = store.store(
      item,
      mode,
      unique: flags.unique ?? 0,
      allowsStale: flags.invalidates
    )
    answer(outcome, flags, store, &out)
    return .done(data: count + 2)
  }

  private static func mode(
    of flags: MetaFlags
  ) throws(MetaFlags.Failure) -> MemcachedRequest.StoreMode {
    switch flags.mode {
    case 0, UInt8(ascii: "S"): flags.unique.map { .compareAndSwap(unique: $0) } ?? .set
    case UInt8(ascii: "R"): flags.unique.map { .compareAndSwap(unique: $0) } ?? .replace
    case UInt8(ascii: "E"): .add
    case UInt8(ascii: "A"): .append
    case UInt8(ascii: "P"): .prepend
    default: throw MetaFlags.Failure(words: "CLIENT_ERROR invalid mode for ms M token")
    }
  }

  private func answer(
    _ outcome: StoreOutcome,
    _ flags: MetaFlags,
    _ store: MemcachedStore,
    _ out: inout [UInt8]
  ) {
    if outcome == .stored, flags.isSilent { return }
    switch outcome {
    case .stored: out.append(contentsOf: Self.doneMark)
    case .exists: out.append(contentsOf: "EX".utf8)
    case .notFound: out.append(contentsOf: "NF".utf8)
    case .notStored: out.append(contentsOf: "NS".utf8)
    case .tooLarge, .noMemory:
      _ = say("SERVER_ERROR out of memory storing object", to: &out)
      return
    }
    for index in 3..<max(3, line.count) {
      switch line[index][0] {
      case UInt8(ascii: "O"):
        out.append(0x20)
        out.append(contentsOf: line[index])
      case UInt8(ascii: "k"): Self.append(flags.key, isBinary: flags.hasBinaryKey, to: &out)
      case UInt8(ascii: "c"):
        Self.append(UInt8(ascii: "c"), outcome == .stored ? Int(store.lastUnique) : 0, to: &out)
      default: break
      }
    }
    out.append(contentsOf: Self.lineEnd)
  }
}
