import Curriculum
import Grader

extension Auditor {
  /// A stub has the public interface of its solution, and both compile without warnings.
  func interfaceFindings(
    _ exercises: [Exercise], progress: @Sendable (String) -> Void
  ) throws(KitFailure) -> [Finding] {
    try sideBySide(exercises) { (exercise) throws(KitFailure) in
      progress("comparing the interfaces of \(exercise.id)")
      let stub = try checker.publicInterface(
        of: folder.path(exercise.stubPath), for: exercise)
      let solution = try checker.publicInterface(
        of: folder.path(exercise.solutionPath), for: exercise)
      return compilerFindings(stub, exercise.stubPath)
        + compilerFindings(solution, exercise.solutionPath)
        + differences(stub, solution, exercise)
    }.flatMap { $0 }
  }

  private func compilerFindings(_ interface: PublicInterface, _ path: String) -> [Finding] {
    interface.messages.isEmpty
      ? [] : [Finding(path, "does not compile cleanly:\n\(interface.messages)")]
  }

  private func differences(
    _ stub: PublicInterface, _ solution: PublicInterface, _ exercise: Exercise
  ) -> [Finding] {
    Set(stub.declarations.keys).union(solution.declarations.keys).sorted().compactMap { name in
      switch (stub.declarations[name], solution.declarations[name]) {
      case (let mine?, let theirs?) where mine != theirs:
        Finding(exercise.stubPath, "\(name) is '\(mine)' here and '\(theirs)' in the solution")
      case (nil, let theirs?):
        Finding(exercise.stubPath, "the solution's \(name) is missing: '\(theirs)'")
      case (let mine?, nil):
        Finding(exercise.solutionPath, "the stub's \(name) is missing: '\(mine)'")
      default: nil
      }
    }
  }
}
