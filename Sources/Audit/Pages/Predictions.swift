/// The questions that a lesson asks before the reader codes, and the answers folded below them.
enum Predictions {
  static let section = "Predict before you code"

  private static let remedy =
    "put it below in <details>, so that a prediction can be compared on the spot"

  /// Questions whose answer does not follow, and answers that are not whole.
  static func findings(in page: String, file: String) -> [Finding] {
    let lines = MarkdownLine.all(in: page).filter { !$0.isCode }
    guard let start = lines.firstIndex(where: { $0.text.trimmed == "## \(section)" }) else {
      return []
    }
    let body = lines[(start + 1)...].prefix { !$0.text.hasPrefix("## ") }
    var open: [MarkdownLine] = []
    var findings: [Finding] = []
    var fold: (start: MarkdownLine, hasAnswer: Bool)?
    var hasFold = false
    for line in body {
      let text = line.text.trimmed
      if let inside = fold {
        if text == "</details>" {
          if !inside.hasAnswer {
            findings.append(
              Finding(file, line: inside.start.number, "the fold holds no \"> Answer: …\"")
            )
          }
          fold = nil
          open = []
        } else if text.hasPrefix("> Answer:") {
          fold?.hasAnswer = true
        }
      } else if text == "<details>" {
        fold = (line, false)
        hasFold = true
      } else if text.prefixMatch(of: #/\d+\. /#) != nil {
        open.append(line)
      }
    }
    if let fold {
      findings.append(Finding(file, line: fold.start.number, "the fold is not closed"))
    } else if !hasFold {
      findings.append(
        Finding(file, line: lines[start].number, "the predictions have no answer: \(remedy)")
      )
    } else if let question = open.first {
      findings.append(
        Finding(file, line: question.number, "this prediction has no answer after it: \(remedy)")
      )
    }
    return findings
  }
}
