extension String {
  /// How many terminal columns the text takes.
  ///
  /// Wide East Asian characters and emoji take two, colour sequences (`ESC [ … m`) none.
  public var displayWidth: Int {
    // Printable ASCII, nearly all of what a chart or table holds, needs no look at each character.
    if utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return utf8.count }
    var width = 0
    var rest = self[...]
    while let character = rest.popFirst() {
      if character == "\u{1B}", rest.first == "[" {
        rest.removeFirst()
        // A control sequence ends with a byte from "@" to "~".
        while let next = rest.popFirst(), !("@"..."~").contains(next) {}
      } else {
        width += character.columns
      }
    }
    return width
  }

  /// The text with spaces after it, up to `width` columns; longer text stays whole.
  public func padded(to width: Int) -> String {
    self + String(repeating: " ", count: Swift.max(0, width - displayWidth))
  }

  /// The text with spaces before it, up to `width` columns; longer text stays whole.
  public func leftPadded(to width: Int) -> String {
    String(repeating: " ", count: Swift.max(0, width - displayWidth)) + self
  }
}

extension Character {
  fileprivate var columns: Int {
    guard let first = unicodeScalars.first else { return 0 }
    if first.value < 0x20 || first.value == 0x7F { return 0 }
    let asksForEmoji = unicodeScalars.contains { $0.value == 0xFE0F }
    return asksForEmoji || first.isWide ? 2 : 1
  }
}

extension Unicode.Scalar {
  /// Whether the scalar is in a block that terminals draw two columns wide.
  fileprivate var isWide: Bool {
    if properties.isEmojiPresentation { return true }
    return switch value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
      0xA000...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
      0xFFE0...0xFFE6, 0x20000...0x3FFFD:
      true
    default: false
    }
  }
}
