import BuildKit
import Curriculum
import Foundation
import Grader

/// The pages of the course as they are written, and whether they are those that it needs.
public struct Catalog: Sendable {
  public static let path = "Docs/CacheCourse.docc"

  /// The page that the documentation opens with.
  public static let startPage = "CacheCourse"

  /// The pages that are about the course as a whole.
  public static let framePages = [startPage, "HowToUse", "Instructors", "Contributing"]

  /// The pages about what exercises, demos and checks are built from.
  public static let laboratoryPages = [
    "Redis", "Memcached", "Simulate", "MissRatioCurves", "Bench", "MeasuringACache",
  ]

  public let folder: CourseFolder

  /// Each page's name with its file, relative to the course's folder.
  public let files: [String: String]

  private let repeated: [PageProblem]

  public init(folder: CourseFolder) throws(KitFailure) {
    self.folder = folder
    guard let found = FileManager.default.subpaths(atPath: folder.path(Self.path)) else {
      throw KitFailure(
        "\(Self.path) cannot be read",
        fix: "Get it back from where you cloned the course."
      )
    }
    var files: [String: String] = [:]
    var repeated: [PageProblem] = []
    for path in found.sorted() where path.hasSuffix(".md") {
      let file = "\(Self.path)/\(path)"
      let name = String(path.split(separator: "/").last?.dropLast(3) ?? "")
      if let other = files[name] {
        repeated.append(PageProblem(file: file, message: "\(other) has the same name."))
      } else {
        files[name] = file
      }
    }
    self.files = files
    self.repeated = repeated
  }

  /// The pages that the curriculum asks for, each with its file, in the order of the course.
  public static let expected: [(name: String, file: String)] =
    framePages.map { ($0, "\(path)/\($0).md") }
    + laboratoryPages.map { ($0, "\(path)/Laboratory/\($0).md") }
    + Course.weeks.filter { !$0.exercises.isEmpty }.flatMap { week in
      [(week.module, "\(path)/\(week.module)/\(week.module).md")]
        + week.exercises.map { ($0.name, $0.lessonPath) }
        + (week.design.map { [($0.page, "\(path)/\(week.module)/\($0.page).md")] } ?? [])
    }

  /// Pages that are missing, misplaced or not in the curriculum, and weeks that forget their quiz.
  public func problems() -> [PageProblem] {
    var problems = repeated
    for (name, file) in Self.expected where files[name] != file {
      problems.append(
        PageProblem(
          file: file,
          message: files[name].map { "The page is at \($0) instead." } ?? "There is no such page."
        )
      )
    }
    let names = Set(Self.expected.map(\.name))
    for (name, file) in files.sorted(by: { $0.key < $1.key }) where !names.contains(name) {
      problems.append(PageProblem(file: file, message: "The curriculum knows no such page."))
    }
    for week in Course.weeks {
      guard week.quiz != nil, let file = files[week.module], let text = text(of: week.module),
        !text.contains("course quiz \(week.number)")
      else { continue }
      problems.append(
        PageProblem(file: file, message: "The page does not mention course quiz \(week.number).")
      )
    }
    return problems
  }

  /// The Markdown of a page.
  public func text(of page: String) -> String? {
    files[page].flatMap { FileManager.default.contents(atPath: folder.path($0)) }
      .map { String(decoding: $0, as: UTF8.self) }
  }
}
