import BuildKit
import Commands
import Console
import Curriculum
import Grader
import Lessons

/// A lesson, or another page of the course's book, in the terminal.
enum LessonCommand: Command {
  private static let page = Positional(
    "ID",
    "an exercise, a week, or a page's name; without one, the next exercise",
    count: .upToOne
  )

  static let usage = Usage(
    "lesson",
    "show a lesson in the terminal",
    positional: page,
    notes: [
      "A week is 1 or week1. Other pages go by their names, HowToUse for one. On a terminal, a "
        + "long page goes through PAGER, or else less."
    ]
  )

  static func run(_ arguments: Arguments, in session: Session) async throws -> ExitCode {
    let folder = try session.folder()
    let catalog = try Catalog(folder: folder)
    let name: String
    if let word = arguments.word {
      name = try page(word, in: catalog)
    } else {
      name = try Standings(folder: folder).next?.name ?? Catalog.startPage
    }
    guard let text = catalog.text(of: name) else {
      throw KitFailure(
        "\(catalog.files[name] ?? "The page \(name)") cannot be read",
        fix: "Get it back from where you cloned the course."
      )
    }
    let columns = min(session.terminal.columns, 80)
    let lines = Markdown(text).lines(
      columns: columns,
      style: session.terminal.style,
      names: names(in: catalog)
    )
    Pager(terminal: session.terminal).show(lines)
    return .success
  }

  /// The name of the page that somebody means with `word`.
  static func page(_ word: String, in catalog: Catalog) throws(UsageError) -> String {
    if let exercise = Course.exercise(word.lowercased()) { return exercise.name }
    let name = Int(word).map { "Week\($0)" } ?? word
    if let page = catalog.files.keys.first(where: { $0.lowercased() == name.lowercased() }) {
      return page
    }
    if let week = Course.weeks.first(where: { $0.module.lowercased() == name.lowercased() }) {
      throw UsageError(
        "Week \(week.number), \(week.title), is not written yet",
        fix: "Type course list."
      )
    }
    throw UsageError(
      unknown: "lesson",
      word,
      among: Course.exercises.map(\.id) + catalog.files.keys.sorted(),
      otherwise: "Type course list to see the exercises; each has a lesson."
    )
  }

  private static func names(in catalog: Catalog) -> Markdown.Names {
    Markdown.Names(
      pageTitle: { catalog.text(of: $0).flatMap { Markdown($0).title } },
      pictureNote: pictureNote
    )
  }

  /// A picture is called after the demo that draws it: `eviction.svg`, `eviction-zipf.svg`.
  static func pictureNote(_ file: String) -> String {
    let stem = file.hasSuffix(".svg") ? String(file.dropLast(4)) : file
    let demo = Course.demos.map(\.id).first { stem == $0 || stem.hasPrefix($0 + "-") }
    return "course docs shows it" + (demo.map { ", course demo \($0) draws it" } ?? "")
  }
}
