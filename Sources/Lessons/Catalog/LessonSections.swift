import Curriculum
import Foundation
import Grader

/// The sections that every lesson has, and whether a lesson has them.
public enum LessonSections {
  /// The second-level headings, in their order.
  public static let required = [
    "What you will be able to do", "Run this first", "The idea", "Invariants",
    "Predict before you code", "The task", "Checkpoint", "Questions", "Go further",
  ]

  /// What is missing, empty, out of order or unknown in the lesson of an exercise.
  public static func problems(of exercise: Exercise, in folder: CourseFolder) -> [PageProblem] {
    guard let data = FileManager.default.contents(atPath: folder.path(exercise.lessonPath)) else {
      return [PageProblem(file: exercise.lessonPath, message: "There is no lesson.")]
    }
    return problems(in: String(decoding: data, as: UTF8.self), file: exercise.lessonPath)
  }

  static func problems(in text: String, file: String) -> [PageProblem] {
    let sections = Section.all(in: text)
    var problems: [PageProblem] = []
    var expected = required[...]
    for section in sections {
      func report(_ message: String) {
        problems.append(PageProblem(file: file, line: section.line, message: message))
      }
      guard let index = expected.firstIndex(of: section.title) else {
        report(
          required.contains(section.title)
            ? "The section \"\(section.title)\" comes twice or too late."
            : "\"\(section.title)\" is not a section of a lesson."
        )
        continue
      }
      for title in expected[..<index] where !sections.contains(where: { $0.title == title }) {
        report("The section \"\(title)\" is missing before this line.")
      }
      if section.isEmpty { report("The section \"\(section.title)\" is empty.") }
      expected = expected[(index + 1)...]
    }
    let end = text.split(separator: "\n", omittingEmptySubsequences: false).count
    for title in expected where !sections.contains(where: { $0.title == title }) {
      problems.append(
        PageProblem(file: file, line: end, message: "The section \"\(title)\" is missing.")
      )
    }
    return problems
  }

  /// A second-level heading, and whether anything stands below it.
  struct Section: Equatable {
    let title: String
    let line: Int
    var isEmpty = true

    /// What looks like a heading inside of a block of code is code.
    static func all(in text: String) -> [Section] {
      var sections: [Section] = []
      var fence: Substring?
      for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        .enumerated()
      {
        let content = line.drop { $0 == " " }
        let signs = content.prefix { $0 == content.first }
        if let open = fence {
          if signs.hasPrefix(open), content.allSatisfy({ $0 == open.first || $0 == " " }) {
            fence = nil
          }
        } else if signs.hasPrefix("```") || signs.hasPrefix("~~~") {
          fence = signs
        } else if line.hasPrefix("## ") {
          let title = line.dropFirst(3).trimmingPrefix { $0 == " " }
          let end = title.lastIndex { $0 != " " }.map(title.index(after:)) ?? title.startIndex
          sections.append(Section(title: String(title[..<end]), line: index + 1))
          continue
        }
        if !content.isEmpty, !sections.isEmpty { sections[sections.count - 1].isEmpty = false }
      }
      return sections
    }
  }
}
