/// Writes down how an answer differs from a solution: hunks with as little context as lets each
/// fit the solution exactly once.
struct HunkWriter {
  private let solution: Solution

  init(_ solution: Solution) { self.solution = solution }

  /// The hunks as they stand in a file of mistakes, each with its `@@`; empty without a difference.
  func hunks(to answer: String) -> [String] {
    merged(edits(to: NumberedLine.all(in: answer).map(\.text)).map(window)).map(text)
  }

  /// A run of old lines that go, and the new lines that come in their place.
  private struct Edit {
    var old: Range<Int>
    var new: [String]
  }

  /// Edits, and the old lines that are shown for them.
  private struct Window {
    var span: Range<Int>
    var edits: [Edit]
  }

  private func edits(to answer: [String]) -> [Edit] {
    let difference = answer.difference(from: solution.lines)
    let removed = Set(difference.removals.map(\.offset))
    let inserted = Set(difference.insertions.map(\.offset))
    var edits: [Edit] = []
    var (old, new) = (0, 0)
    while old < solution.lines.count || new < answer.count {
      var edit = Edit(old: old..<old, new: [])
      while removed.contains(old) || inserted.contains(new) {
        if removed.contains(old) {
          old += 1
          edit.old = edit.old.lowerBound..<old
        } else {
          edit.new.append(answer[new])
          new += 1
        }
      }
      if !edit.old.isEmpty || !edit.new.isEmpty { edits.append(edit) }
      old += 1
      new += 1
    }
    return edits
  }

  /// The smallest part of the solution around an edit that occurs once; context before rather than
  /// after.
  private func window(_ edit: Edit) -> Window {
    let lines = solution.lines
    for context in 0...lines.count {
      for before in stride(from: context, through: 0, by: -1) {
        let start = edit.old.lowerBound - before
        let end = edit.old.upperBound + context - before
        guard start >= 0, end <= lines.count, start < end else { continue }
        let old = Array(lines[start..<end])
        // An empty line at the end of a hunk would be taken for the space after it.
        let endsEmpty = end > edit.old.upperBound && old.last?.isEmpty == true
        guard !endsEmpty, !old.allSatisfy(\.isBlank), solution.places(of: old).count == 1 else {
          continue
        }
        return Window(span: start..<end, edits: [edit])
      }
    }
    return Window(span: lines.indices, edits: [edit])
  }

  /// Windows that overlap are one hunk.
  private func merged(_ windows: [Window]) -> [Window] {
    windows.reduce(into: []) { merged, window in
      var whole = window
      while let last = merged.last, whole.span.lowerBound < last.span.upperBound {
        let end = max(last.span.upperBound, whole.span.upperBound)
        whole.span = min(last.span.lowerBound, whole.span.lowerBound)..<end
        whole.edits = last.edits + whole.edits
        merged.removeLast()
      }
      merged.append(whole)
    }
  }

  private func text(_ window: Window) -> String {
    var lines = [MistakesFile.hunkMark]
    var index = window.span.lowerBound
    for edit in window.edits {
      lines += context(index..<edit.old.lowerBound)
      lines += solution.lines[edit.old].map { "-\($0)" } + edit.new.map { "+\($0)" }
      index = edit.old.upperBound
    }
    lines += context(index..<window.span.upperBound)
    return lines.joined(separator: "\n")
  }

  /// Without a blank where the line is empty: editors remove blanks at the ends of lines.
  private func context(_ range: Range<Int>) -> [String] {
    solution.lines[range].map { $0.isEmpty ? "" : " \($0)" }
  }
}

extension CollectionDifference.Change {
  fileprivate var offset: Int {
    switch self {
    case .insert(let offset, _, _), .remove(let offset, _, _): offset
    }
  }
}
