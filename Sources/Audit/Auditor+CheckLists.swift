import BuildKit
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
  /// XCTest itself is asked where the tests have been built since the file was written, and the
  /// compiler elsewhere.
  func checkListFindings(
    _ exercises: [Exercise]
  ) throws(KitFailure) -> (scope: String, findings: [Finding]) {
    let built = testBundle.map { bundle in exercises.filter { isBuilt($0, into: bundle) } } ?? []
    let others = exercises.filter { exercise in !built.contains { $0.id == exercise.id } }
    var findings = try sideBySide(others) { (exercise) throws(KitFailure) in
      try compiledCheckFindings(exercise)
    }.flatMap { $0 }
    if let testBundle, !built.isEmpty {
      let listed = try ChildProcess(program: testBundle, arguments: ["--list-tests"], seconds: 60)
        .run().text.split(separator: "\n")
      for exercise in built { findings += try builtCheckFindings(exercise, listed) }
    }
    return (
      "held against what swift test runs: \(built.count), what the compiler sees: \(others.count)",
      findings
    )
  }

  private func isBuilt(_ exercise: Exercise, into bundle: String) -> Bool {
    guard let built = age(bundle), let written = age(folder.path(exercise.checksPath)) else {
      return false
    }
    return written < built
  }

  /// When a file was last written.
  private func age(_ path: String) -> Date? {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return attributes?[.modificationDate] as? Date
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

  /// - Parameter listed: Lines like `Week1Tests.LRUCacheTests/testAReadRefreshesTheEntry`.
  private func builtCheckFindings(
    _ exercise: Exercise,
    _ listed: [Substring]
  ) throws(KitFailure) -> [Finding] {
    let ours = try checker.checkNames(of: exercise)
    guard !ours.isEmpty else {
      return [Finding(exercise.checksPath, "holds no check in a class \(exercise.checkClass)")]
    }
    let source = text(of: exercise.checksPath) ?? ""
    let tests = listed.compactMap { line -> (testClass: String, name: String)? in
      let parts = line.split(whereSeparator: { $0 == "." || $0 == "/" })
      guard parts.count == 3, parts[0] == "Week\(exercise.week)Tests" else { return nil }
      return (String(parts[1]), String(parts[2]))
    }
    let strangers = tests.filter { test in
      test.testClass != exercise.checkClass && source.contains("class \(test.testClass):")
    }
    let theirs = Set(tests.filter { $0.testClass == exercise.checkClass }.map(\.name))
    return strangers.map { test in
      Finding(
        exercise.checksPath,
        line: line(of: "func \(test.name)(", in: exercise.checksPath),
        "\(test.name) is in \(test.testClass); the checker runs \(exercise.checkClass) alone"
      )
    }
      + theirs.symmetricDifference(ours).sorted().map { name in
        Finding(
          exercise.checksPath,
          line: line(of: "func \(name)(", in: exercise.checksPath),
          ours.contains(name)
            ? "\(name) is run by the checker and not by swift test"
            : "\(name) is run by swift test and not by the checker"
        )
      }
  }
}
