#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension Double {
  /// The number as Redis 7.0 prints it in replies, C's `%.17g`: `3`, `3.1000000000000001`, `1e+20`,
  /// `inf`, `-nan`.
  ///
  /// Seventeen digits always suffice to read the same number back, and often are more than it takes.
  var redisText: String {
    if let whole = Int(exactly: self), whole.magnitude < 100_000_000_000_000_000,
      whole != 0 || sign == .plus
    {
      return String(whole)
    }
    return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 32) { buffer in
      let length = withVaList([self]) { vsnprintf(buffer.baseAddress, 32, "%.17g", $0) }
      return String(decoding: UnsafeRawBufferPointer(buffer).prefix(Int(length)), as: UTF8.self)
    }
  }
}
