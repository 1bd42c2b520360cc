/// Up to 14 bytes without an allocation: the short form of `RedisBytes`.
///
/// The bytes lie in the fields in order, unused ones are zero. 15 bytes in all leave the sixteenth
/// for the enum that holds it.
struct SmallBytes: Sendable {
  static let capacity = 14

  private let low: UInt64
  private let middle: UInt32
  private let high: UInt16
  let count: UInt8

  init() {
    (low, middle, high, count) = (0, 0, 0, 0)
  }

  /// The bytes of `buffer`, or nil when they are too many.
  ///
  /// Two or three loads that may overlap take the place of a loop over bytes; none reaches beyond the
  /// buffer's end.
  @inline(__always)
  init?(_ buffer: UnsafeRawBufferPointer) {
    let count = buffer.count
    guard count <= Self.capacity else { return nil }
    var low: UInt64 = 0
    var rest: UInt64 = 0
    if count >= 8 {
      low = Self.load(buffer, 0)
      // A shift by 64, when nothing is left, gives 0.
      rest = Self.load(buffer, count - 8) as UInt64 >> (8 * (16 - count))
    } else if count >= 4 {
      low = UInt64(Self.load(buffer, 0) as UInt32)
      low |= UInt64(Self.load(buffer, count - 4) as UInt32) << (8 * (count - 4))
    } else if count > 0 {
      let middle = count / 2
      low = UInt64(buffer[0])
      low |= UInt64(buffer[middle]) << (8 * middle)
      low |= UInt64(buffer[count - 1]) << (8 * (count - 1))
    }
    self.low = low
    self.middle = UInt32(truncatingIfNeeded: rest)
    self.high = UInt16(truncatingIfNeeded: rest >> 32)
    self.count = UInt8(truncatingIfNeeded: count)
  }

  @inline(__always)
  private static func load<Word: FixedWidthInteger & BitwiseCopyable>(
    _ buffer: UnsafeRawBufferPointer,
    _ offset: Int
  ) -> Word {
    Word(littleEndian: buffer.loadUnaligned(fromByteOffset: offset, as: Word.self))
  }

  @inline(__always)
  private var rest: UInt64 { UInt64(middle) | UInt64(high) << 32 }

  /// A byte, which must be one of those in use.
  @inline(__always)
  subscript(position: Int) -> UInt8 {
    UInt8(truncatingIfNeeded: (position < 8 ? low : rest) &>> (8 * (position & 7)))
  }

  /// Calls `body` with the bytes in memory.
  ///
  /// The words are a constant on purpose. Of a variable, Swift 6.3 drops the stores to it where a
  /// body that only reads a byte is inlined into a loop, and the byte is whatever was there before.
  @inline(__always)
  func withUnsafeBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let words = (low.littleEndian, rest.littleEndian)
    let count = Int(count)
    return try Swift.withUnsafeBytes(of: words) { whole throws(Failure) in
      try body(UnsafeRawBufferPointer(start: whole.baseAddress, count: count))
    }
  }
}

extension SmallBytes: Comparable {
  @inline(__always)
  static func == (left: SmallBytes, right: SmallBytes) -> Bool {
    left.low == right.low && left.rest == right.rest && left.count == right.count
  }

  static func < (left: SmallBytes, right: SmallBytes) -> Bool {
    // The first byte weighs most once the words are turned round. Unused bytes are 0, the least.
    if left.low != right.low { return left.low.byteSwapped < right.low.byteSwapped }
    if left.rest != right.rest { return left.rest.byteSwapped < right.rest.byteSwapped }
    return left.count < right.count
  }
}
