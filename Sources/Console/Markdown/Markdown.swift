import Drawing

/// A page of Markdown, parsed to be read in a terminal.
///
///     let page = Markdown("# Tea\n\nA `cup` a *day*.")
///     page.lines(columns: 80, style: terminal.style)
///
/// It covers what documentation pages use: headings, paragraphs, lists, code, quotes and DocC's
/// asides, tables, links, pictures and folded answers. DocC's layout directives are read
/// for their content. It is not a complete CommonMark parser, and never produces HTML.
public struct Markdown: Sendable {
  let blocks: [MarkdownBlock]

  public init(_ text: String) {
    let lines = text.replacing("\r\n", with: "\n").replacing("\t", with: "    ")
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    blocks = MarkdownParser(lines).blocks()
  }

  /// The text of the first heading.
  public var title: String? {
    for case .heading(_, let text) in blocks { return MarkdownInline.plain(text) }
    return nil
  }

  /// The page in lines of at most `columns`; only code and single long words may be longer.
  ///
  /// Folded answers stand at the end of the page, so that a question can be thought about first.
  public func lines(
    columns: Int,
    style: TextStyle = .plain,
    names: Names = Names()
  ) -> [String] {
    var writer = MarkdownWriter(style: style, names: names)
    var lines = writer.lines(of: blocks, columns: max(20, columns))
    lines += writer.collectedAnswers(columns: max(20, columns))
    return lines
  }

  /// What the caller knows about names in the pages.
  public struct Names: Sendable {
    /// The title of the page that `<doc:Name>` points to; nil shows the name itself.
    public let pageTitle: @Sendable (String) -> String?

    /// How to see the picture in the file, since the terminal does not show it.
    public let pictureNote: @Sendable (String) -> String?

    public init(
      pageTitle: @escaping @Sendable (String) -> String? = { _ in nil },
      pictureNote: @escaping @Sendable (String) -> String? = { _ in nil }
    ) {
      self.pageTitle = pageTitle
      self.pictureNote = pictureNote
    }
  }
}
