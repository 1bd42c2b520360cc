import BuildKit
import Curriculum
import Foundation
import Grader
import Lab

/// Why an answer is not written down as a mistake.
public struct RecordingRefusal: Error, Sendable, CustomStringConvertible {
  /// What is wrong, in one sentence without the full stop.
  public let problem: String

  /// What to do about it.
  public let remedy: String

  public var description: String { "\(problem). \(remedy)" }
}

extension MistakeBank {
  /// A mistake to be written down, and the file as it will be with it.
  public struct Recording: Sendable {
    public let mistake: Mistake
    let path: String
    let text: String
  }

  /// Takes down how the answer in the learner's file differs from the solution.
  ///
  /// Nothing is written yet: first the check has to show that it catches the mistake.
  ///
  /// - Parameter checks: The checks of the exercise.
  public func recording(
    of exercise: Exercise,
    name: String,
    check: String,
    because sentence: String,
    checks: [String]
  ) throws(RecordingRefusal) -> Recording {
    try refuse(name, check, of: exercise, checks)
    let solution = solution(of: exercise)
    let hunks = HunkWriter(solution).hunks(to: text(of: exercise.stubPath) ?? "")
    guard !hunks.isEmpty else {
      throw RecordingRefusal(
        problem: "\(exercise.stubPath) is the solution, line for line",
        remedy: "Make the mistake there first."
      )
    }
    let words = sentence.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let lines =
      [MistakesFile.opening + name, MistakesFile.promise + check] + words.wrapped(to: 100) + hunks
    let before = text(of: exercise.mistakesPath).map { $0.trimmed + "\n\n" } ?? ""
    let whole = before + lines.joined(separator: "\n") + "\n"
    let file = MistakesFile(whole, path: exercise.mistakesPath)
    guard let mistake = file.mistakes.last, mistake.name == name else {
      let problems = file.problems.map(\.description).joined(separator: ", ")
      throw RecordingRefusal(
        problem: "It cannot be written down: \(problems)",
        remedy: "Write the hunks by hand."
      )
    }
    return Recording(mistake: mistake, path: exercise.mistakesPath, text: whole)
  }

  /// Writes a recording to the exercise's file of mistakes.
  public func write(_ recording: Recording) throws(KitFailure) {
    let path = folder.path(recording.path)
    try writing(to: recording.path) {
      try FileManager.default.createDirectory(
        at: URL(filePath: path).deletingLastPathComponent(),
        withIntermediateDirectories: true
      )
      try recording.text.write(toFile: path, atomically: true, encoding: .utf8)
    }
  }

  private func refuse(
    _ name: String,
    _ check: String,
    of exercise: Exercise,
    _ checks: [String]
  ) throws(RecordingRefusal) {
    guard MistakesFile.isName(name) else {
      throw RecordingRefusal(
        problem: "\"\(name)\" is no name for a mistake",
        remedy: "Write one word like ReadsDoNotRefresh."
      )
    }
    let (mistakes, problems) = read(exercise)
    if let other = mistakes.first(where: { $0.name == name }) {
      throw RecordingRefusal(
        problem: "\(exercise.id) has a mistake \(name), at \(other.file):\(other.line)",
        remedy: "Choose another name."
      )
    }
    if let problem = problems.first(where: { $0.file == exercise.mistakesPath }) {
      throw RecordingRefusal(
        problem: "\(problem.file):\(problem.line): \(problem.message)",
        remedy: "Fix that first."
      )
    }
    guard checks.contains(check) else {
      throw RecordingRefusal(
        problem: "\(check) is no check of \(exercise.checkClass)",
        remedy: "They are in \(exercise.checksPath)."
      )
    }
  }
}
