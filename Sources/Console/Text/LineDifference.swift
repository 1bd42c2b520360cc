import Drawing

/// The difference between two texts, line by line, in the unified format.
///
///     LineDifference(from: yours, to: reference).unified("yours", "reference", style: style)
public struct LineDifference: Sendable {
  enum Line: Equatable {
    case same(String)
    case removed(String)
    case added(String)
  }

  let lines: [Line]

  public init(from old: String, to new: String) {
    let before = Self.split(old)
    let after = Self.split(new)
    let difference = after.difference(from: before)
    let removed = Self.offsets(difference.removals)
    let added = Self.offsets(difference.insertions)
    var lines: [Line] = []
    var index = 0
    for (position, line) in before.enumerated() {
      if removed.contains(position) {
        lines.append(.removed(line))
        continue
      }
      while added.contains(index) {
        lines.append(.added(after[index]))
        index += 1
      }
      lines.append(.same(line))
      index += 1
    }
    lines += after[index...].map(Line.added)
    self.lines = lines
  }

  public var isEmpty: Bool {
    lines.allSatisfy { if case .same = $0 { true } else { false } }
  }

  /// The changes with three lines around each, as `diff -u` writes them.
  public func unified(_ oldName: String, _ newName: String, style: TextStyle = .plain) -> String {
    guard !isEmpty else { return "" }
    var text = style.bold("--- \(oldName)") + "\n" + style.bold("+++ \(newName)") + "\n"
    for hunk in hunks(context: 3) { text += render(hunk, style) }
    return text
  }

  /// Runs of lines that hold the changes, those within `context` of one another together.
  private func hunks(context: Int) -> [Range<Int>] {
    var hunks: [Range<Int>] = []
    for (index, line) in lines.enumerated() {
      if case .same = line { continue }
      let around = max(0, index - context)..<min(lines.count, index + context + 1)
      if let last = hunks.last, last.upperBound >= around.lowerBound {
        hunks[hunks.count - 1] = last.lowerBound..<around.upperBound
      } else {
        hunks.append(around)
      }
    }
    return hunks
  }

  private func render(_ hunk: Range<Int>, _ style: TextStyle) -> String {
    let before = counts(lines[..<hunk.lowerBound])
    let inside = counts(lines[hunk])
    var text = style.cyan(
      "@@ -\(Self.span(before.old, inside.old)) +\(Self.span(before.new, inside.new)) @@"
    )
    for line in lines[hunk] {
      text += "\n"
      switch line {
      case .same(let line): text += " " + line
      case .removed(let line): text += style.red("-" + line)
      case .added(let line): text += style.green("+" + line)
      }
    }
    return text + "\n"
  }

  private func counts(_ lines: ArraySlice<Line>) -> (old: Int, new: Int) {
    lines.reduce(into: (0, 0)) { counts, line in
      switch line {
      case .same:
        counts.0 += 1
        counts.1 += 1
      case .removed: counts.0 += 1
      case .added: counts.1 += 1
      }
    }
  }

  /// An empty span is named by the line before it, as `diff` does.
  private static func span(_ before: Int, _ count: Int) -> String {
    let start = count == 0 ? before : before + 1
    return count == 1 ? "\(start)" : "\(start),\(count)"
  }

  private static func offsets(_ changes: [CollectionDifference<String>.Change]) -> Set<Int> {
    Set(
      changes.map { change in
        switch change {
        case .insert(let offset, _, _), .remove(let offset, _, _): offset
        }
      }
    )
  }

  private static func split(_ text: String) -> [String] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    return lines
  }
}
