import BuildKit
import Grader

/// The sections of a check file: `// MARK: - Title` inside its class, a step of the exercise each.
struct CheckSections: Sendable {
  static let count = 2...5

  private static let mostWords = 4

  private struct Section {
    let title: String
    let line: Int
    var checks = 0
  }

  private var sections: [Section] = []
  private var loose: [(name: String, line: Int)] = []

  /// - Parameters:
  ///   - checkClass: The class whose sections they are; its extensions count as parts of it.
  ///   - checks: The names of the checks that the file holds.
  init(_ source: String, checkClass: String, checks: [String]) {
    let tokens = SwiftTokens(source).tokens
    let bodies = Self.bodies(of: checkClass, in: tokens)
    let methods = zip(tokens, tokens.dropFirst()).compactMap { word, name -> Entry? in
      guard word.text == "func", word.depth == 1, checks.contains(String(name.text)) else {
        return nil
      }
      return Entry(line: name.line, name: String(name.text), isSection: false)
    }
    let marks = NumberedLine.all(in: source).compactMap { line -> Entry? in
      guard let title = Self.title(line.text), bodies.contains(where: { $0.contains(line.number) })
      else { return nil }
      return Entry(line: line.number, name: title, isSection: true)
    }
    for entry in (methods + marks).sorted(by: { $0.line < $1.line }) {
      if entry.isSection {
        sections.append(Section(title: entry.name, line: entry.line))
      } else if sections.isEmpty {
        loose.append((entry.name, entry.line))
      } else {
        sections[sections.count - 1].checks += 1
      }
    }
  }

  /// A check or a section's title.
  private struct Entry {
    let line: Int
    let name: String
    let isSection: Bool
  }

  /// The lines between the braces of the class and of its extensions.
  private static func bodies(
    of checkClass: String,
    in tokens: [SwiftTokens.Token]
  ) -> [ClosedRange<Int>] {
    tokens.indices.dropLast().compactMap { index in
      let token = tokens[index]
      guard token.depth == 0, token.text == "class" || token.text == "extension",
        tokens[index + 1].text == checkClass,
        let end = tokens[index...].first(where: { $0.depth == 0 && $0.text == "}" })
      else { return nil }
      return token.line...end.line
    }
  }

  private static let mark = "// MARK: - "

  private static func title(_ line: String) -> String? {
    let text = line.trimmed
    return text.hasPrefix(mark) ? text.dropFirst(mark.count).trimmed : nil
  }

  func findings(in file: String) -> [Finding] {
    guard !sections.isEmpty else {
      return [
        Finding(
          file,
          "has no sections: write \(Self.count.lowerBound) to \(Self.count.upperBound) lines like "
            + "\"// MARK: - Reading\" between its checks, a step each"
        )
      ]
    }
    var findings = loose.map {
      Finding(file, line: $0.line, "\($0.name) stands before the first section")
    }
    if !Self.count.contains(sections.count) {
      findings.append(
        Finding(
          file,
          line: sections[0].line,
          "has \(sections.count) \(sections.count == 1 ? "section" : "sections"); "
            + "there should be \(Self.count.lowerBound) to \(Self.count.upperBound)"
        )
      )
    }
    var titles: Set<String> = []
    for section in sections {
      let isNew = titles.insert(section.title).inserted
      let words = section.title.split(separator: " ").count
      let problem: String? =
        if !(1...Self.mostWords).contains(words) {
          "the section \"\(section.title)\" should have a title of 1 to \(Self.mostWords) words"
        } else if !isNew {
          "another section is called \"\(section.title)\", too"
        } else if section.checks == 0 {
          "the section \"\(section.title)\" holds no check"
        } else {
          nil
        }
      if let problem { findings.append(Finding(file, line: section.line, problem)) }
    }
    return findings
  }
}
