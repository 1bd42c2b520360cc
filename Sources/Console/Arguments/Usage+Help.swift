import Drawing

extension Usage {
  /// The text of `--help`, laid out for `columns`.
  public func helpText(style: TextStyle, columns: Int) -> String {
    let width = min(columns, 100)
    var lines = (summary.prefix(1).uppercased() + summary.dropFirst() + ".").wrapped(to: width)
    lines += ["", style.bold("Usage")]
    lines += ("  " + synopsis).wrapped(to: width, hanging: "    ")
    if let positional {
      var table = TextTable([.text(), .sentence()], indent: 2)
      table.add(style.cyan(positional.name), positional.summary)
      lines += ["", style.bold("Words")] + table.lines(columns: width, style: style)
    }
    lines += ["", style.bold("Options")] + optionTable(style).lines(columns: width, style: style)
    for note in notes { lines += [""] + note.wrapped(to: width) }
    let text = lines.joined(separator: "\n")
    return String(text.map { $0 == Self.unbreakableSpace ? " " : $0 })
  }

  /// Keeps an option and its value on one line of the synopsis.
  private static let unbreakableSpace: Character = "\u{A0}"

  /// The command in one line, as the manual writes it.
  var synopsis: String {
    var words = ["course"]
    if !name.isEmpty { words.append(name) }
    if let positional { words.append(positional.synopsis) }
    for option in options where option.name != Usage.help.name {
      words.append(
        "[--\(option.name)\(option.valueName.map { "\(Self.unbreakableSpace)\($0)" } ?? "")]"
      )
    }
    return words.joined(separator: " ")
  }

  private func optionTable(_ style: TextStyle) -> TextTable {
    var table = TextTable([.text(), .sentence()], indent: 2)
    for option in options {
      let short = option.letter.map { "-\($0), " } ?? ""
      let value = option.valueName.map { " \($0)" } ?? ""
      table.add(style.cyan("\(short)--\(option.name)\(value)"), option.summary)
    }
    return table
  }
}
