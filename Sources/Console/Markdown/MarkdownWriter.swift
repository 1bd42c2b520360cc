import Drawing

/// Lays blocks out in lines of a terminal.
struct MarkdownWriter {
  let style: TextStyle
  let names: Markdown.Names
  private var answers: [[MarkdownBlock]] = []

  /// Whether the answers at the end are being written, in which a folded one is shown at once.
  private var isCollecting = false

  init(style: TextStyle, names: Markdown.Names) {
    self.style = style
    self.names = names
  }

  /// The blocks with an empty line between each two.
  mutating func lines(of blocks: [MarkdownBlock], columns: Int) -> [String] {
    var lines: [String] = []
    for block in blocks {
      if !lines.isEmpty { lines.append("") }
      if case .heading(let level, _) = block, level <= 2, !lines.isEmpty { lines.append("") }
      lines += self.lines(of: block, columns: columns)
    }
    return lines
  }

  private mutating func lines(of block: MarkdownBlock, columns: Int) -> [String] {
    switch block {
    case .heading(let level, let text): heading(level, text, columns)
    case .paragraph(let text): styled(text).wrapped(to: columns)
    case .code(let language, let lines): lines.map { "    " + code($0, language) }
    case .list(let start, let items, let isLoose):
      list(start: start, items, isLoose: isLoose, columns: columns)
    case .quote(let label, let blocks): quote(label, blocks, columns)
    case .table(let table): self.lines(of: table, columns: columns)
    case .answer(let summary, let blocks): answer(summary, blocks, columns)
    case .picture(let alt, let file): style.dim(picture(alt, file), to: columns)
    case .rule: [style.dim(String(repeating: "─", count: columns))]
    }
  }

  private func heading(_ level: Int, _ text: String, _ columns: Int) -> [String] {
    let plain = MarkdownInline.plain(text).wrapped(to: columns)
    if style.isColoured {
      return plain.map { level == 1 ? style.bold(style.underlined($0)) : style.bold($0) }
    }
    guard level <= 2 else {
      return (String(repeating: "#", count: level) + " " + MarkdownInline.plain(text))
        .wrapped(to: columns)
    }
    let width = min(columns, plain.map(\.displayWidth).max() ?? 0)
    return plain + [String(repeating: level == 1 ? "=" : "-", count: width)]
  }

  private mutating func quote(
    _ label: String?,
    _ blocks: [MarkdownBlock],
    _ columns: Int
  ) -> [String] {
    var inner = lines(of: blocks, columns: columns - 2)
    if let label {
      // The label stands in the first paragraph's first line, as in the source.
      if case .paragraph(let text)? = blocks.first {
        var rest = lines(of: Array(blocks.dropFirst()), columns: columns - 2)
        if !rest.isEmpty { rest.insert("", at: 0) }
        let words = style.bold(style.cyan(label + ":")) + " " + styled(text)
        inner = words.wrapped(to: columns - 2) + rest
      } else {
        inner.insert(style.bold(style.cyan(label + ":")), at: 0)
      }
    }
    return inner.map { (style.dim("│") + " " + $0).trimmingEnd() }
  }

  private mutating func list(
    start: Int?,
    _ items: [MarkdownBlock.Item],
    isLoose: Bool,
    columns: Int
  ) -> [String] {
    let last = (start ?? 0) + items.count - 1
    let width = start == nil ? 1 : "\(last).".count
    var lines: [String] = []
    for (index, item) in items.enumerated() {
      var sign = start.map { "\($0 + index).".leftPadded(to: width) } ?? "•"
      if let isDone = item.isDone { sign += isDone ? " [x]" : " [ ]" }
      let margin = String(repeating: " ", count: sign.displayWidth + 1)
      let inner = itemLines(item, isLoose: isLoose, columns: columns - margin.count)
      if isLoose, index > 0 { lines.append("") }
      lines.append((style.dim(sign) + " " + (inner.first ?? "")).trimmingEnd())
      lines += inner.dropFirst().map { ($0.isEmpty ? "" : margin + $0) }
    }
    return lines
  }

  /// In a tight list, what belongs to an item follows it without an empty line.
  private mutating func itemLines(
    _ item: MarkdownBlock.Item,
    isLoose: Bool,
    columns: Int
  ) -> [String] {
    guard !isLoose else { return lines(of: item.blocks, columns: columns) }
    var lines: [String] = []
    for block in item.blocks {
      if case .list = block {} else if !lines.isEmpty { lines.append("") }
      lines += self.lines(of: block, columns: columns)
    }
    return lines
  }
}

extension MarkdownWriter {
  private mutating func answer(
    _ summary: String,
    _ blocks: [MarkdownBlock],
    _ columns: Int
  ) -> [String] {
    guard !isCollecting else { return lines(of: blocks, columns: columns) }
    answers.append(blocks)
    let place = "at the end of the page, number \(answers.count)"
    return style.dim("→ \(MarkdownInline.plain(summary)): \(place)", to: columns)
  }

  /// The folded answers in the order of the page, under a heading of their own.
  mutating func collectedAnswers(columns: Int) -> [String] {
    guard !answers.isEmpty else { return [] }
    isCollecting = true
    let items = answers.map { MarkdownBlock.Item(blocks: $0) }
    let list = MarkdownBlock.list(start: 1, items: items, isLoose: true)
    return ["", ""] + lines(of: [.heading(level: 2, text: "Answers"), list], columns: columns)
  }
}

extension TextStyle {
  /// Wraps first and colours each line, since a pager forgets colours at the end of a line.
  func dim(_ text: String, to columns: Int) -> [String] {
    text.wrapped(to: columns).map(dim)
  }
}
