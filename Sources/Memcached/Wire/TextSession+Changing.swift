extension TextSession {
  mutating func arithmetic(
    up: Bool,
    _ store: inout MemcachedStore,
    _ out: inout [UInt8]
  ) -> Progress {
    guard line.count == 3 || line.count == 4 else { return say("ERROR", to: &out) }
    let noReply = line.endsInNoReply
    guard line[1].count <= KeyRule.longest else {
      return say(Self.badFormat, noReply: noReply, to: &out)
    }
    guard let delta = WireNumber.unsigned64(line[2]) else {
      return say("CLIENT_ERROR invalid numeric delta argument", noReply: noReply, to: &out)
    }
    switch store.count(ItemKey(line[1]), up: up, by: delta) {
    case .counted(let slot):
      if !noReply {
        // Without the spaces that fill up a number that got shorter.
        out.append(contentsOf: store[slot].value.prefix { $0 != 0x20 })
        out.append(contentsOf: Self.lineEnd)
      }
      return .done(data: 0)
    case .notFound, .changed:
      if up { store.counts.incrementMisses += 1 } else { store.counts.decrementMisses += 1 }
      return say("NOT_FOUND", noReply: noReply, to: &out)
    case .notANumber:
      return say(Self.notANumber, noReply: noReply, to: &out)
    case .noMemory:
      return say("SERVER_ERROR out of memory", noReply: noReply, to: &out)
    }
  }

  static let notANumber = "CLIENT_ERROR cannot increment or decrement non-numeric value"

  mutating func touch(_ store: inout MemcachedStore, _ out: inout [UInt8]) -> Progress {
    guard line.count == 3 || line.count == 4 else { return say("ERROR", to: &out) }
    let noReply = line.endsInNoReply
    guard line[1].count <= KeyRule.longest else {
      return say(Self.badFormat, noReply: noReply, to: &out)
    }
    guard let exptime = WireNumber.signed32(line[2]) else {
      return say("CLIENT_ERROR invalid exptime argument", noReply: noReply, to: &out)
    }
    let slot = store.touch(ItemKey(line[1]), exptime: Int(exptime))
    return say(slot == nil ? "NOT_FOUND" : "TOUCHED", noReply: noReply, to: &out)
  }

  mutating func delete(_ store: inout MemcachedStore, _ out: inout [UInt8]) -> Progress {
    guard (2...4).contains(line.count) else { return say("ERROR", to: &out) }
    let noReply = line.count > 2 && line.endsInNoReply
    if line.count > 2 {
      // Long ago a delete could be delayed, and some clients still say by how much: not at all.
      let isUndelayed = line.word(2) == "0"
      let isSound = line.count == 3 ? isUndelayed || noReply : isUndelayed && noReply
      guard isSound else {
        return say(
          "CLIENT_ERROR bad command line format.  Usage: delete <key> [noreply]",
          noReply: noReply,
          to: &out
        )
      }
    }
    guard line[1].count <= KeyRule.longest else {
      return say(Self.badFormat, noReply: noReply, to: &out)
    }
    let isDeleted = store.delete(ItemKey(line[1]))
    return say(isDeleted ? "DELETED" : "NOT_FOUND", noReply: noReply, to: &out)
  }

  mutating func flushAll(_ store: inout MemcachedStore, _ out: inout [UInt8]) -> Progress {
    guard line.count <= 3 else { return say("ERROR", to: &out) }
    let noReply = line.endsInNoReply
    var exptime = 0
    if line.count != (noReply ? 2 : 1) {
      guard let number = WireNumber.signed32(line[1]) else {
        store.counts.flushes += 1
        return say("CLIENT_ERROR invalid exptime argument", noReply: noReply, to: &out)
      }
      exptime = Int(number)
    }
    store.flushAll(exptime: exptime)
    return say("OK", noReply: noReply, to: &out)
  }

  func verbosity(_ out: inout [UInt8]) -> Progress {
    guard line.count == 2 || line.count == 3 else { return say("ERROR", to: &out) }
    let noReply = line.endsInNoReply
    // There is no log whose level could be set, but the answer is what clients expect.
    let isNumber = WireNumber.unsigned32(line[1]) != nil
    return say(isNumber ? "OK" : Self.badFormat, noReply: noReply, to: &out)
  }

  func memoryLimit(_ store: inout MemcachedStore, _ out: inout [UInt8]) -> Progress {
    guard line.count == 2 || line.count == 3 else { return say("ERROR", to: &out) }
    let noReply = line.endsInNoReply
    let words: String
    switch WireNumber.unsigned32(line[1]) {
    case nil: words = "ERROR"
    case .some(..<8): words = "MEMLIMIT_TOO_SMALL cannot set maxbytes to less than 8m"
    case .some(1_000_000_001...):
      words = "MEMLIMIT_ADJUST_FAILED input value is megabytes not bytes"
    case .some(let megabytes):
      store.limits.memory = Int(megabytes) << 20
      words = "OK"
    }
    return say(words, noReply: noReply, to: &out)
  }
}
