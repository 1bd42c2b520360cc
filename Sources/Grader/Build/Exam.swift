import Curriculum
import Foundation

/// What every answer to an exercise is built and judged with.
///
/// It is read once, however many answers are judged: to read it takes longer than to find in the
/// cache what was built before.
struct Exam: Sendable {
  let exercise: Exercise
  let checks: CheckFile
  let checksDigest: String
  let support: SupportLibraries

  /// What the exercise asks to be declared.
  let ownNames: Set<String>

  init(
    _ exercise: Exercise,
    in folder: CourseFolder,
    support: SupportLibraries
  ) throws(KitFailure) {
    self.exercise = exercise
    self.support = support
    checks = try CheckFile(of: exercise, in: folder)
    checksDigest = Digest.of([checks.source])
    let solution = try? String(contentsOfFile: folder.path(exercise.solutionPath), encoding: .utf8)
    ownNames = Set(SwiftTokens(solution ?? "").topLevelDeclarations.map(\.name))
  }
}
