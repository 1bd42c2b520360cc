import Drawing

/// What a piece of text is, and so how a terminal shows it.
public enum Ink: Sendable {
  case plain, strong, quiet, good, bad

  /// The text in this ink, where the style has colours.
  func on(_ text: String, _ style: TextStyle) -> String {
    switch self {
    case .plain: text
    case .strong: style.bold(text)
    case .quiet: style.dim(text)
    case .good: style.green(text)
    case .bad: style.red(text)
    }
  }
}

extension String {
  func withoutSpacesAtEnd() -> String {
    String(self[..<(lastIndex { $0 != " " }.map(index(after:)) ?? startIndex)])
  }
}
