/// Registers as runs of equal values behind the header.
///
/// `00xxxxxx` is a run of up to 64 zeros and `01xxxxxx yyyyyyyy` one of up to 16384, each with its
/// length less one; `1vvvvvxx` is a run of up to four registers with a value of up to 32, both less one.
enum SparseRegisters {
  /// One of the runs.
  struct Run: Equatable {
    var value: UInt8
    var length: Int
    /// How many bytes it takes.
    var size: Int

    /// Reads a run; a second byte that is missing counts as 0.
    init(_ bytes: [UInt8], at index: Int) {
      let byte = bytes[index]
      (value, size) = (0, 1)
      if byte & 0x80 != 0 {
        value = byte >> 2 & 31 + 1
        length = Int(byte & 3) + 1
      } else if byte & 0x40 == 0 {
        length = Int(byte & 63) + 1
      } else {
        length =
          Int(byte & 63) << 8 + (index + 1 < bytes.count ? Int(bytes[index + 1]) : 0) + 1
        size = 2
      }
    }
  }

  enum Outcome {
    case unchanged, changed
    /// The value is too high, or the string would be too long: it has to become dense.
    case doesNotFit
  }

  static let highestValue: UInt8 = 32

  static func appendZeros(_ count: Int, to bytes: inout [UInt8]) {
    if count > 64 {
      bytes.append(0x40 | UInt8((count - 1) >> 8))
      bytes.append(UInt8(truncatingIfNeeded: count - 1))
    } else if count > 0 {
      bytes.append(UInt8(count - 1))
    }
  }

  private static func appendValue(_ value: UInt8, _ count: Int, to bytes: inout [UInt8]) {
    if count > 0 { bytes.append(0x80 | (value - 1) << 2 | UInt8(count - 1)) }
  }

  /// The value of every register, if the runs add up to so many.
  static func all(in bytes: [UInt8]) throws(CorruptHyperLogLog) -> [UInt8] {
    var registers: [UInt8] = []
    registers.reserveCapacity(RedisHyperLogLog.registerCount)
    var index = RedisHyperLogLog.headerSize
    while index < bytes.count {
      let run = Run(bytes, at: index)
      guard registers.count + run.length <= RedisHyperLogLog.registerCount else {
        throw CorruptHyperLogLog()
      }
      registers.append(contentsOf: repeatElement(run.value, count: run.length))
      index += run.size
    }
    guard registers.count == RedisHyperLogLog.registerCount else { throw CorruptHyperLogLog() }
    return registers
  }

  /// Gives a register at least this value.
  ///
  /// The run that holds it is split around it; then short runs of one value nearby are joined, as far
  /// as Redis looks for them: five runs on from the one before.
  static func raise(
    _ register: Int,
    to value: UInt8,
    in bytes: inout [UInt8],
    limit: Int
  ) throws(CorruptHyperLogLog) -> Outcome {
    if value > highestValue { return .doesNotFit }
    var index = RedisHyperLogLog.headerSize
    var before: Int?
    var first = 0
    var found: Run?
    while index < bytes.count {
      let run = Run(bytes, at: index)
      if register < first + run.length {
        found = run
        break
      }
      before = index
      index += run.size
      first += run.length
    }
    guard let run = found, index + run.size <= bytes.count else { throw CorruptHyperLogLog() }
    if run.value >= value { return .unchanged }

    var new: [UInt8] = []
    appendRun(run.value, register - first, to: &new)
    appendValue(value, 1, to: &new)
    appendRun(run.value, first + run.length - 1 - register, to: &new)
    let growth = new.count - run.size
    if growth > 0 && bytes.count + growth > limit { return .doesNotFit }
    bytes.replaceSubrange(index..<index + run.size, with: new)
    join(from: before ?? RedisHyperLogLog.headerSize, in: &bytes)
    return .changed
  }

  private static func appendRun(_ value: UInt8, _ count: Int, to bytes: inout [UInt8]) {
    value == 0 ? appendZeros(count, to: &bytes) : appendValue(value, count, to: &bytes)
  }

  private static func join(from start: Int, in bytes: inout [UInt8]) {
    var index = start
    for _ in 0..<5 where index < bytes.count {
      let run = Run(bytes, at: index)
      if run.value > 0, index + 1 < bytes.count, bytes[index + 1] & 0x80 != 0 {
        let next = Run(bytes, at: index + 1)
        if next.value == run.value && next.length + run.length <= 4 {
          var joined: [UInt8] = []
          appendValue(run.value, run.length + next.length, to: &joined)
          bytes.replaceSubrange(index..<index + 2, with: joined)
          // The run that came of it may fit the one behind it as well.
          continue
        }
      }
      index += run.size
    }
  }
}
