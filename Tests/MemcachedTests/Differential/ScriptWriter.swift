import Lab

/// Writes what clients might send: sound requests, nearly sound ones and absurd ones.
struct ScriptWriter {
  private var random: SplitMix64
  /// The unique that was given out last before the script; those in the script are near it.
  private let base: UInt64
  /// Whether the script reads values; if not, it has counters that get shorter.
  ///
  /// memcached fills up a number that got shorter with spaces, but not while a reply with its value
  /// waits to be sent, and that depends on how the packets fall.
  private let reads: Bool

  init(seed: UInt64, base: UInt64) {
    random = SplitMix64(seed: seed)
    reads = seed.isMultiple(of: 2)
    self.base = base
  }

  /// So many requests, each with its data.
  mutating func script(_ count: Int) -> [[UInt8]] {
    (0..<count).map { _ in step() }
  }

  private mutating func step() -> [UInt8] {
    let sound = Array(request().utf8)
    switch Int.random(in: 0..<20, using: &random) {
    // A flush that becomes a delayed one is not wanted, see `flush()`.
    case 0 where !sound.starts(with: "flush".utf8): return mutated(sound)
    case 1: return Array(nonsense().utf8)
    default: return sound
    }
  }

  private mutating func request() -> String {
    switch Int.random(in: 0..<22, using: &random) {
    case 5...7 where !reads, 12...14 where !reads: return "me \(key())\r\n"
    case 0...4: return storing()
    case 5...6:
      return "\(pick("get", "gets", "get", "bget"))\(repeated(1...3) { $0.readableKey() })\r\n"
    case 7: return "\(pick("gat", "gats")) \(exptime())\(repeated(1...2) { $0.readableKey() })\r\n"
    case 8: return "touch \(key()) \(exptime())\(ending())\r\n"
    case 9...10:
      return "\(pick("incr", reads ? "incr" : "decr")) \(key()) \(number())\(ending())\r\n"
    case 11: return "delete \(key())\(pick("", "", " 0"))\(ending())\r\n"
    case 12...14: return "mg \(key())\(flags(Self.getFlags))\r\n"
    case 15...16:
      let (length, data) = value()
      return "ms \(key()) \(length)\(flags(Self.setFlags))\r\n\(data)\r\n"
    case 17: return "md \(key())\(flags(Self.deleteFlags))\r\n"
    case 18: return "ma \(key())\(flags(Self.countFlags + [reads ? "v" : "D"]))\r\n"
    case 19: return pick("me \(key())", "me \(key()) b", "mg \(reads ? key() : "no") u h") + "\r\n"
    case 20: return flush()
    default:
      return pick(
        "version",
        "mn",
        "verbosity 1",
        "verbosity",
        "stats nonsense",
        "stats reset",
        "",
        " ",
        "cache_memlimit 1",
        "cache_memlimit x",
        "shutdown",
        "stats sizes"
      ) + "\r\n"
    }
  }

  /// A flush at once: after a delayed one, memcached shows items again that an earlier one has
  /// flushed, if it has not taken their memory back meanwhile.
  private mutating func flush() -> String {
    "flush_all\(pick("", "", " 0", " -1", " x"))\(ending())\r\n"
  }

  private mutating func storing() -> String {
    let command = pick("set", "set", "set", "add", "replace", "append", "prepend", "cas")
    let (length, data) = value()
    let unique = command == "cas" ? " \(self.unique())" : ""
    let flags = pick("0", "0", "5", "4294967295", "4294967296", "-1", "x")
    return "\(command) \(key()) \(flags) \(exptime()) \(length)\(unique)\(ending())\r\n\(data)\r\n"
  }

  private static let getFlags = Array("bbcfhklOqstvvNRTEM")
  private static let setFlags = Array("bbckOqFITMCCMMS")
  private static let deleteFlags = Array("bkOqITCv")
  private static let countFlags = Array("bkOqNJTMctC")

  private mutating func flags(_ letters: [Character]) -> String {
    let mode: [Character: String] = [
      "M": pick("S", "A", "P", "R", "E", "I", "+", "x", "", reads ? "S" : "D", reads ? "S" : "-")
    ]
    return repeated(0...5) { writer in
      let letter = writer.random.chance(0.02) ? "z" : writer.pick(letters)
      switch letter {
      case "O": return "O" + writer.pick("1", "abc", "", String(repeating: "o", count: 32))
      case "N", "R", "T": return "\(letter)\(writer.exptime())"
      case "F", "J", "D": return "\(letter)\(writer.number())"
      case "C": return "C\(writer.unique())"
      case "M": return "M\(mode["M"] ?? "")"
      default: return "\(letter)"
      }
    }
  }

  /// Keys that meet each other again and again, among them the base64 of some of them.
  private mutating func key() -> String {
    if random.chance(0.01) { return String(repeating: "k", count: pick(250, 251)) }
    return readableKey()
  }

  /// A key that is not too long: for one that is, `get` takes back the replies to the requests before
  /// it, too, if these have come in the same packet, and nobody should have to do that.
  private mutating func readableKey() -> String {
    pick("a", "a", "b", "b", "count", "count", "YQ==", "Yg==", "Zm9v", "!", "k\tk", "\u{e9}")
  }

  private mutating func value() -> (length: String, data: String) {
    let data = pick(
      "x",
      "10",
      "0",
      longest,
      "",
      reads ? "12" : "12 ",
      "hello",
      "-3",
      "a\r\n",
      "99",
      "a b",
      "3x",
      String(repeating: "y", count: 300)
    )
    if random.chance(0.04) {
      return (pick("-1", "x", "1", "5", "2147483647", "99999999999", "4294967297"), data)
    }
    return ("\(data.utf8.count)", data)
  }

  private mutating func exptime() -> String {
    pick("0", "0", "0", "100", "100", "2592000", "2592001", "-1", "4294967296", "x", "1e3", "-0")
  }

  private mutating func number() -> String {
    pick("1", "1", "5", "10", "0", longest, "18446744073709551616", "-1", "x", "")
  }

  /// The largest counter, which gets very short by counting on.
  private var longest: String { reads ? "7" : "18446744073709551615" }

  private mutating func unique() -> UInt64 {
    random.chance(0.1) ? pick(0, 1, .max) : base + UInt64.random(in: 0..<40, using: &random)
  }

  private mutating func ending() -> String {
    random.chance(0.1) ? pick(" noreply", " noreply x", " 0", " no") : ""
  }

  private mutating func mutated(_ sound: [UInt8]) -> [UInt8] {
    var bytes = sound
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      let place = Int.random(in: 0..<max(1, bytes.count), using: &random)
      switch Int.random(in: 0..<4, using: &random) {
      case 0 where !bytes.isEmpty: bytes.remove(at: place)
      case 1: bytes.insert(pick(0, 9, 10, 13, 32, 32, 45, 48, 127, 200), at: place)
      case 2: bytes.insert(contentsOf: bytes.prefix(place), at: place)
      default: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
      }
    }
    return bytes
  }

  private mutating func nonsense() -> String {
    repeated(0...8) { $0.pick("get", "set", "a", "0", "-1", "noreply", "ms", "mg", "v", "\t", "b") }
      + pick("\r\n", "\n", "\r\n", "\r\r\n", " \r\n")
  }

  private mutating func repeated(
    _ times: ClosedRange<Int>,
    _ word: (inout ScriptWriter) -> String
  ) -> String {
    (0..<Int.random(in: times, using: &random)).map { _ in " " + word(&self) }.joined()
  }

  private mutating func pick<Value>(_ values: Value...) -> Value { pick(values) }

  private mutating func pick<Value>(_ values: [Value]) -> Value {
    values[Int.random(in: 0..<values.count, using: &random)]
  }
}
