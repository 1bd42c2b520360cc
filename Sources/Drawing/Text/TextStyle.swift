/// Colours and weights for a terminal, or none of them for a pipe.
///
///     style.bold("lru-cache") + " " + style.green("passed")
public struct TextStyle: Hashable, Sendable {
  public let isColoured: Bool

  /// Leaves every text as it is.
  public static let plain = TextStyle(isColoured: false)
  public static let coloured = TextStyle(isColoured: true)

  public func bold(_ text: String) -> String { wrap(text, 1, 22) }
  public func dim(_ text: String) -> String { wrap(text, 2, 22) }
  public func italic(_ text: String) -> String { wrap(text, 3, 23) }
  public func underlined(_ text: String) -> String { wrap(text, 4, 24) }
  public func red(_ text: String) -> String { wrap(text, 31, 39) }
  public func green(_ text: String) -> String { wrap(text, 32, 39) }
  public func yellow(_ text: String) -> String { wrap(text, 33, 39) }
  public func blue(_ text: String) -> String { wrap(text, 34, 39) }
  public func magenta(_ text: String) -> String { wrap(text, 35, 39) }
  public func cyan(_ text: String) -> String { wrap(text, 36, 39) }

  private func wrap(_ text: String, _ on: Int, _ off: Int) -> String {
    isColoured && !text.isEmpty ? "\u{1B}[\(on)m\(text)\u{1B}[\(off)m" : text
  }
}
