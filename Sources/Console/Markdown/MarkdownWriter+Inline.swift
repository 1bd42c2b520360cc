import Drawing

extension MarkdownWriter {
  /// The text of a block with its emphasis, ready to be wrapped.
  func styled(_ text: String) -> String {
    MarkdownInline.parse(text).map { styled($0) { $0 } }.joined()
  }

  /// Each word is coloured by itself, so that a line may end after any of them.
  private func styled(
    _ piece: MarkdownInline,
    _ outer: @escaping (String) -> String
  ) -> String {
    switch piece {
    case .text(let text):
      return words(of: text, outer)
    case .code(let code):
      return style.isColoured
        ? words(of: code) { outer(style.cyan($0)) } : outer("`" + code + "`")
    case .strong(let inner):
      return inner.map { styled($0) { outer(style.bold($0)) } }.joined()
    case .emphasis(let inner):
      let text = inner.map { styled($0) { outer(style.italic($0)) } }.joined()
      return style.isColoured ? text : "*" + text + "*"
    case .struck(let inner):
      return "~~" + inner.map { styled($0, outer) }.joined() + "~~"
    case .link(let inner, let target):
      return link(inner, target, outer)
    case .picture(let alt, let file):
      return words(of: picture(alt, file)) { outer(style.dim($0)) }
    }
  }

  private func words(of text: String, _ mark: (String) -> String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.split(separator: " ", omittingEmptySubsequences: false)
        .map { $0.isEmpty ? "" : mark(String($0)) }.joined(separator: " ")
    }.joined(separator: "\n")
  }

  /// A target that can be opened from a terminal is shown; a page of the same book by its title.
  private func link(
    _ inner: [MarkdownInline],
    _ target: String,
    _ outer: @escaping (String) -> String
  ) -> String {
    let isAddress = target.contains("://") || target.hasPrefix("mailto:")
    var inner = inner
    if inner.isEmpty { inner = [.text(isAddress ? target : title(of: target))] }
    let text = inner.map { styled($0) { outer(style.underlined($0)) } }.joined()
    guard isAddress, inner.map(\.words).joined() != target else { return text }
    return text + " " + style.dim("(" + target + ")")
  }

  private func title(of target: String) -> String {
    let path = target.hasPrefix("doc:") ? target.dropFirst(4) : target[...]
    let page = path.prefix { $0 != "#" }.split(separator: "/").last.map(String.init) ?? ""
    return names.pageTitle(page) ?? page
  }

  func picture(_ alt: String, _ file: String) -> String {
    let note = names.pictureNote(file).map { " — \($0)" } ?? ""
    return "[picture: \(alt.isEmpty ? file : alt)\(note)]"
  }
}
