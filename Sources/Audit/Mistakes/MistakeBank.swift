import Curriculum
import Foundation
import Grader

/// The mistakes that are kept for the exercises, as they lie in the course's folder.
///
/// An exercise has a file of them, `Tests/WrongAnswers/Week1/LRUCache.mistakes`. Those that are
/// another algorithm are Swift files in the folder `LRUCache` beside it.
public struct MistakeBank: Sendable {
  let folder: CourseFolder

  public init(folder: CourseFolder) { self.folder = folder }

  /// The mistakes of an exercise in the order in which they are written, then those in whole files.
  public func read(
    _ exercise: Exercise
  ) -> (mistakes: [Mistake], problems: [MistakeProblem]) {
    var mistakes: [Mistake] = []
    var problems: [MistakeProblem] = []
    if let text = text(of: exercise.mistakesPath) {
      let file = MistakesFile(text, path: exercise.mistakesPath)
      mistakes = file.mistakes
      problems = file.problems
    }
    for name in wholeFiles(of: exercise) {
      let path = "\(exercise.wrongAnswersPath)/\(name)"
      let short = String(name.dropLast(".swift".count))
      let read = WholeFile.mistake(text(of: path) ?? "", name: short, path: path)
      problems += read.problems
      if mistakes.contains(where: { $0.name == short }) {
        problems.append(MistakeProblem(.nameIsTaken(line: nil), of: short, in: path, line: 1))
      } else if let mistake = read.mistake {
        mistakes.append(mistake)
      }
    }
    return (mistakes, problems)
  }

  /// The solution that the hunks of an exercise's mistakes are put to.
  public func solution(of exercise: Exercise) -> Solution {
    Solution(text(of: exercise.solutionPath) ?? "", path: exercise.solutionPath)
  }

  private func wholeFiles(of exercise: Exercise) -> [String] {
    let path = folder.path(exercise.wrongAnswersPath)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.filter { $0.hasSuffix(".swift") && !$0.hasPrefix(".") }.sorted()
  }

  func text(of path: String) -> String? {
    try? String(contentsOfFile: folder.path(path), encoding: .utf8)
  }
}

extension Exercise {
  /// The file with the exercise's mistakes, relative to the course's folder.
  public var mistakesPath: String { "\(wrongAnswersPath).mistakes" }
}
