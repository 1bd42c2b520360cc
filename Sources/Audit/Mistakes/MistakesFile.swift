/// What a `.mistakes` file says.
///
/// Plain text: a mistake begins with `== ` and its name; the check that catches it, a sentence and
/// its hunks follow.
///
///     == NullIsEmpty
///     caught by testNullIsNotAnEmptyString
///     A null bulk string was taken for an empty one.
///     @@
///          case -1:
///     -      return .null
///     +      return .bulk([])
///
/// A mistake that is not whole is not among `mistakes`, and `problems` says why.
public struct MistakesFile: Sendable {
  public let path: String
  public private(set) var mistakes: [Mistake] = []
  public private(set) var problems: [MistakeProblem] = []

  /// - Parameter path: Where the text was read from, relative to the course's folder.
  public init(_ text: String, path: String) {
    self.path = path
    let lines = NumberedLine.all(in: text)
    let starts = lines.indices.filter { lines[$0].text.hasPrefix(Self.opening) }
    for line in lines[..<(starts.first ?? lines.endIndex)] where !line.isBlank {
      report(.strayLine(line.text), nil, line)
    }
    for (index, start) in starts.enumerated() {
      let end = index + 1 < starts.count ? starts[index + 1] : lines.endIndex
      read(lines[start], lines[(start + 1)..<end])
    }
    if starts.isEmpty {
      problems.append(MistakeProblem(.emptyFile, of: nil, in: path, line: 1))
    }
  }

  static let opening = "== "
  static let promise = "caught by "
  static let hunkMark = "@@"

  private mutating func read(_ head: NumberedLine, _ rest: ArraySlice<NumberedLine>) {
    let name = head.text.dropFirst(Self.opening.count).trimmed
    let problemsBefore = problems.count
    if !Self.isName(name) { report(.badName(name), nil, head) }
    if let other = mistakes.first(where: { $0.name == name }) {
      report(.nameIsTaken(line: other.line), name, head)
    }
    let firstHunk = rest.firstIndex { $0.isHunkMark } ?? rest.endIndex
    var words = rest[..<firstHunk].filter { !$0.isBlank }
    let promise = words.first.flatMap { line in
      line.text.hasPrefix(Self.promise) ? line : nil
    }
    if promise != nil { words.removeFirst() }
    let check = promise.map { $0.text.dropFirst(Self.promise.count).trimmed } ?? ""
    if check.isEmpty { report(.noCheck, name, promise ?? head) }
    for line in words where " -+".contains(line.text.prefix(1)) {
      report(.strayLine(line.text), name, line)
    }
    if words.isEmpty { report(.noSentence, name, promise ?? head) }
    let hunks = hunks(of: name, in: rest[firstHunk...])
    if firstHunk == rest.endIndex { report(.noHunk, name, head) }
    guard problems.count == problemsBefore else { return }
    mistakes.append(
      Mistake(
        name: name,
        check: check,
        sentence: words.map(\.text.trimmed).joined(separator: " "),
        form: .hunks(hunks),
        file: path,
        line: head.number,
        checkLine: promise?.number ?? head.number
      )
    )
  }

  private mutating func hunks(
    of mistake: String,
    in lines: ArraySlice<NumberedLine>
  ) -> [Hunk] {
    let starts = lines.indices.filter { lines[$0].isHunkMark }
    return starts.enumerated().map { index, start in
      let end = index + 1 < starts.count ? starts[index + 1] : lines.endIndex
      let hunk = hunk(of: mistake, lines[start], lines[(start + 1)..<end])
      let hasChange = hunk.lines.contains { $0.kind != .context }
      if hunk.lines.isEmpty {
        report(.emptyHunk, mistake, lines[start])
      } else if hunk.old.allSatisfy(\.isBlank) {
        report(.onlyNewLines, mistake, lines[start])
      } else if !hasChange || hunk.old == hunk.new {
        report(.changesNothing, mistake, lines[start])
      }
      return hunk
    }
  }

  /// The empty lines at the end of a hunk set it apart from what follows; others are context.
  private mutating func hunk(
    of mistake: String,
    _ mark: NumberedLine,
    _ lines: ArraySlice<NumberedLine>
  ) -> Hunk {
    let end = lines.lastIndex { !$0.text.isEmpty }.map { $0 + 1 } ?? lines.startIndex
    let read = lines[..<end].compactMap { line -> Hunk.Line? in
      guard let first = line.text.first else {
        return Hunk.Line(kind: .context, text: "", number: line.number)
      }
      guard let kind = Hunk.Line.Kind(rawValue: first) else {
        report(.strayLine(line.text), mistake, line)
        return nil
      }
      let text = String(line.text.dropFirst())
      return Hunk.Line(kind: kind, text: text.isBlank ? "" : text, number: line.number)
    }
    return Hunk(number: mark.number, lines: read)
  }

  /// Whether it can be the name of a file and of a type.
  static func isName(_ name: String) -> Bool {
    name.wholeMatch(of: /[A-Z][A-Za-z0-9]*/) != nil
  }

  private mutating func report(
    _ reason: MistakeProblem.Reason,
    _ mistake: String?,
    _ line: NumberedLine
  ) {
    problems.append(MistakeProblem(reason, of: mistake, in: path, line: line.number))
  }
}

extension NumberedLine {
  fileprivate var isHunkMark: Bool { text.trimmed == MistakesFile.hunkMark }
}
