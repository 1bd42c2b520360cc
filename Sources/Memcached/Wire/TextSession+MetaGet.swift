extension TextSession {
  /// `mg`: reads an item, and much else about it.
  mutating func metaGet(_ store: inout MemcachedStore, _ out: inout [UInt8]) -> Progress {
    guard line.count >= 2 else { return say("ERROR", to: &out) }
    guard line[1].count <= KeyRule.longest else { return say(Self.badFormat, to: &out) }
    guard line.count <= MetaFlags.mostWords else {
      return say("CLIENT_ERROR options flags are too long", to: &out)
    }
    let flags: MetaFlags
    do throws(MetaFlags.Failure) {
      flags = try MetaFlags(line, from: 2)
    } catch {
      return say(error.words, to: &out)
    }
    let start = out.count
    var slot = store.find(flags.key)
    var isNew = false
    if slot == nil, flags.creationExptime != nil {
      slot = store.insert(StoredItem(key: flags.key, value: [], lastAccess: store.now))
      isNew = slot != nil
    }
    guard let slot else {
      count(isHit: false, withTouch: false, in: &store)
      return metaMiss("EN", flags, silent: flags.isSilent, &out)
    }
    if flags.wantsValue {
      out.append(contentsOf: Self.valueMark)
      WireNumber.append(store[slot].value.count, to: &out)
    } else {
      out.append(contentsOf: Self.doneMark)
    }
    let isDescribed = describe(slot, isNew: isNew, flags, &store, &out)
    // A request that fails is a use of the item all the same, if not of one that it has made.
    if !flags.leavesUnused, isDescribed || !isNew { store.use(slot) }
    guard isDescribed else {
      out.removeLast(out.count - start)
      return say("CLIENT_ERROR opaque token too long", to: &out)
    }
    out.append(contentsOf: Self.lineEnd)
    if flags.wantsValue {
      out.append(contentsOf: store[slot].value)
      out.append(contentsOf: Self.lineEnd)
    }
    count(isHit: true, withTouch: flags.exptime != nil, in: &store)
    return .done(data: 0)
  }

  static let valueMark = Array("VA ".utf8)
  static let doneMark = Array("HD".utf8)

  /// Carries out the flags in their order and appends what they ask for.
  ///
  /// - Returns: False if an opaque token is too long; the flags before it have been carried out.
  private func describe(
    _ slot: Int,
    isNew: Bool,
    _ flags: MetaFlags,
    _ store: inout MemcachedStore,
    _ out: inout [UInt8]
  ) -> Bool {
    var wins = false
    for index in 2..<max(2, line.count) {
      let letter = line[index][0]
      switch letter {
      case UInt8(ascii: "T"): store[slot].expiresAt = store.moment(of: Int(flags.exptime ?? 0))
      case UInt8(ascii: "N"):
        guard isNew else { continue }
        store[slot].expiresAt = store.moment(of: Int(flags.creationExptime ?? 0))
        wins = true
      case UInt8(ascii: "R"):
        let renewal = store.moment(of: Int(flags.renewalExptime ?? 0))
        let item = store[slot]
        if !item.hasWinner, !isNew, item.expiresAt != 0, item.expiresAt < renewal { wins = true }
      case UInt8(ascii: "O"):
        guard line[index].count <= MetaFlags.longestOpaque else { return false }
        out.append(0x20)
        out.append(contentsOf: line[index])
      case UInt8(ascii: "s"): Self.append(letter, store[slot].value.count, to: &out)
      case UInt8(ascii: "c"): Self.append(letter, Int(store[slot].unique), to: &out)
      case UInt8(ascii: "f"): Self.append(letter, Int(store[slot].flags), to: &out)
      case UInt8(ascii: "l"): Self.append(letter, store.now - store[slot].lastAccess, to: &out)
      case UInt8(ascii: "h"): Self.append(letter, store[slot].isFetched ? 1 : 0, to: &out)
      case UInt8(ascii: "t"):
        Self.append(letter, Self.lifetime(of: store[slot], in: store), to: &out)
      case UInt8(ascii: "k"):
        Self.append(store[slot].key, isBinary: store[slot].hasBinaryKey, to: &out)
      default: break
      }
    }
    if store[slot].hasWinner { out.append(contentsOf: Self.othersWork) }
    if store[slot].isStale {
      out.append(contentsOf: Self.staleness)
      if !store[slot].hasWinner { wins = true }
    }
    if wins {
      out.append(contentsOf: Self.victory)
      store[slot].hasWinner = true
    }
    return true
  }

  private static let othersWork = Array(" Z".utf8)
  private static let staleness = Array(" X".utf8)
  private static let victory = Array(" W".utf8)

  private func count(isHit: Bool, withTouch: Bool, in store: inout MemcachedStore) {
    if withTouch {
      store.counts.touches += 1
      store.counts.touchHits += 1
    } else {
      store.counts.gets += 1
      if isHit { store.counts.getHits += 1 } else { store.counts.getMisses += 1 }
    }
  }

  /// `me`: what there is to know about an item, for people.
  mutating func metaDebug(_ store: inout MemcachedStore, _ out: inout [UInt8]) -> Progress {
    guard line.count >= 2, line[1].count <= KeyRule.longest else {
      return say(Self.badFormat, to: &out)
    }
    var key = ItemKey(line[1])
    if line.count >= 3, line[2].count == 1, line[2][0] == UInt8(ascii: "b") {
      guard let decoded = Base64.decode(line[1]) else { return say(Self.badFormat, to: &out) }
      key = ItemKey(decoded)
    }
    store.counts.metas += 1
    guard let slot = store.find(key) else { return say("EN", to: &out) }
    let item = store[slot]
    let shown = item.hasBinaryKey ? Base64.encode(item.key.bytes) : item.key.bytes
    out.append(contentsOf: Array("ME ".utf8) + shown)
    let expiry = item.expiresAt == 0 ? -1 : store.now - item.expiresAt
    return say(
      " exp=\(expiry) la=\(store.now - item.lastAccess) cas=\(item.unique)"
        + " fetch=\(item.isFetched ? "yes" : "no") cls=1 size=\(item.size)",
      to: &out
    )
  }
}
