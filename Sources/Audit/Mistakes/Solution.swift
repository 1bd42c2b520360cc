/// A solution as hunks are put to it.
public struct Solution: Sendable {
  /// Relative to the course's folder.
  public let path: String
  public let lines: [String]

  init(_ text: String, path: String) {
    self.path = path
    lines = NumberedLine.all(in: text).map(\.text)
  }

  /// The lines, counted from 0, at which `old` begins.
  func places(of old: [String]) -> [Int] {
    guard !old.isEmpty, old.count <= lines.count else { return [] }
    return (0...(lines.count - old.count)).filter { start in
      zip(old, lines[start...]).allSatisfy { $0 == $1 }
    }
  }

  /// The solution with a mistake's hunks in it, or what keeps them out.
  public func applying(
    _ hunks: [Hunk],
    of mistake: Mistake
  ) -> (answer: MistakenAnswer?, problems: [MistakeProblem]) {
    var problems: [MistakeProblem] = []
    var change = Change()
    for hunk in hunks {
      if let reason = change.add(hunk, to: self) {
        problems.append(
          MistakeProblem(reason, of: mistake.name, in: mistake.file, line: hunk.number)
        )
      }
    }
    guard problems.isEmpty else { return (nil, problems) }
    return (MistakenAnswer(change.lines(of: self, mistakes: mistake.file)), [])
  }

  /// A line of the solution, or of what takes its place.
  public struct PlacedLine: Sendable {
    public let kind: Hunk.Line.Kind
    public let text: String

    /// In the solution, counted from 1; nil for a new line.
    public let number: Int?
  }

  /// A hunk where it fits, with some more of the solution around it; empty where it does not.
  public func placed(_ hunk: Hunk, around count: Int) -> [PlacedLine] {
    guard let place = places(of: hunk.old).first else { return [] }
    let end = place + hunk.old.count
    func context(_ range: Range<Int>) -> [PlacedLine] {
      range.clamped(to: lines.indices).map {
        PlacedLine(kind: .context, text: lines[$0], number: $0 + 1)
      }
    }
    var number = place
    let inside = hunk.lines.map { line in
      if line.kind != .new { number += 1 }
      return PlacedLine(
        kind: line.kind,
        text: line.text,
        number: line.kind == .new ? nil : number
      )
    }
    return context(place - count..<place) + inside + context(end..<end + count)
  }

  /// Why no place of the solution fits: where the best of them stops to.
  private func drift(_ old: [String]) -> MistakeProblem.Reason {
    let fits = lines.indices.map { start in
      zip(old, lines[start...]).prefix { $0 == $1 }.count
    }
    guard let best = fits.max(), best > 0, best < old.count,
      let start = fits.firstIndex(of: best)
    else {
      let missing = old.first { !$0.isBlank && !lines.contains($0) } ?? old.first ?? ""
      return .doesNotFit(wanted: missing, after: nil, found: nil)
    }
    let next = start + best
    return .doesNotFit(
      wanted: old[best],
      after: next,
      found: lines.indices.contains(next) ? lines[next] : nil
    )
  }

  /// What several hunks do together.
  private struct Change {
    /// The old lines that go, by index, and the line of the hunk that says so.
    private var removed: [Int: Int] = [:]

    /// The new lines that come before the line with an index, with the line of their hunk.
    private var inserted: [Int: (hunk: Int, lines: [Hunk.Line])] = [:]

    /// What each hunk is about: the places between and around its old lines.
    private var spans: [(hunk: Int, span: Range<Int>)] = []

    mutating func add(_ hunk: Hunk, to solution: Solution) -> MistakeProblem.Reason? {
      let places = solution.places(of: hunk.old)
      guard let place = places.first else { return solution.drift(hunk.old) }
      guard places.count == 1 else {
        return .fitsSeveralTimes(lines: places.map { $0 + 1 })
      }
      let span = place..<(place + hunk.old.count)
      var mine = Change()
      mine.take(hunk, at: place)
      if let other = other(than: mine, span) { return .overlaps(hunk: other) }
      removed.merge(mine.removed) { $1 }
      inserted.merge(mine.inserted) { $1 }
      spans.append((hunk.number, span))
      return nil
    }

    private mutating func take(_ hunk: Hunk, at place: Int) {
      var index = place
      for line in hunk.lines {
        switch line.kind {
        case .context: index += 1
        case .old:
          removed[index] = hunk.number
          index += 1
        case .new: inserted[index, default: (hunk.number, [])].lines.append(line)
        }
      }
    }

    /// A hunk that changes what this one shows, or whose lines this one changes.
    private func other(than mine: Change, _ span: Range<Int>) -> Int? {
      if let index = removed.keys.first(where: span.contains) { return removed[index] }
      if let index = inserted.keys.first(where: {
        (span.lowerBound + 1..<span.upperBound).contains($0) || mine.inserted[$0] != nil
      }) {
        return inserted[index]?.hunk
      }
      return spans.first { other in
        mine.removed.keys.contains(where: other.span.contains)
          || mine.inserted.keys.contains {
            $0 > other.span.lowerBound && $0 < other.span.upperBound
          }
      }?.hunk
    }

    func lines(
      of solution: Solution,
      mistakes file: String
    ) -> [(text: String, origin: MistakenAnswer.Origin)] {
      (0...solution.lines.count).flatMap { index in
        let new = inserted[index]?.lines ?? []
        let fromMistake = new.map { line in
          (line.text, MistakenAnswer.Origin(file: file, line: line.number, indent: 1))
        }
        guard solution.lines.indices.contains(index), removed[index] == nil else {
          return fromMistake
        }
        let origin = MistakenAnswer.Origin(file: solution.path, line: index + 1, indent: 0)
        return fromMistake + [(solution.lines[index], origin)]
      }
    }
  }
}
