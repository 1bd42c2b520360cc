#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The scores between two bounds, each of which belongs to it or not: `1 5`, `(1 +inf`.
struct ScoreRange {
  struct Bound {
    let score: Double
    let isExclusive: Bool

    /// Reads a score with `(` before it if it is not to belong to the range.
    ///
    /// Redis reads it with C's `strtod` and less care than other numbers: blanks before it, nothing at
    /// all, and what is too large for a double are all right.
    init?(_ text: RedisBytes) {
      isExclusive = text.first == UInt8(ascii: "(")
      let digits = (isExclusive ? Array(text.dropFirst()) : text.bytes) + [0]
      let number: Double? = digits.withUnsafeBytes { digits in
        guard let start = digits.bindMemory(to: CChar.self).baseAddress else { return nil }
        var end: UnsafeMutablePointer<CChar>?
        let number = strtod(start, &end)
        return end?.pointee == 0 && !number.isNaN ? number : nil
      }
      guard let number else { return nil }
      score = number
    }
  }

  let least: Bound
  let greatest: Bound

  init(_ least: RedisBytes, _ greatest: RedisBytes) throws(RedisError) {
    guard let least = Bound(least), let greatest = Bound(greatest) else {
      throw RedisError("min or max is not a float")
    }
    self.least = least
    self.greatest = greatest
  }

  func ranks(in set: RedisSortedSet) -> Range<Int> {
    let (least, greatest) = (least, greatest)
    let start = set.rank { $0.score < least.score || least.isExclusive && $0.score == least.score }
    let end = set.rank {
      $0.score < greatest.score || !greatest.isExclusive && $0.score == greatest.score
    }
    return start < end ? start..<end : 0..<0
  }
}
