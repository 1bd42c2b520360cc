import Drawing
import Lab

/// Where a demo speaks: its sentences, tables and charts, one below the other.
///
///     stage.title("Least recently used")
///     stage.say("Four entries have room.")
///     await stage.beat(.seconds(1))
///     stage.picture("lru", chart)
///
/// It knows the width and the style, so that a script need not.
public final class Stage {
  /// A chart that is also a file of the documentation.
  struct Picture {
    let name: String
    let chart: any Chart
  }

  private let showing: Showing
  private let liveScale: Double
  private let write: (String) -> Void
  private(set) var pictures: [Picture] = []
  private var isEmpty = true
  private var hasReader = true

  init(_ showing: Showing, liveScale: Double, write: @escaping (String) -> Void) {
    self.showing = showing
    self.liveScale = liveScale
    self.write = write
  }

  /// What the demo is about, once, at its beginning.
  public func title(_ text: String) {
    block(text.wrapped(to: showing.columns).map { showing.style.bold($0) })
  }

  /// The name of a part.
  public func heading(_ text: String) {
    let lines = text.wrapped(to: showing.columns)
    let rule = String(repeating: "─", count: lines.map(\.displayWidth).max() ?? 0)
    block(
      lines.map { showing.style.bold($0) } + [showing.style.dim(rule)]
    )
  }

  /// A paragraph.
  public func say(_ text: String) {
    block(text.wrapped(to: min(showing.columns, 80)))
  }

  /// A table, at once.
  public func show(_ table: TextTable) {
    block(table.lines(columns: showing.columns, style: showing.style))
  }

  /// A table that comes row by row, with a beat before each but the first.
  public func tell(_ table: TextTable, pauses: [Duration]) async throws {
    guard let parts = table.parts(columns: showing.columns, style: showing.style) else {
      return show(table)
    }
    block(parts.head)
    for (number, lines) in parts.rows.enumerated() {
      if number > 0, pauses.indices.contains(number) { try await beat(pauses[number]) }
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

  /// A list whose rows come one after the other, with a beat before each but the first.
  public func picture(_ name: String, unfolding chart: ChainChart, pause: Duration) async throws {
    pictures.append(Picture(name: name, chart: chart))
    var captions = chart.rows.map(\.caption)[...]
    var isFirst = true
    separate()
    for line in lines(of: chart) {
      if let caption = captions.first, line.hasPrefix(caption) {
        captions.removeFirst()
        if !isFirst { try await beat(pause) }
        isFirst = false
      }
      put([line])
    }
  }

  /// The moment between two steps: `passed` went by on the demo's clock.
  ///
  /// Takes no time unless somebody asked for `--live` or `--step`.
  public func beat(_ passed: Duration) async throws {
    switch showing.pace {
    case .none: return
    case .live: try await Task.sleep(for: .seconds(min(passed.seconds * liveScale, 3)))
    case .step: waitForReader()
    }
  }
}

extension Stage {
  private func lines(of chart: any Chart) -> [String] {
    chart.text(columns: showing.columns, style: showing.style)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  private func block(_ lines: [String]) {
    separate()
    put(lines)
  }

  /// Leaves a line blank between this block and the one before.
  private func separate() {
    if !isEmpty { write("\n") }
    isEmpty = false
  }

  private func put(_ lines: [String]) {
    for line in lines { write(line + "\n") }
  }

  /// Waits for the return key; whoever closes the input gets the rest at once.
  private func waitForReader() {
    guard hasReader else { return }
    let prompt = "return …"
    if showing.style.isColoured { write(showing.style.dim(prompt)) }
    hasReader = readLine() != nil
    // The echoed return has moved the cursor down; go back up and over the prompt.
    if showing.style.isColoured { write((hasReader ? "\u{1B}[1A" : "") + "\r\u{1B}[2K") }
  }
}
