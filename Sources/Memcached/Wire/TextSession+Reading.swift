extension TextSession {
  mutating func get(
    _ store: inout MemcachedStore,
    withUnique: Bool,
    _ out: inout [UInt8]
  ) -> Progress {
    guard line.count >= 2 else { return say("ERROR", to: &out) }
    return items(firstKey: 1, withUnique: withUnique, &out) { key in
      store.get(key).map { store[$0] }
    }
  }

  mutating func getAndTouch(
    _ store: inout MemcachedStore,
    withUnique: Bool,
    _ out: inout [UInt8]
  ) -> Progress {
    guard line.count >= 2 else { return say("ERROR", to: &out) }
    guard let exptime = WireNumber.signed32(line[1]) else {
      return say("CLIENT_ERROR invalid exptime argument", to: &out)
    }
    return items(firstKey: 2, withUnique: withUnique, &out) { key in
      store.touch(key, exptime: Int(exptime)).map { store[$0] }
    }
  }

  private func items(
    firstKey: Int,
    withUnique: Bool,
    _ out: inout [UInt8],
    find: (ItemKey) -> StoredItem?
  ) -> Progress {
    let start = out.count
    for index in firstKey..<max(firstKey, line.count) {
      let key = line[index]
      guard key.count <= KeyRule.longest else {
        // The items before it are taken back, so that the client sees the error and nothing else.
        out.removeLast(out.count - start)
        return say(Self.badFormat, to: &out)
      }
      guard let item = find(ItemKey(key)) else { continue }
      out.append(contentsOf: Self.valuePrefix)
      out.append(contentsOf: key)
      out.append(0x20)
      WireNumber.append(UInt64(item.flags), to: &out)
      out.append(0x20)
      WireNumber.append(item.value.count, to: &out)
      if withUnique {
        out.append(0x20)
        WireNumber.append(item.unique, to: &out)
      }
      out.append(contentsOf: Self.lineEnd)
      out.append(contentsOf: item.value)
      out.append(contentsOf: Self.lineEnd)
      guard out.count - start <= Self.longestReply else {
        out.removeLast(out.count - start)
        return say("SERVER_ERROR out of memory writing get response", to: &out)
      }
    }
    return say("END", to: &out)
  }

  /// One line can ask for the same large item a million times, and all of it would be kept until it
  /// is sent.
  static let longestReply = 128 << 20

  private static let valuePrefix = Array("VALUE ".utf8)

  func stats(
    _ store: inout MemcachedStore,
    _ connections: ServerStatistics,
    _ out: inout [UInt8]
  ) -> Progress {
    var lines = store.statistics(connections: connections())
    if line.count > 1 {
      let group = line.word(1)
      if group == "reset" {
        store.counts = MemcachedCounts()
        return say("RESET", to: &out)
      }
      guard let others = store.statistics(of: group) else { return say("ERROR", to: &out) }
      lines = others
    }
    for line in lines { _ = say("STAT \(line.name) \(line.value)", to: &out) }
    return say("END", to: &out)
  }
}
