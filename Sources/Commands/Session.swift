import BuildKit
import Console
import Curriculum
import Foundation
import Grader

/// What a command works with: where it prints, and the clone of the course that it is run in.
public struct Session: Sendable {
  public let terminal: Terminal

  public init(terminal: Terminal) { self.terminal = terminal }

  /// The clone that the working directory lies in.
  public func folder() throws(KitFailure) -> CourseFolder {
    try .containing(FileManager.default.currentDirectoryPath)
  }

  /// Prints one line, or several, to standard output.
  public func print(_ text: String = "") { terminal.write(text + "\n") }

  /// The exercise called `id`, or a usage error that suggests the nearest.
  ///
  /// The name of its file will do as well, with or without the folder, since a shell completes it.
  public func exercise(_ id: String) throws(UsageError) -> Exercise {
    if let exercise = Course.exercise(id.lowercased()) { return exercise }
    let file = id.split(separator: "/").last ?? ""
    let name = file.hasSuffix(".swift") ? file.dropLast(6) : file
    if let exercise = Course.exercises.first(where: { $0.name == name }) { return exercise }
    throw UsageError(
      unknown: "exercise",
      id,
      among: Course.exercises.map(\.id),
      otherwise: "Type course list to see them all."
    )
  }

  /// The week called `number`, or a usage error that says which there are.
  public func week(_ number: Int) throws(UsageError) -> Week {
    if let week = Course.week(number) { return week }
    throw UsageError(
      "There is no week \(number)",
      fix: "The weeks are 1 to \(Course.weeks.count)."
    )
  }
}
