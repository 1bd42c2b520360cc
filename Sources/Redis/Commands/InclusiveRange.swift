extension Range<Int> {
  /// The positions from one to another, both included and counted from the end if negative, as far as
  /// there are any; `LRANGE`, `LTRIM` and `ZRANGE` name ranges so.
  init(from first: Int, through last: Int, of count: Int) {
    let start = Swift.max(0, first < 0 ? first + count : first)
    let end = Swift.min(count - 1, last < 0 ? last + count : last)
    self = start <= end ? start..<end + 1 : 0..<0
  }
}
