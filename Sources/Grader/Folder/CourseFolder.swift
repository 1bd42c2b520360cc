import BuildKit
import Curriculum
import Foundation

/// A clone of the course on this machine, and where in it everything lies.
public struct CourseFolder: Sendable {
  /// Absolute, without a closing slash.
  public let root: String

  /// Whatever the kit writes: progress, backups and compiled answers.
  ///
  /// Ignored by git.
  public let state: String

  /// - Parameter state: Where the kit writes, seen from the clone; by default `.course`, or what
  ///   `COURSE_STATE` says, for a clone that may only be read.
  public init(root: String, state: String? = nil) {
    self.root = root
    let asked = state ?? ProcessInfo.processInfo.environment["COURSE_STATE"] ?? ""
    let place = asked.isEmpty ? ".course" : asked
    self.state = place.hasPrefix("/") ? place : "\(root)/\(place)"
  }

  /// The folder that holds the course, from `start` upwards.
  public static func containing(_ start: String) throws(KitFailure) -> CourseFolder {
    var folder = URL(filePath: start).standardizedFileURL.path
    while true {
      if FileManager.default.fileExists(atPath: folder + "/Exercises/stubs.lock") {
        return CourseFolder(root: folder)
      }
      guard folder != "/", !folder.isEmpty else { break }
      folder = URL(filePath: folder).deletingLastPathComponent().path
      while folder.count > 1, folder.hasSuffix("/") { folder.removeLast() }
    }
    throw KitFailure(
      "No course in \(start) or above it",
      fix: "Go to the folder that you cloned, the one with Package.swift and Exercises in it."
    )
  }

  public func path(_ relative: String) -> String { root + "/" + relative }

  /// `path` as the learner would type it from the course's folder.
  public func relative(_ path: String) -> String {
    path.hasPrefix(root + "/") ? String(path.dropFirst(root.count + 1)) : path
  }
}

/// Where an exercise's files lie, relative to the course's folder.
extension Exercise {
  public var stubPath: String { "Exercises/Week\(week)/\(name).swift" }
  public var solutionPath: String { "Solutions/Week\(week)/\(name).swift" }
  public var checksPath: String { "Tests/Week\(week)Tests/\(checkClass).swift" }
  public var wrongAnswersPath: String { "Tests/WrongAnswers/Week\(week)/\(name)" }
  public var lessonPath: String { "Docs/CacheCourse.docc/Week\(week)/\(name).md" }
}

extension CourseFolder {
  /// A text with this machine's path to the course taken out.
  public func shortened(_ text: String) -> String {
    text.replacingOccurrences(of: root + "/", with: "")
  }
}

extension BuildCache {
  /// What is kept of answers to the course in this folder.
  public init(of folder: CourseFolder) { self.init(path: folder.state + "/cache") }
}
