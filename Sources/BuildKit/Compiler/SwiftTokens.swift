/// The words of a Swift source file with their lines, without comments and string literals.
///
/// Enough of Swift's grammar to find declarations; not a parser.
public struct SwiftTokens: Sendable {
  public struct Token: Equatable, Sendable {
    public let text: Substring
    public let line: Int
    /// How many braces are open around it.
    public let depth: Int
  }

  public private(set) var tokens: [Token] = []

  public init(_ source: String) {
    var source = source
    source.makeContiguousUTF8()
    let found = source.utf8.withContiguousStorageIfAvailable { bytes in
      var scanner = Scanner(bytes: bytes)
      return scanner.tokens()
    }
    tokens = (found ?? []).map { token in
      let start = source.utf8.index(source.startIndex, offsetBy: token.start)
      let end = source.utf8.index(start, offsetBy: token.count)
      return Token(text: source[start..<end], line: token.line, depth: token.depth)
    }
  }

  /// The names that the file declares outside of any braces, each with its line.
  public var topLevelDeclarations: [(name: String, line: Int)] {
    zip(tokens, tokens.dropFirst()).compactMap { keyword, name in
      guard keyword.depth == 0, Self.declaring.contains(keyword.text) else { return nil }
      return (String(name.text), name.line)
    }
  }

  private static let declaring: Set<Substring> = [
    "actor", "class", "enum", "func", "let", "macro", "protocol", "struct", "typealias", "var",
  ]

  /// Reads bytes: in a build for debugging, characters would take ten times as long, and the
  /// learner waits for it.
  private struct Scanner {
    struct Found {
      let start: Int
      let count: Int
      let line: Int
      let depth: Int
    }

    let bytes: UnsafeBufferPointer<UInt8>
    private var place = 0
    private var line = 1
    private var depth = 0
    private var found: [Found] = []

    init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    mutating func tokens() -> [Found] {
      while place < bytes.count {
        let byte = bytes[place]
        if isBlank(byte) || byte == UInt8(ascii: "`") {
          skip(1)
        } else if byte == UInt8(ascii: "/"), follows("//") {
          while place < bytes.count, !isLineEnd(bytes[place]) { place += 1 }
        } else if byte == UInt8(ascii: "/"), follows("/*") {
          skipComment()
        } else if byte == UInt8(ascii: "\"") || (byte == UInt8(ascii: "#") && opensRawString()) {
          skipString()
        } else if isWord(byte), !isDigit(byte) {
          let start = place
          while place < bytes.count, isWord(bytes[place]) { place += 1 }
          add(start, place - start)
        } else {
          if byte == UInt8(ascii: "}") { depth -= 1 }
          add(place, 1)
          if byte == UInt8(ascii: "{") { depth += 1 }
          place += 1
        }
      }
      return found
    }

    private mutating func add(_ start: Int, _ count: Int) {
      found.append(Found(start: start, count: count, line: line, depth: depth))
    }

    /// Goes on by some bytes, and counts the lines among them.
    private mutating func skip(_ count: Int) {
      for _ in 0..<count where place < bytes.count {
        let byte = bytes[place]
        place += 1
        // The two bytes of Windows end one line.
        let isHalf = byte == UInt8(ascii: "\r") && place < bytes.count && bytes[place] == 10
        if isLineEnd(byte), !isHalf { line += 1 }
      }
    }

    private mutating func skipComment() {
      var open = 0
      repeat {
        if follows("/*") {
          open += 1
          skip(2)
        } else if follows("*/") {
          open -= 1
          skip(2)
        } else {
          skip(1)
        }
      } while open > 0 && place < bytes.count
    }

    private mutating func skipString() {
      var hashes = 0
      while bytes[place] == UInt8(ascii: "#") {
        hashes += 1
        place += 1
      }
      let quotes = follows("\"\"\"") ? 3 : 1
      place += quotes
      while place < bytes.count, !closesString(quotes: quotes, hashes: hashes) {
        // A string on one line ends with it, closed or not: the compiler will complain.
        if quotes == 1, isLineEnd(bytes[place]) { return }
        skip(bytes[place] == UInt8(ascii: "\\") && hashes == 0 ? 2 : 1)
      }
      place = min(bytes.count, place + quotes + hashes)
    }

    private func closesString(quotes: Int, hashes: Int) -> Bool {
      guard bytes[place] == UInt8(ascii: "\""), place + quotes + hashes <= bytes.count else {
        return false
      }
      return bytes[place..<(place + quotes)].allSatisfy { $0 == UInt8(ascii: "\"") }
        && bytes[(place + quotes)..<(place + quotes + hashes)].allSatisfy {
          $0 == UInt8(ascii: "#")
        }
    }

    private func opensRawString() -> Bool {
      var end = place
      while end < bytes.count, bytes[end] == UInt8(ascii: "#") { end += 1 }
      return end < bytes.count && bytes[end] == UInt8(ascii: "\"")
    }

    private func follows(_ text: StaticString) -> Bool {
      guard place + text.utf8CodeUnitCount <= bytes.count else { return false }
      for offset in 0..<text.utf8CodeUnitCount
      where bytes[place + offset] != text.utf8Start[offset] { return false }
      return true
    }

    private func isLineEnd(_ byte: UInt8) -> Bool { byte == 10 || byte == 13 }

    private func isBlank(_ byte: UInt8) -> Bool { byte == 32 || (byte >= 9 && byte <= 13) }

    private func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }

    /// Whether it may be part of a name; what is not ASCII is taken for letters.
    private func isWord(_ byte: UInt8) -> Bool {
      isDigit(byte) || (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122) || byte == 95
        || byte >= 128
    }
  }
}
