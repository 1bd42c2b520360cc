/// Breaks a text into lines of at most `columns` terminal columns, between words where it can.
func labelLines(_ text: String, columns: Int) -> [String] {
  labelLines(text, limit: Double(max(columns, 2))) { Double($0.displayWidth) }
}

/// Breaks a text into lines that `width` measures as `limit` at most, between words where it can.
func labelLines(_ text: String, limit: Double, width: (String) -> Double) -> [String] {
  var lines: [String] = []
  var line = ""
  for word in text.split(whereSeparator: \.isWhitespace) {
    let longer = line.isEmpty ? String(word) : "\(line) \(word)"
    if width(longer) <= limit {
      line = longer
      continue
    }
    if !line.isEmpty { lines.append(line) }
    line = ""
    for character in word {
      if !line.isEmpty, width(line + String(character)) > limit {
        lines.append(line)
        line = ""
      }
      line.append(character)
    }
  }
  if !line.isEmpty || lines.isEmpty { lines.append(line) }
  return lines
}
