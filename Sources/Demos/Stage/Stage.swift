import Drawing
import Lab

/// The output of a demo: its paragraphs, tables and charts, one below the other.
///
///     stage.title("Least recently used")
///     stage.say("Four entries have room.")
///     try await stage.pause(.seconds(1))
///     stage.picture("lru", chart)
///
/// It knows the width and the style, so that a script need not.
public final class Stage {
  /// A chart that is also a file of the documentation.
  struct Picture {
    let name: String
    let chart: any Chart
  }

  private let options: DemoOptions
  private let liveScale: Double
  private let write: (String) -> Void
  private(set) var pictures: [Picture] = []
  private var isEmpty = true
  private var hasReader = true

  init(_ options: DemoOptions, liveScale: Double, write: @escaping (String) -> Void) {
    self.options = options
    self.liveScale = liveScale
    self.write = write
  }

  /// The title of the demo, once, at its beginning.
  public func title(_ text: String) {
    block(text.wrapped(to: options.columns).map { options.style.bold($0) })
  }

  /// The heading of a part.
  public func heading(_ text: String) {
    let lines = text.wrapped(to: options.columns)
    let rule = String(repeating: "─", count: lines.map(\.displayWidth).max() ?? 0)
    block(
      lines.map { options.style.bold($0) } + [options.style.dim(rule)]
    )
  }

  /// A paragraph.
  public func say(_ text: String) {
    block(text.wrapped(to: min(options.columns, 80)))
  }

  /// A whole table at once.
  public func show(_ table: TextTable) {
    block(table.lines(columns: options.columns, style: options.style))
  }

  /// A table that appears row by row, with a pause before each row but the first.
  public func show(_ table: TextTable, pauses: [Duration]) async throws {
    guard let parts = table.parts(columns: options.columns, style: options.style) else {
      return show(table)
    }
    block(parts.head)
    for (number, lines) in parts.rows.enumerated() {
      if number > 0, pauses.indices.contains(number) { try await pause(pauses[number]) }
      put(lines)
    }
  }

  /// A chart that is not kept as a picture.
  public func show(_ chart: any Chart) {
    block(lines(of: chart))
  }

  /// A chart that is also the picture `name` in the documentation.
  public func picture(_ name: String, _ chart: any Chart) {
    pictures.append(Picture(name: name, chart: chart))
    show(chart)
  }

  /// A list that appears row by row, with a pause before each row but the first.
  public func picture(
    _ name: String,
    rowByRow chart: ChainChart,
    pausing time: Duration
  ) async throws {
    pictures.append(Picture(name: name, chart: chart))
    var captions = chart.rows.map(\.caption)[...]
    var isFirst = true
    separate()
    for line in lines(of: chart) {
      if let caption = captions.first, line.hasPrefix(caption) {
        captions.removeFirst()
        if !isFirst { try await pause(time) }
        isFirst = false
      }
      put([line])
    }
  }

  /// Pauses between two steps, after `passed` on the demo's clock.
  ///
  /// It takes no time without `--live` or `--step`.
  public func pause(_ passed: Duration) async throws {
    switch options.pace {
    case .none: return
    case .live: try await Task.sleep(for: .seconds(min(passed.seconds * liveScale, 3)))
    case .step: waitForReader()
    }
  }
}

extension Stage {
  private func lines(of chart: any Chart) -> [String] {
    chart.text(columns: options.columns, style: options.style)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  private func block(_ lines: [String]) {
    separate()
    put(lines)
  }

  /// Leaves a blank line after the block before.
  private func separate() {
    if !isEmpty { write("\n") }
    isEmpty = false
  }

  private func put(_ lines: [String]) {
    for line in lines { write(line + "\n") }
  }

  /// Waits for the return key.
  ///
  /// After the end of the input, the rest follows at once.
  private func waitForReader() {
    guard hasReader else { return }
    let prompt = "return …"
    if options.style.isColoured { write(options.style.dim(prompt)) }
    hasReader = readLine() != nil
    // The echoed return has moved the cursor down; go back up and over the prompt.
    if options.style.isColoured { write((hasReader ? "\u{1B}[1A" : "") + "\r\u{1B}[2K") }
  }
}
