/// A line of a text with its number, counted from 1.
struct NumberedLine: Sendable {
  let text: String
  let number: Int

  var isBlank: Bool { text.isBlank }

  /// The lines of a text; the end of its last line begins no other.
  static func all(in text: String) -> [NumberedLine] {
    var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines.enumerated().map { NumberedLine(text: String($1), number: $0 + 1) }
  }
}

extension StringProtocol {
  var isBlank: Bool { allSatisfy(\.isWhitespace) }

  /// Without the blanks at both ends.
  var trimmed: String {
    guard let start = firstIndex(where: { !$0.isWhitespace }),
      let end = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(self[start...end])
  }
}
