extension TextSession {
  /// Answers that there is no such item, with the flags that are passed along.
  func metaMiss(
    _ words: String,
    _ flags: MetaFlags,
    silent: Bool,
    _ out: inout [UInt8]
  ) -> Progress {
    let start = out.count
    out.append(contentsOf: words.utf8)
    guard passAlong(flags, &out) else {
      out.removeLast(out.count - start)
      return say("CLIENT_ERROR opaque token too long", to: &out)
    }
    out.append(contentsOf: Self.lineEnd)
    if silent { out.removeLast(out.count - start) }
    return .done(data: 0)
  }

  /// Appends the opaque token and the key, in the order that they were asked for.
  ///
  /// - Returns: False if the token is too long.
  func passAlong(_ flags: MetaFlags, _ out: inout [UInt8]) -> Bool {
    for index in 2..<max(2, line.count) {
      switch line[index][0] {
      case UInt8(ascii: "O"):
        guard line[index].count <= MetaFlags.longestOpaque else { return false }
        out.append(0x20)
        out.append(contentsOf: line[index])
      case UInt8(ascii: "k"): Self.append(flags.key, isBinary: flags.hasBinaryKey, to: &out)
      default: break
      }
    }
    return true
  }

  static func append(_ letter: UInt8, _ number: Int, to out: inout [UInt8]) {
    out.append(0x20)
    out.append(letter)
    WireNumber.append(number, to: &out)
  }

  static func append(_ key: ItemKey, isBinary: Bool, to out: inout [UInt8]) {
    out.append(0x20)
    out.append(UInt8(ascii: "k"))
    out.append(contentsOf: isBinary ? Base64.encode(key.bytes) : key.bytes)
    if isBinary { out.append(contentsOf: [0x20, UInt8(ascii: "b")]) }
  }

  /// The seconds that an item has left, or -1 for no end.
  ///
  /// One that the same command has let expire shows a large number, as a negative one looks in 32
  /// bits without a sign.
  static func lifetime(of item: StoredItem, in store: MemcachedStore) -> Int {
    item.expiresAt == 0 ? -1 : Int(UInt32(truncatingIfNeeded: item.expiresAt - store.now))
  }

  /// `md`: removes an item, or declares it out of date.
  mutating func metaDelete(_ store: inout MemcachedStore, _ out: inout [UInt8]) -> Progress {
    guard let flags = checkedFlags(&out) else { return .done(data: 0) }
    guard passAlongIsSound() else { return say("CLIENT_ERROR opaque token too long", to: &out) }
    guard let slot = store.find(flags.key) else {
      store.counts.deleteMisses += 1
      return metaMiss("NF", flags, silent: false, &out)
    }
    if let unique = flags.unique, unique != store[slot].unique {
      store.counts.deleteMisses += 1
      return metaMiss("EX", flags, silent: false, &out)
    }
    if flags.invalidates {
      if let exptime = flags.exptime { store[slot].expiresAt = store.moment(of: Int(exptime)) }
      store[slot].isStale = true
      store[slot].hasWinner = false
      store[slot].unique = store.makeUnique()
    } else {
      store.counts.deleteHits += 1
      store.remove(slot)
    }
    return metaMiss("HD", flags, silent: flags.isSilent, &out)
  }

  /// `ma`: counts up or down, and makes the counter if it is told how.
  mutating func metaArithmetic(_ store: inout MemcachedStore, _ out: inout [UInt8]) -> Progress {
    guard let flags = checkedFlags(&out) else { return .done(data: 0) }
    let up: Bool
    switch flags.mode {
    case 0, UInt8(ascii: "I"), UInt8(ascii: "+"): up = true
    case UInt8(ascii: "D"), UInt8(ascii: "-"): up = false
    default: return say("CLIENT_ERROR invalid mode for ma M token", to: &out)
    }
    switch store.count(flags.key, up: up, by: flags.delta, unique: flags.unique ?? 0) {
    case .counted(let slot):
      return counted(slot, isNew: false, flags, silent: flags.isSilent, &store, &out)
    case .notANumber: return say(Self.notANumber, to: &out)
    case .noMemory: return say("SERVER_ERROR out of memory", to: &out)
    case .changed: return metaMiss("EX", flags, silent: false, &out)
    case .notFound:
      guard flags.creationExptime != nil else {
        if up { store.counts.incrementMisses += 1 } else { store.counts.decrementMisses += 1 }
        return metaMiss("NF", flags, silent: false, &out)
      }
      let item = StoredItem(
        key: flags.key,
        value: Array(String(flags.initial).utf8),
        lastAccess: store.now
      )
      guard let slot = store.insert(item) else {
        return say("SERVER_ERROR Out of memory allocating new item", to: &out)
      }
      return counted(slot, isNew: true, flags, silent: false, &store, &out)
    }
  }

  private func counted(
    _ slot: Int,
    isNew: Bool,
    _ flags: MetaFlags,
    silent: Bool,
    _ store: inout MemcachedStore,
    _ out: inout [UInt8]
  ) -> Progress {
    let start = out.count
    let digits = store[slot].value.prefix { $0 != 0x20 }
    if flags.wantsValue {
      out.append(contentsOf: Self.valueMark)
      WireNumber.append(digits.count, to: &out)
    } else {
      out.append(contentsOf: Self.doneMark)
    }
    for index in 2..<max(2, line.count) {
      let letter = line[index][0]
      switch letter {
      case UInt8(ascii: "c"): Self.append(letter, Int(store[slot].unique), to: &out)
      case UInt8(ascii: "t"):
        Self.append(letter, Self.lifetime(of: store[slot], in: store), to: &out)
      case UInt8(ascii: "T"): store[slot].expiresAt = store.moment(of: Int(flags.exptime ?? 0))
      case UInt8(ascii: "N"):
        if isNew { store[slot].expiresAt = store.moment(of: Int(flags.creationExptime ?? 0)) }
      case UInt8(ascii: "O"):
        guard line[index].count <= MetaFlags.longestOpaque else {
          out.removeLast(out.count - start)
          return say("CLIENT_ERROR opaque token too long", to: &out)
        }
        out.append(0x20)
        out.append(contentsOf: line[index])
      case UInt8(ascii: "k"): Self.append(flags.key, isBinary: flags.hasBinaryKey, to: &out)
      default: break
      }
    }
    out.append(contentsOf: Self.lineEnd)
    if flags.wantsValue {
      out.append(contentsOf: digits)
      out.append(contentsOf: Self.lineEnd)
    }
    if silent { out.removeLast(out.count - start) }
    return .done(data: 0)
  }

  /// The flags of `md` and `ma`; `nil` if the answer has been given that they are wrong.
  private func checkedFlags(_ out: inout [UInt8]) -> MetaFlags? {
    if line.count < 2 {
      _ = say("ERROR", to: &out)
    } else if line[1].count > KeyRule.longest {
      _ = say(Self.badFormat, to: &out)
    } else if line.count > MetaFlags.mostWords {
      _ = say("CLIENT_ERROR options flags too long", to: &out)
    } else if let flags = try? MetaFlags(line, from: 2) {
      return flags
    } else {
      _ = say("CLIENT_ERROR invalid or duplicate flag", to: &out)
    }
    return nil
  }

  private func passAlongIsSound() -> Bool {
    (2..<max(2, line.count)).allSatisfy {
      line[$0][0] != UInt8(ascii: "O") || line[$0].count <= MetaFlags.longestOpaque
    }
  }
}
