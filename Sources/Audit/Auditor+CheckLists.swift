import Curriculum
import Foundation
import Grader

extension Auditor {
  /// The test bundle of the last `swift build --build-tests`, which lists what `swift test` runs.
  private var testBundle: String? {
    let bundle = folder.path(".build/debug/CacheCoursePackageTests.xctest")
    return FileManager.default.isExecutableFile(atPath: bundle) ? bundle : nil
  }

  /// The checks that the checker finds in a file are those that XCTest runs.
  ///
  /// What XCTest runs is asked of the compiler, and where the tests are built, of them, too.
  func checkListFindings(
    _ exercises: [Exercise]
  ) throws(KitFailure) -> (scope: String, findings: [Finding]) {
    var findings = try sideBySide(exercises) { (exercise) throws(KitFailure) in
      try compiledCheckFindings(exercise)
    }.flatMap { $0 }
    for exercise in exercises { findings += try sectionFindings(exercise) }
    guard let testBundle else {
      return ("held against the compiler; swift test is not built here", findings)
    }
    let listed = try checker.output(of: testBundle, ["--list-tests"]).split(separator: "\n")
    for exercise in exercises {
      findings += try builtCheckFindings(exercise, listed: listed)
    }
    return ("held against the compiler and what swift test runs", findings)
  }

  /// The steps of an exercise are the sections of its check file.
  func sectionFindings(_ exercise: Exercise) throws(KitFailure) -> [Finding] {
    CheckSections(
      text(of: exercise.checksPath) ?? "",
      checkClass: exercise.checkClass,
      checks: try checker.checkNames(of: exercise)
    ).findings(in: exercise.checksPath)
  }

  private func compiledCheckFindings(_ exercise: Exercise) throws(KitFailure) -> [Finding] {
    let ours = try checker.checkNames(of: exercise)
    let (methods, messages) = try checker.testMethods(of: exercise)
    guard !methods.isEmpty || messages.isEmpty else {
      return [
        Finding(exercise.checksPath, says: messages, "does not compile with its solution")
      ]
    }
    guard !ours.isEmpty || !methods.isEmpty else {
      return [Finding(exercise.checksPath, "holds no check in a class \(exercise.checkClass)")]
    }
    let unseen = methods.compactMap { method -> Finding? in
      guard method.testClass == exercise.checkClass else {
        return Finding(
          exercise.checksPath,
          line: method.line,
          "\(method.name) is in \(method.testClass); the checker runs \(exercise.checkClass) alone"
        )
      }
      return ours.contains(method.name)
        ? nil
        : Finding(
          exercise.checksPath,
          line: method.line,
          "\(method.name) is a test, but the checker does not see it"
        )
    }
    let tests = Set(methods.map(\.name))
    return unseen
      + ours.filter { !tests.contains($0) }.map { name in
        Finding(
          exercise.checksPath,
          line: line(of: "func \(name)(", in: exercise.checksPath),
          "\(name) is run by the checker, but it is not a test"
        )
      }
  }

  private func builtCheckFindings(
    _ exercise: Exercise,
    listed: [Substring]
  ) throws(KitFailure) -> [Finding] {
    let prefix = "Week\(exercise.week)Tests.\(exercise.checkClass)/"
    let theirs = Set(
      listed.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
    )
    let ours = Set(try checker.checkNames(of: exercise))
    return theirs.symmetricDifference(ours).sorted().map { name in
      Finding(
        exercise.checksPath,
        line: line(of: "func \(name)(", in: exercise.checksPath),
        (ours.contains(name)
          ? "\(name) is run by the checker and not by swift test"
          : "\(name) is run by swift test and not by the checker")
          + "; if it is new or gone, first swift build --build-tests"
      )
    }
  }
}
