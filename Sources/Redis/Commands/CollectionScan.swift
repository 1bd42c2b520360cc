extension CommandContext {
  /// A cursor, read as C's `strtoul` does: nothing is 0, and a `-` counts down from the largest.
  func cursor(at index: Int) throws(RedisError) -> UInt64 {
    var digits = self[index].bytes.prefix { $0 != 0 }
    let isNegative = digits.first == UInt8(ascii: "-")
    if isNegative || digits.first == UInt8(ascii: "+") {
      digits.removeFirst()
      guard !digits.isEmpty else { throw RedisError("invalid cursor") }
    }
    var cursor: UInt64 = 0
    for byte in digits {
      let (tens, overflow) = cursor.multipliedReportingOverflow(by: 10)
      let (sum, carry) = tens.addingReportingOverflow(UInt64(byte &- 48))
      guard byte &- 48 < 10, !overflow, !carry else { throw RedisError("invalid cursor") }
      cursor = sum
    }
    return isNegative ? 0 &- cursor : cursor
  }

  /// What `HSCAN`, `SSCAN` and `ZSCAN` reply: the cursor to go on with, and the elements that match.
  ///
  /// - Parameter scan: Calls its last argument with elements, each with what is shown for it.
  func scanReply<C: RedisCollection>(
    _ type: C.Type,
    _ scan: (C, UInt64, Int, (RedisBytes, RedisBytes?) -> Void) -> UInt64
  ) throws(RedisError) -> RESPValue {
    let cursor = try cursor(at: 2)
    guard let collection = try existing(type, self[1]) else {
      return .array([.bulk("0"), .array([])])
    }
    let options = try ScanOptions(self, from: 3)
    var found: [RESPValue] = []
    let next = scan(collection.value, cursor, options.count) { name, shown in
      guard options.matches(name) else { return }
      found.append(.bulk(name))
      if let shown { found.append(.bulk(shown)) }
    }
    return .array([.bulk(RedisBytes("\(next)")), .array(found)])
  }
}
