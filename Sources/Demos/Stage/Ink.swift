import Lab

/// What a piece of text is, and so how a terminal shows it.
public enum Ink: Sendable {
  case plain, strong, quiet, good, bad

  /// The text as it is, or within the terminal's sequences for this ink.
  func on(_ text: String, _ style: TextStyle) -> String {
    guard style == .ansi, !text.isEmpty, let code else { return text }
    return "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }

  private var code: Int? {
    switch self {
    case .plain: nil
    case .strong: 1
    case .quiet: 90
    case .good: 32
    case .bad: 31
    }
  }
}

extension String {
  /// The words in lines of at most `columns`; a longer word gets a line of its own.
  func inLines(of columns: Int) -> [String] {
    var lines: [String] = []
    for word in split(separator: " ") {
      if let last = lines.last, last.displayWidth + 1 + String(word).displayWidth <= columns {
        lines[lines.count - 1] = "\(last) \(word)"
      } else {
        lines.append(String(word))
      }
    }
    return lines.isEmpty ? [""] : lines
  }

  func withoutSpacesAtEnd() -> String {
    String(self[..<(lastIndex { $0 != " " }.map(index(after:)) ?? startIndex)])
  }
}
