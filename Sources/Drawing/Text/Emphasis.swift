/// How a piece of text is emphasized in a terminal with colours.
public enum Emphasis: Hashable, Sendable {
  case plain, strong, quiet, good, bad
}

extension TextStyle {
  /// The text as its emphasis asks, where the style has colours.
  public func emphasized(_ text: String, _ emphasis: Emphasis) -> String {
    switch emphasis {
    case .plain: text
    case .strong: bold(text)
    case .quiet: dim(text)
    case .good: green(text)
    case .bad: red(text)
    }
  }
}
