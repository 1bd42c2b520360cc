/// Splits an inline request, such as a person types, into its words.
///
/// Words are separated by blanks. In double quotes there are the escapes of C and `\xHH`, in single
/// quotes only `\'`; a closing quote ends its word, so a blank has to follow.
func splitInlineRequest(
  _ line: UnsafeRawBufferPointer,
  into words: inout [RedisBytes]
) throws(RESPProtocolError) {
  var reader = InlineReader(line)
  while let word = try reader.nextWord() {
    words.append(RedisBytes(word))
  }
}

private struct InlineReader {
  private let line: UnsafeRawBufferPointer
  private var position = 0

  init(_ line: UnsafeRawBufferPointer) {
    self.line = line
  }

  mutating func nextWord() throws(RESPProtocolError) -> [UInt8]? {
    while let byte = peek(), isBlank(byte) { position += 1 }
    guard position < line.count else { return nil }
    var word: [UInt8] = []
    while let byte = peek() {
      position += 1
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "\r"), UInt8(ascii: "\t"): return word
      case UInt8(ascii: "\""):
        try readDoubleQuoted(&word)
        return word
      case UInt8(ascii: "'"):
        try readSingleQuoted(&word)
        return word
      default: word.append(byte)
      }
    }
    return word
  }

  private mutating func readDoubleQuoted(_ word: inout [UInt8]) throws(RESPProtocolError) {
    while let byte = peek() {
      position += 1
      if byte == UInt8(ascii: "\"") { return try endQuoted() }
      guard byte == UInt8(ascii: "\\"), let escaped = peek() else {
        word.append(byte)
        continue
      }
      position += 1
      if escaped == UInt8(ascii: "x"), let high = hexDigit(at: position),
        let low = hexDigit(at: position + 1)
      {
        position += 2
        word.append(high << 4 | low)
      } else {
        word.append(Self.escapes[escaped] ?? escaped)
      }
    }
    throw .unbalancedQuotes
  }

  private mutating func readSingleQuoted(_ word: inout [UInt8]) throws(RESPProtocolError) {
    while let byte = peek() {
      position += 1
      if byte == UInt8(ascii: "'") { return try endQuoted() }
      if byte == UInt8(ascii: "\\"), peek() == UInt8(ascii: "'") {
        position += 1
        word.append(UInt8(ascii: "'"))
      } else {
        word.append(byte)
      }
    }
    throw .unbalancedQuotes
  }

  private func endQuoted() throws(RESPProtocolError) {
    if let next = peek(), !isBlank(next) { throw .unbalancedQuotes }
  }

  private func peek() -> UInt8? {
    position < line.count ? line[position] : nil
  }

  private func hexDigit(at position: Int) -> UInt8? {
    guard position < line.count else { return nil }
    switch line[position] {
    case let digit where digit &- 48 < 10: return digit - 48
    case let letter where (letter | 0x20) &- 97 < 6: return (letter | 0x20) - 87
    default: return nil
    }
  }

  private func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || (9...13).contains(byte)
  }

  private static let escapes: [UInt8: UInt8] = [
    UInt8(ascii: "n"): 10, UInt8(ascii: "r"): 13, UInt8(ascii: "t"): 9,
    UInt8(ascii: "b"): 8, UInt8(ascii: "a"): 7,
  ]
}
