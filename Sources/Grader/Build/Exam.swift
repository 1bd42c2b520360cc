import BuildKit
import Curriculum

/// What every answer to an exercise is built and judged with.
///
/// It is read once, however many answers are judged: to read it takes longer than to find in the
/// cache what was built before.
struct Exam: Sendable {
  let exercise: Exercise
  let checks: CheckFile
  let checksDigest: String
  let support: SupportLibraries

  /// The module that the answer is compiled into.
  var module: String { "Week\(exercise.week)" }

  init(
    _ exercise: Exercise,
    in folder: CourseFolder,
    support: SupportLibraries
  ) throws(KitFailure) {
    self.exercise = exercise
    self.support = support
    checks = try CheckFile(of: exercise, in: folder)
    // The compiled checks name their file by its path.
    checksDigest = Digest.of([folder.root, checks.source])
  }
}
