/// A line of `redis-cli monitor`: a time, a client, and the words of a command in quotes.
///
///     1718000000.123456 [0 127.0.0.1:50110] "GET" "user:42"
///
/// Only commands that read count as requests: in cache-aside a write follows a miss, and would
/// count as a hit. Other commands are skipped, and so is the `OK` in the first line.
struct MonitorLine: LineFormat {
  func read(
    _ line: ArraySlice<UInt8>,
    number: Int,
    into batch: inout TraceBatch
  ) throws(TraceError) {
    if line.elementsEqual("OK".utf8) { return }
    guard let first = line.first, (0x30...0x39).contains(first),
      let open = line.firstIndex(of: UInt8(ascii: "[")),
      let close = line[open...].firstIndex(of: UInt8(ascii: "]")),
      let words = Self.words(line[close...].dropFirst()), let command = words.first
    else {
      throw TraceError(line: number, "not what redis-cli monitor prints")
    }
    switch Self.reads[String(decoding: command, as: UTF8.self).lowercased()] {
    case .first:
      if let key = words.dropFirst().first { batch.append(TraceKey.number(of: key)) }
    case .all:
      for key in words.dropFirst() { batch.append(TraceKey.number(of: key)) }
    case nil: break
    }
  }

  /// Which of a command's words are keys.
  private enum Keys {
    case first
    case all
  }

  private static let reads: [String: Keys] = {
    let one = [
      "get", "getex", "getrange", "substr", "strlen", "getbit", "bitcount", "bitpos", "hget",
      "hmget", "hgetall", "hexists", "hkeys", "hvals", "hlen", "hstrlen", "hrandfield", "hscan",
      "lindex", "llen", "lpos", "lrange", "scard", "sismember", "smismember", "smembers",
      "srandmember", "sscan", "zcard", "zcount", "zlexcount", "zmscore", "zrange", "zrangebylex",
      "zrangebyscore", "zrank", "zrevrange", "zrevrangebylex", "zrevrangebyscore", "zrevrank",
      "zscore", "zscan", "geodist", "geohash", "geopos", "geosearch", "xlen", "xrange",
      "xrevrange", "pfcount",
    ]
    return Dictionary(uniqueKeysWithValues: one.map { ($0, Keys.first) })
      .merging(["mget": .all, "exists": .all, "sinter": .all, "sunion": .all, "sdiff": .all]) { $1 }
  }()

  /// The quoted words of a line; a backslash escapes the next byte.
  ///
  /// Escapes are left as they are, since different keys are escaped differently.
  private static func words(_ text: ArraySlice<UInt8>) -> [ArraySlice<UInt8>]? {
    var words: [ArraySlice<UInt8>] = []
    var rest = text.trimmed
    while !rest.isEmpty {
      guard rest.first == UInt8(ascii: "\"") else { return nil }
      var end = rest.startIndex + 1
      while end < rest.endIndex, rest[end] != UInt8(ascii: "\"") {
        end += rest[end] == UInt8(ascii: "\\") ? 2 : 1
      }
      guard end < rest.endIndex else { return nil }
      words.append(rest[(rest.startIndex + 1)..<end])
      rest = rest[(end + 1)...].trimmed
    }
    return words
  }
}
