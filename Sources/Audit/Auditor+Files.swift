import Curriculum
import Foundation
import Grader

extension Auditor {
  /// One name for the id, the files and the checks of an exercise.
  func fileFindings(_ exercise: Exercise) -> [Finding] {
    var findings: [Finding] = []
    let paths = [
      exercise.stubPath, exercise.solutionPath, exercise.checksPath, exercise.lessonPath,
    ]
    for path in paths where !FileManager.default.fileExists(atPath: folder.path(path)) {
      findings.append(Finding(path, "missing; \(exercise.id) needs it"))
    }
    let id = Self.id(of: exercise.name)
    if id != exercise.id {
      findings.append(
        Finding(
          exercise.stubPath,
          "the curriculum calls \(exercise.name) \(exercise.id), and by its name it is \(id)"))
    }
    do throws(KitFailure) {
      if try Stubs(folder: folder).isUnedited(exercise) { return findings }
      findings.append(
        Finding(
          exercise.stubPath,
          "is not the stub of \(Stubs.lock); if it is meant to be, course audit --lock"))
    } catch {
      findings.append(Finding(Stubs.lock, error.description))
    }
    return findings
  }

  /// Files in the exercises' folders that no exercise asks for.
  func strayFiles() -> [Finding] {
    let expected = Set(
      Course.exercises.flatMap { [$0.stubPath, $0.solutionPath, $0.checksPath] })
    let folders = Course.weeks.flatMap { week in
      ["Exercises/\(week.module)", "Solutions/\(week.module)", "Tests/\(week.module)Tests"]
    }
    let files = folders.flatMap { place in names(in: place).map { "\(place)/\($0)" } }
    let answers = Course.weeks.flatMap { week in
      names(in: "Tests/WrongAnswers/\(week.module)").map {
        "Tests/WrongAnswers/\(week.module)/\($0)"
      }
    }
    let expectedAnswers = Set(Course.exercises.map(\.wrongAnswersPath))
    return
      (files.filter { !expected.contains($0) } + answers.filter { !expectedAnswers.contains($0) })
      .map { Finding($0, "belongs to no exercise of the curriculum") }
  }

  /// The visible names in a folder, sorted; none where there is no folder.
  func names(in place: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path(place))) ?? []
    return names.filter { !$0.hasPrefix(".") }.sorted()
  }

  /// `FIFOAndMRU` as `fifo-and-mru`.
  static func id(of name: String) -> String {
    let letters = Array(name)
    var id = ""
    for (index, letter) in letters.enumerated() {
      let followsSmall = index > 0 && !letters[index - 1].isUppercase
      let leadsSmall = index + 1 < letters.count && letters[index + 1].isLowercase
      if index > 0, letter.isUppercase, followsSmall || leadsSmall { id += "-" }
      id += letter.lowercased()
    }
    return id
  }
}
