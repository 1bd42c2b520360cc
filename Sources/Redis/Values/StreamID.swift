/// The name of a stream's entry: a time in milliseconds and a number within it, `1767225600000-0`.
struct StreamID: Hashable, Sendable {
  var milliseconds: UInt64
  var sequence: UInt64

  static let zero = StreamID(milliseconds: 0, sequence: 0)
  static let max = StreamID(milliseconds: .max, sequence: .max)

  /// The id that follows, or nil after the last one there is.
  var next: StreamID? {
    if sequence < .max { return StreamID(milliseconds: milliseconds, sequence: sequence + 1) }
    return milliseconds < .max ? StreamID(milliseconds: milliseconds + 1, sequence: 0) : nil
  }

  /// The id before this one, or nil for `0-0`.
  var previous: StreamID? {
    if sequence > 0 { return StreamID(milliseconds: milliseconds, sequence: sequence - 1) }
    return milliseconds > 0 ? StreamID(milliseconds: milliseconds - 1, sequence: .max) : nil
  }

  /// The id as clients see it.
  var bytes: RedisBytes { RedisBytes("\(milliseconds)-\(sequence)") }

  /// The same as a reply.
  var reply: RESPValue { .bulk(bytes) }
}

extension StreamID: Comparable {
  static func < (left: StreamID, right: StreamID) -> Bool {
    left.milliseconds != right.milliseconds
      ? left.milliseconds < right.milliseconds : left.sequence < right.sequence
  }
}

/// An id as a client wrote it: the sequence, or all of it, may be left to Redis.
struct StreamIDText {
  let milliseconds: UInt64
  /// Nil if there was none, as in `17`.
  let sequence: UInt64?
  /// The sequence was a star, as in `17-*`.
  let hasStar: Bool

  /// Reads `17`, `17-3` and, where Redis chooses the sequence, `17-*`; nil for anything else.
  init?(_ text: RedisBytes, allowingStar: Bool = false) {
    guard text.count < 128 else { return nil }
    // Redis reads it as a C string, which ends at a zero byte.
    let bytes = text.bytes.prefix { $0 != 0 }
    let parts = bytes.split(
      separator: UInt8(ascii: "-"),
      maxSplits: 1,
      omittingEmptySubsequences: false
    )
    guard let first = parts.first, let milliseconds = UInt64(lenient: first) else { return nil }
    self.milliseconds = milliseconds
    hasStar = allowingStar && parts.count > 1 && parts[1].elementsEqual("*".utf8)
    if parts.count == 1 || hasStar {
      sequence = nil
    } else {
      guard let sequence = UInt64(lenient: parts[1]) else { return nil }
      self.sequence = sequence
    }
  }
}

extension UInt64 {
  /// A number as C's `strtoull` reads it, which lets blanks, a sign and zeros come first.
  ///
  /// A plain negative number is refused, yet one with leading zeros wraps around: so does Redis.
  fileprivate init?(lenient text: ArraySlice<UInt8>) {
    var digits = text.drop { $0 == 32 || (9...13).contains($0) }
    let isNegative = digits.first == UInt8(ascii: "-")
    if isNegative || digits.first == UInt8(ascii: "+") { digits = digits.dropFirst() }
    guard !digits.isEmpty else { return nil }
    var number: UInt64 = 0
    for byte in digits {
      guard (48...57).contains(byte) else { return nil }
      let (product, tooLarge) = number.multipliedReportingOverflow(by: 10)
      let (sum, overflow) = product.addingReportingOverflow(UInt64(byte - 48))
      if tooLarge || overflow { return nil }
      number = sum
    }
    if isNegative, let plain = RedisBytes(text).integer, plain < 0 { return nil }
    self = isNegative ? 0 &- number : number
  }
}
