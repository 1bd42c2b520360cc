/// The preconditions that a source file states, each with its line.
///
/// No symbol graph shows them, and no check can break one and live, so they are read as text.
struct Preconditions {
  /// By their text, with every run of blanks as one.
  let lines: [String: Int]

  init(_ source: String) {
    var lines: [String: Int] = [:]
    var line = 1
    var rest = source[...]
    while let end = rest.firstIndex(where: \.isNewline) ?? (rest.isEmpty ? nil : rest.endIndex) {
      if rest[..<end].drop(while: { $0 == " " }).hasPrefix("precondition(") {
        let text = Self.call(in: rest)
        lines[text, default: line] = min(lines[text, default: line], line)
      }
      rest = rest[end...].dropFirst()
      line += 1
    }
    self.lines = lines
  }

  /// From the start of `text` to the bracket that closes the call, on one line.
  private static func call(in text: Substring) -> String {
    var open = 0
    let end = text.indices.first { index in
      if text[index] == "(" { open += 1 }
      if text[index] == ")" { open -= 1 }
      return open == 0 && text[index] == ")"
    }
    let call = end.map { text[...$0] } ?? text
    return call.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      .replacing("( ", with: "(").replacing(" )", with: ")")
  }
}
