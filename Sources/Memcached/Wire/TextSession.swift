/// The server's side of one connection in memcached's text protocol.
///
/// It takes bytes as they come, in any pieces, and appends replies. Whatever the bytes are, it
/// answers as memcached does, or asks for the connection to be closed.
struct TextSession {
  /// Asks for figures that only the server behind the session has.
  typealias ServerStatistics = () -> [MemcachedStatistic]

  /// Whether the connection is to be closed when the replies are sent.
  private(set) var isOver = false
  /// How many bytes make sense to wait for before the next call, counted from the first that is left.
  private(set) var neededBytes = 0

  var line = RequestLine()
  /// How many of the bytes that were left hold no line end, so that nobody looks at them again.
  private var searchedBytes = 0
  /// How many bytes of refused data are still to come.
  private(set) var bytesToSkip = 0

  /// A line without an end is an attack or a mistake when it gets longer than this, unless it asks
  /// for many keys.
  private static let longestLine = 2048

  /// Answers all whole requests in `bytes`, until the replies take up `room`.
  ///
  /// - Returns: How many bytes are done with.
  mutating func process(
    _ bytes: UnsafeRawBufferPointer,
    store: inout MemcachedStore,
    connections: ServerStatistics = { [] },
    room: Int = .max,
    out: inout [UInt8]
  ) -> Int {
    let outStart = out.count
    var done = 0
    neededBytes = 0
    while done < bytes.count, !isOver, out.count - outStart <= room {
      if bytesToSkip > 0 {
        let count = min(bytesToSkip, bytes.count - done)
        bytesToSkip -= count
        done += count
        continue
      }
      let rest = UnsafeRawBufferPointer(rebasing: bytes[done...])
      guard let end = rest[searchedBytes...].firstIndex(of: UInt8(ascii: "\n")) else {
        searchedBytes = rest.count
        if rest.count > Self.longestLine, !Self.asksForManyKeys(rest) { isOver = true }
        break
      }
      searchedBytes = 0
      let hasReturn = end > 1 && rest[end - 1] == UInt8(ascii: "\r")
      line.parse(UnsafeRawBufferPointer(rebasing: rest[..<(hasReturn ? end - 1 : end)]))
      let data = UnsafeRawBufferPointer(rebasing: rest[(end + 1)...])
      switch execute(data, &store, connections, &out) {
      case .done(let count): done += end + 1 + count
      case .skips(let count):
        done += end + 1
        bytesToSkip = count
      case .needs(let count):
        neededBytes = end + 1 + count
        return done
      case .closes:
        done += end + 1
        isOver = true
      }
    }
    return done
  }

  /// What a request did with the bytes behind its line.
  enum Progress {
    /// It took so many of them as its data.
    case done(data: Int)
    /// It was refused, and so many of its data have to be thrown away.
    case skips(Int)
    /// It can only be carried out when so many are there.
    case needs(Int)
    case closes
  }

  private static func asksForManyKeys(_ line: UnsafeRawBufferPointer) -> Bool {
    let spaces = line.prefix(101).prefix { $0 == 0x20 }.count
    let text = line.dropFirst(spaces)
    return spaces <= 100 && (text.starts(with: "get ".utf8) || text.starts(with: "gets ".utf8))
  }

  private mutating func execute(
    _ data: UnsafeRawBufferPointer,
    _ store: inout MemcachedStore,
    _ connections: ServerStatistics,
    _ out: inout [UInt8]
  ) -> Progress {
    guard line.count > 0, line[0].count >= 2 else { return say("ERROR", to: &out) }
    switch TextCommand(rawValue: line.word(0)) {
    case .get, .bget: return get(&store, withUnique: false, &out)
    case .gets: return get(&store, withUnique: true, &out)
    case .gat: return getAndTouch(&store, withUnique: false, &out)
    case .gats: return getAndTouch(&store, withUnique: true, &out)
    case .set: return put(.set, data, &store, &out)
    case .add: return put(.add, data, &store, &out)
    case .replace: return put(.replace, data, &store, &out)
    case .append: return put(.append, data, &store, &out)
    case .prepend: return put(.prepend, data, &store, &out)
    case .cas: return put(.compareAndSwap(unique: 0), data, &store, &out)
    case .incr: return arithmetic(up: true, &store, &out)
    case .decr: return arithmetic(up: false, &store, &out)
    case .touch: return touch(&store, &out)
    case .delete: return delete(&store, &out)
    case .metaGet: return metaGet(&store, &out)
    case .metaSet: return metaSet(data, &store, &out)
    case .metaDelete: return metaDelete(&store, &out)
    case .metaArithmetic: return metaArithmetic(&store, &out)
    case .metaNoOperation: return say("MN", to: &out)
    case .metaDebug: return metaDebug(&store, &out)
    case .flushAll: return flushAll(&store, &out)
    case .stats: return stats(&store, connections, &out)
    case .version: return say("VERSION \(MemcachedStore.version)", to: &out)
    case .verbosity: return verbosity(&out)
    case .memoryLimit: return memoryLimit(&store, &out)
    case .shutdown: return say("ERROR: shutdown not enabled", to: &out)
    case .quit: return .closes
    case nil: return say("ERROR", to: &out)
    }
  }

  /// Appends a line, unless the request asked for silence.
  func say(
    _ text: String,
    noReply: Bool = false,
    to out: inout [UInt8]
  ) -> Progress {
    if !noReply {
      out.append(contentsOf: text.utf8)
      out.append(contentsOf: Self.lineEnd)
    }
    return .done(data: 0)
  }

  static let lineEnd: [UInt8] = [13, 10]
  static let badFormat = "CLIENT_ERROR bad command line format"
}
