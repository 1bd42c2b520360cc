import Curriculum
import Foundation
import Grader

extension Auditor {
  /// One name for the id, the files and the checks of an exercise, and a stub that is locked.
  func fileFindings(_ exercise: Exercise) -> [Finding] {
    var findings = missingFiles(of: exercise)
    let id = Self.id(of: exercise.name)
    if id != exercise.id {
      findings.append(
        Finding(
          exercise.curriculumPath,
          line: line(of: "\"\(exercise.id)\"", in: exercise.curriculumPath),
          "the id is \(exercise.id); of the name \(exercise.name) it would be \(id)"
        )
      )
    }
    if exists(exercise.stubPath), !stubs.isUnedited(exercise) {
      findings.append(
        Finding(
          exercise.stubPath,
          "is not the stub that \(Stubs.lock) knows: put it back with course reset "
            + "\(exercise.id), or declare it with course audit --lock"
        )
      )
    }
    return findings
      + names(in: exercise.wrongAnswersPath).filter { !$0.hasSuffix(".swift") }
      .map {
        Finding("\(exercise.wrongAnswersPath)/\($0)", "is no Swift file, so it is no mistake")
      }
  }

  /// What an exercise cannot be judged without.
  func missingFiles(of exercise: Exercise) -> [Finding] {
    [
      (exercise.curriculumPath, "title and hints"), (exercise.stubPath, "stub"),
      (exercise.solutionPath, "solution"), (exercise.checksPath, "checks"),
      (exercise.lessonPath, "lesson"),
    ]
    .filter { path, _ in !exists(path) }
    .map { path, role in Finding(path, "is missing: \(exercise.id) needs its \(role) here") }
  }

  /// Files in the exercises' folders that no exercise asks for, and lines like that in the lock.
  func strayFiles() -> [Finding] {
    let written = Course.weeks.filter { !$0.exercises.isEmpty }
    let modules = written.map(\.module)
    let places =
      [
        ("Exercises", ["AGENTS.md", "README.md", "stubs.lock"] + modules),
        ("Solutions", modules), ("Tests/WrongAnswers", modules),
      ]
      + written.flatMap { week in
        let answers = week.exercises.map { "\($0.name).swift" }
        return [
          ("Exercises/\(week.module)", answers), ("Solutions/\(week.module)", answers),
          ("Tests/\(week.module)Tests", week.exercises.map { "\($0.checkClass).swift" }),
          ("Tests/WrongAnswers/\(week.module)", week.exercises.flatMap(mistakePlaces)),
        ]
      }
    return places.flatMap { place, expected in
      names(in: place).filter { !expected.contains($0) }
        .map { Finding("\(place)/\($0)", "belongs to no exercise of the curriculum") }
    } + strayLocks()
  }

  /// The file of an exercise's mistakes, and the folder of those that are whole files.
  private func mistakePlaces(_ exercise: Exercise) -> [String] {
    ["\(exercise.name).mistakes", exercise.name]
  }

  private func strayLocks() -> [Finding] {
    let stubs = Set(Course.exercises.map(\.stubPath))
    let lines = text(of: Stubs.lock)?.split(separator: "\n", omittingEmptySubsequences: false) ?? []
    return lines.enumerated().compactMap { index, line in
      guard let path = line.split(separator: " ").last, !stubs.contains(String(path)) else {
        return nil
      }
      return Finding(
        Stubs.lock,
        line: index + 1,
        "\(path) is no stub of the curriculum: course audit --lock writes the file anew"
      )
    }
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
