extension RedisBytes {
  /// A hash that is the same in every run, so that `SCAN` and `KEYS` give the same order in each.
  ///
  /// Eight bytes a step, folded by a full multiplication; the last step covers what is left.
  @inline(__always)
  var stableHash: UInt32 {
    withUnsafeBytes { bytes in
      var hash = 0x9E37_79B9_7F4A_7C15 ^ UInt64(truncatingIfNeeded: bytes.count)
      var offset = 0
      while offset + 8 <= bytes.count {
        hash = Self.fold(hash ^ bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        offset += 8
      }
      var rest: UInt64 = 0
      while offset < bytes.count {
        rest = rest << 8 | UInt64(bytes[offset])
        offset += 1
      }
      hash = Self.fold(hash ^ rest)
      return UInt32(truncatingIfNeeded: hash ^ hash >> 32)
    }
  }

  @inline(__always)
  private static func fold(_ word: UInt64) -> UInt64 {
    let (high, low) = word.multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
    return high ^ low
  }

  /// A hash that is equal for names that differ in case only.
  @inline(__always)
  var caseFoldedHash: Int {
    withUnsafeBytes { bytes in
      var hash: UInt = 5381
      for byte in bytes { hash = (hash << 5) &+ hash &+ UInt(byte | 0x20) }
      return Int(truncatingIfNeeded: (hash ^ hash >> 16) & UInt(Int.max))
    }
  }

  /// Whether the bytes are a word's, whatever the case of ASCII letters in either.
  @inline(__always)
  func equalsIgnoringCase(_ word: StaticString) -> Bool {
    withUnsafeBytes { bytes in
      bytes.count == word.utf8CodeUnitCount
        && Self.equalIgnoringCase(
          bytes,
          UnsafeRawBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
        )
    }
  }

  /// Whether the bytes are a word's, whatever the case of ASCII letters in either.
  @inline(__always)
  func equalsIgnoringCase(_ word: String) -> Bool {
    var utf8 = word.utf8.makeIterator()
    return withUnsafeBytes { bytes in
      for byte in bytes {
        guard let other = utf8.next(), byte.lowercased == other.lowercased else { return false }
      }
      return utf8.next() == nil
    }
  }

  /// Whether two names differ in the case of ASCII letters at most.
  @inline(__always)
  func equalsIgnoringCase(_ other: RedisBytes) -> Bool {
    count == other.count
      && withUnsafeBytes { left in
        other.withUnsafeBytes { Self.equalIgnoringCase(left, $0) }
      }
  }

  @inline(__always)
  private static func equalIgnoringCase(
    _ left: UnsafeRawBufferPointer,
    _ right: UnsafeRawBufferPointer
  ) -> Bool {
    for index in left.indices where left[index].lowercased != right[index].lowercased {
      return false
    }
    return true
  }

  /// The text in lower case, ASCII letters only.
  var lowercasedName: String {
    String(decoding: bytes.map(\.lowercased), as: UTF8.self)
  }
}

extension UInt8 {
  /// An ASCII letter in lower case; anything else as it is.
  @inline(__always)
  var lowercased: UInt8 { self &- 65 < 26 ? self | 0x20 : self }
}
