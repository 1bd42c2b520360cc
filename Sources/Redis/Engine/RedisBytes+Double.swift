#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension RedisBytes {
  /// The number that the bytes spell as C reads it (`1.5`, `1e3`, `0x10`, `-inf`), or nil.
  var double: Double? {
    guard let first, !Self.isSpace(first) else { return nil }
    let text = bytes + [0]
    return text.withUnsafeBufferPointer { text in
      text.withMemoryRebound(to: CChar.self) { text in
        guard let start = text.baseAddress else { return nil }
        var end: UnsafeMutablePointer<CChar>?
        errno = 0
        let number = strtod(start, &end)
        guard let end, UnsafePointer(end) - start == count, !number.isNaN else { return nil }
        if errno == ERANGE && (number.isInfinite || number == 0) { return nil }
        return number
      }
    }
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }
}
