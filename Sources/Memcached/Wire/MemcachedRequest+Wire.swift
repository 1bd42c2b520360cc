extension MemcachedRequest {
  /// The request in the text protocol.
  func wireBytes() throws(MemcachedError) -> [UInt8] {
    var out: [UInt8] = []
    switch self {
    case .get(let keys, let withUnique):
      out.append(contentsOf: (withUnique ? "gets" : "get").utf8)
      try Self.append(keys, to: &out)
    case .getAndTouch(let keys, let expiry, let withUnique):
      out.append(contentsOf: "\(withUnique ? "gats" : "gat") \(expiry.exptime)".utf8)
      try Self.append(keys, to: &out)
    case .store(let mode, let key, let item, let expiry):
      out.append(contentsOf: mode.word.utf8)
      try Self.append([key], to: &out)
      out.append(contentsOf: " \(item.flags) \(expiry.exptime) \(item.value.count)".utf8)
      if case .compareAndSwap(let unique) = mode { out.append(contentsOf: " \(unique)".utf8) }
      out.append(contentsOf: TextSession.lineEnd)
      out.append(contentsOf: item.value)
    case .increment(let key, let delta):
      out.append(contentsOf: "incr".utf8)
      try Self.append([key], to: &out)
      out.append(contentsOf: " \(delta)".utf8)
    case .decrement(let key, let delta):
      out.append(contentsOf: "decr".utf8)
      try Self.append([key], to: &out)
      out.append(contentsOf: " \(delta)".utf8)
    case .touch(let key, let expiry):
      out.append(contentsOf: "touch".utf8)
      try Self.append([key], to: &out)
      out.append(contentsOf: " \(expiry.exptime)".utf8)
    case .delete(let key):
      out.append(contentsOf: "delete".utf8)
      try Self.append([key], to: &out)
    case .flushAll(let delay): out.append(contentsOf: "flush_all \(delay)".utf8)
    case .stats(let group):
      out.append(contentsOf: "stats".utf8)
      if let group {
        // What has spaces or line ends in it is not the name of a group, and might be a command.
        guard let word = try? KeyRule.bytes(of: group) else { throw .refused("ERROR") }
        out.append(contentsOf: [0x20] + word)
      }
    case .version: out.append(contentsOf: "version".utf8)
    }
    out.append(contentsOf: TextSession.lineEnd)
    return out
  }

  /// The request as memcached takes it: a `gat` for very many keys becomes several.
  ///
  /// Of all commands only `get` and `gets` may be longer than this. Another line that is longer, and
  /// has not come to its end when the server looks at it, closes the connection.
  var parts: [MemcachedRequest] {
    guard case .getAndTouch(let keys, let expiry, let withUnique) = self else { return [self] }
    let longestLine = 2000
    var groups: [[String]] = [[]]
    var length = 0
    for key in keys {
      length += key.utf8.count + 1
      if length > longestLine {
        groups.append([])
        length = key.utf8.count + 1
      }
      groups[groups.count - 1].append(key)
    }
    return groups.map { .getAndTouch($0, expiry, withUnique: withUnique) }
  }

  private static func append(
    _ keys: [String],
    to out: inout [UInt8]
  ) throws(MemcachedError) {
    for key in keys {
      out.append(0x20)
      out.append(contentsOf: try KeyRule.bytes(of: key))
    }
  }

  /// What a server's reply to this request means.
  func reply(_ wire: WireReply) throws(MemcachedError) -> MemcachedReply {
    switch wire {
    case .items(let items):
      switch self {
      case .get, .getAndTouch:
        let named = items.map { (String(decoding: $0.key, as: UTF8.self), $0.item) }
        return .items(Dictionary(named) { _, last in last })
      case .stats: return .stats([])
      default: throw .unexpected("END")
      }
    case .stats(let lines): return .stats(lines)
    case .line(let line):
      if let error = MemcachedError(line: line) { throw error }
      return try Self.reply(line: line)
    }
  }

  private static func reply(line: String) throws(MemcachedError) -> MemcachedReply {
    switch line {
    case "STORED": return .stored
    case "NOT_STORED": return .notStored
    case "EXISTS": return .exists
    case "NOT_FOUND": return .notFound
    case "DELETED": return .deleted
    case "TOUCHED": return .touched
    case "OK": return .ok
    case "RESET": return .stats([])
    case let line where line.hasPrefix("VERSION "): return .version(String(line.dropFirst(8)))
    default:
      guard let number = UInt64(line) else { throw .unexpected(line) }
      return .number(number)
    }
  }
}

extension MemcachedRequest.StoreMode {
  /// The command that stores so.
  var word: String {
    switch self {
    case .set: "set"
    case .add: "add"
    case .replace: "replace"
    case .append: "append"
    case .prepend: "prepend"
    case .compareAndSwap: "cas"
    }
  }
}
