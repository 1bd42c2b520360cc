import BuildKit
import Curriculum
import Grader

extension Auditor {
  /// A stub has the public interface of its solution with the same comments, and both compile
  /// without warnings.
  func interfaceFindings(
    _ exercises: [Exercise],
    progress: @Sendable (String) -> Void
  ) throws(KitFailure) -> [Finding] {
    try sideBySide(exercises) { (exercise) throws(KitFailure) in
      progress("comparing the interfaces of \(exercise.id)")
      let stub = try checker.publicInterface(
        of: folder.path(exercise.stubPath),
        for: exercise
      )
      let solution = try checker.publicInterface(
        of: folder.path(exercise.solutionPath),
        for: exercise
      )
      let faults =
        compilerFindings(stub, exercise.stubPath)
        + compilerFindings(solution, exercise.solutionPath)
      // What does not compile offers nothing; to list all of that as missing would be noise.
      guard !stub.declarations.isEmpty, !solution.declarations.isEmpty else {
        return faults.isEmpty
          ? [Finding(exercise.solutionPath, "it or its stub declares nothing public")] : faults
      }
      return faults + differences(stub, solution, exercise) + lostPreconditions(exercise)
    }.flatMap { $0 }
  }

  private func compilerFindings(_ interface: PublicInterface, _ path: String) -> [Finding] {
    interface.messages.isEmpty
      ? []
      : [Finding(path, says: interface.messages, "does not compile without warnings")]
  }

  private func differences(
    _ stub: PublicInterface,
    _ solution: PublicInterface,
    _ exercise: Exercise
  ) -> [Finding] {
    Set(stub.declarations.keys).union(solution.declarations.keys).sorted().compactMap { name in
      switch (stub.declarations[name], solution.declarations[name]) {
      case (let mine?, let theirs?) where mine.signature == theirs.signature:
        commentDifference(name, mine, theirs, exercise)
      case (let mine?, let theirs?):
        Finding(
          exercise.stubPath,
          line: mine.line,
          "\(name) is '\(mine.signature)' here and '\(theirs.signature)' in the solution"
        )
      case (nil, let theirs?):
        Finding(
          exercise.stubPath,
          "lacks '\(theirs.signature)' of the solution's line \(theirs.line ?? 0)"
        )
      case (let mine?, nil):
        Finding(
          exercise.stubPath,
          line: mine.line,
          "'\(mine.signature)' is not in the solution"
        )
      case (nil, nil): nil
      }
    }
  }

  /// The comments are the contract: what the stub promises, the solution states in the same words.
  private func commentDifference(
    _ name: String,
    _ mine: PublicInterface.Declaration,
    _ theirs: PublicInterface.Declaration,
    _ exercise: Exercise
  ) -> Finding? {
    let (stub, solution) = (mine.comment, theirs.comment)
    guard stub != solution else { return nil }
    let equal = zip(stub, solution).prefix { $0 == $1 }.count
    func line(_ lines: [String]) -> String {
      lines.indices.contains(equal) ? "\"\(lines[equal])\"" : "its end"
    }
    return Finding(
      exercise.stubPath,
      line: mine.line,
      "the comment of \(name) is another in the solution, at its line \(theirs.line ?? 0): "
        + "where one says \(line(stub)), the other says \(line(solution))"
    )
  }

  /// What a stub demands of its callers, its solution demands, too.
  private func lostPreconditions(_ exercise: Exercise) -> [Finding] {
    let stub = Preconditions(text(of: exercise.stubPath) ?? "").lines
    let solution = Preconditions(text(of: exercise.solutionPath) ?? "").lines
    return stub.filter { solution[$0.key] == nil }.sorted { $0.value < $1.value }.map {
      call,
      line in
      Finding(exercise.solutionPath, "lacks '\(call)' of the stub's line \(line)")
    }
  }
}
