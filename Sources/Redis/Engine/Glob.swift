/// A pattern as `KEYS`, `SCAN` and `PSUBSCRIBE` take it: `*`, `?`, `[a-c]`, `[^a]` and `\` before a
/// character that stands for itself.
struct Glob {
  private let pattern: [UInt8]

  init(_ pattern: RedisBytes) {
    self.pattern = pattern.bytes
  }

  /// Whether it is `*` alone.
  var matchesAll: Bool { pattern == [UInt8(ascii: "*")] }

  func matches(_ text: RedisBytes, ignoringCase: Bool = false) -> Bool {
    pattern.withUnsafeBufferPointer { pattern in
      text.withUnsafeBytes { text in
        var matcher = Matcher(
          pattern: UnsafeRawBufferPointer(pattern),
          text: text,
          ignoresCase: ignoringCase
        )
        return matcher.run()
      }
    }
  }
}

/// Matches without recursion: on a mismatch only the latest `*` takes one byte more, which is enough,
/// because what an earlier one could give up the later one can take.
private struct Matcher {
  let pattern: UnsafeRawBufferPointer
  let text: UnsafeRawBufferPointer
  let ignoresCase: Bool

  mutating func run() -> Bool {
    var (p, t) = (0, 0)
    var retry: (pattern: Int, text: Int)?
    while t < text.count {
      if p < pattern.count && pattern[p] == UInt8(ascii: "*") {
        while p < pattern.count && pattern[p] == UInt8(ascii: "*") { p += 1 }
        if p == pattern.count { return true }
        retry = (p, t)
      } else if p < pattern.count, let next = step(p, text[t]) {
        (p, t) = (next, t + 1)
      } else if let (start, from) = retry {
        retry = (start, from + 1)
        (p, t) = (start, from + 1)
      } else {
        return false
      }
    }
    while p < pattern.count && pattern[p] == UInt8(ascii: "*") { p += 1 }
    return p == pattern.count
  }

  /// The position after the element at `p` if that matches `byte`.
  private func step(_ p: Int, _ byte: UInt8) -> Int? {
    switch pattern[p] {
    case UInt8(ascii: "?"): return p + 1
    case UInt8(ascii: "["): return stepClass(p + 1, byte)
    case UInt8(ascii: "\\") where p + 1 < pattern.count:
      return equal(pattern[p + 1], byte) ? p + 2 : nil
    default: return equal(pattern[p], byte) ? p + 1 : nil
    }
  }

  private func stepClass(_ start: Int, _ byte: UInt8) -> Int? {
    var p = start
    let negated = p < pattern.count && pattern[p] == UInt8(ascii: "^")
    if negated { p += 1 }
    let byte = folded(byte)
    var found = false
    // A class that is not closed ends with the pattern.
    while p < pattern.count && pattern[p] != UInt8(ascii: "]") {
      if pattern[p] == UInt8(ascii: "\\") && p + 1 < pattern.count {
        if pattern[p + 1] == byte { found = true }
        p += 2
      } else if p + 2 < pattern.count && pattern[p + 1] == UInt8(ascii: "-") {
        let (low, high) = (folded(pattern[p]), folded(pattern[p + 2]))
        if (min(low, high)...max(low, high)).contains(byte) { found = true }
        p += 3
      } else {
        if folded(pattern[p]) == byte { found = true }
        p += 1
      }
    }
    if p < pattern.count { p += 1 }
    return found != negated ? p : nil
  }

  private func equal(_ left: UInt8, _ right: UInt8) -> Bool { folded(left) == folded(right) }

  private func folded(_ byte: UInt8) -> UInt8 { ignoresCase ? byte.lowercased : byte }
}
