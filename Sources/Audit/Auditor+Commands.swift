import BuildKit
import Console
import Curriculum
import Foundation
import Grader
import Lessons

extension Auditor {
  /// The commands of the course that its pages show exist, with their options and words.
  func commandFindings(
    _ commands: [Usage]
  ) throws(KitFailure) -> (scope: String, findings: [Finding]) {
    let rules = CommandRules(usages: commands, words: try words(commands))
    let pages = try pages()
    var count = 0
    let findings = pages.flatMap { page -> [Finding] in
      let mentions = CommandMention.all(in: text(of: page) ?? "")
      count += mentions.count
      return mentions.compactMap { mention in
        rules.problem(with: mention).map { problem in
          let command = (["course"] + mention.words).joined(separator: " ")
          return Finding(page, line: mention.line, "\(command): \(problem)")
        }
      }
    }
    return ("those that \(pages.count) pages show: \(count)", findings)
  }

  private func pages() throws(KitFailure) -> [String] {
    let besides = names(in: "Exercises").filter { $0.hasSuffix(".md") }.map { "Exercises/\($0)" }
    return ["README.md"] + besides + (try Catalog(folder: folder).files.values.sorted())
  }

  private func words(_ commands: [Usage]) throws(KitFailure) -> [String: Set<String>] {
    let ids = Set(Course.exercises.map(\.id))
    var words = Dictionary(
      commands.filter { $0.positional?.name == "ID" }.map { ($0.name, ids) },
      uniquingKeysWith: { first, _ in first }
    )
    let weeks = Course.weeks.map { String($0.number) }
    words["demo"] = Set(Course.demos.map(\.id))
    words["help"] = Set(commands.map(\.name))
    words["lesson"] = ids.union(try Catalog(folder: folder).files.keys).union(weeks)
    words["quiz"] = Set(Course.weeks.filter { $0.quiz != nil }.map { String($0.number) })
    return words
  }
}
