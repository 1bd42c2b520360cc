/// A mistake that is another algorithm: a Swift file whose first lines say what it is.
///
///     // Caught by: testAReadRefreshesTheEntry
///     // The mistake: a read leaves the entry where it is in the list.
enum WholeFile {
  /// The mistake, or what the first lines lack.
  static func mistake(
    _ text: String,
    name: String,
    path: String
  ) -> (mistake: Mistake?, problems: [MistakeProblem]) {
    let lines = NumberedLine.all(in: text).map(\.text)
    let check = value(of: "// Caught by:", in: lines.first)
    let sentence = sentence(in: lines.dropFirst())
    var problems: [MistakeProblem] = []
    func report(_ reason: MistakeProblem.Reason, _ line: Int) {
      problems.append(MistakeProblem(reason, of: name, in: path, line: line))
    }
    if !MistakesFile.isName(name) { report(.badName(name), 1) }
    if check.isEmpty { report(.noCheck, 1) }
    if sentence.isEmpty { report(.noSentence, 2) }
    guard problems.isEmpty else { return (nil, problems) }
    let mistake = Mistake(
      name: name,
      check: check,
      sentence: sentence,
      form: .wholeFile(text),
      file: path,
      line: 1,
      checkLine: 1
    )
    return (mistake, [])
  }

  /// The sentence may go on in the comment lines below.
  private static func sentence(in lines: ArraySlice<String>) -> String {
    let start = value(of: "// The mistake:", in: lines.first)
    guard !start.isEmpty else { return "" }
    let rest = lines.dropFirst().prefix { $0.hasPrefix("//") && !$0.hasPrefix("///") }
    return ([start] + rest.map { $0.dropFirst(2).trimmed }).joined(separator: " ")
  }

  private static func value(of label: String, in line: String?) -> String {
    guard let line, line.hasPrefix(label) else { return "" }
    return line.dropFirst(label.count).trimmed
  }
}
