import Curriculum
import Foundation
import Grader

extension Auditor {
  /// The test bundle of the last `swift build --build-tests`, which lists what `swift test` runs.
  private var testBundle: String? {
    let bundle = folder.path(".build/debug/CacheCoursePackageTests.xctest")
    return FileManager.default.isExecutableFile(atPath: bundle) ? bundle : nil
  }

  func checkListScope() throws(KitFailure) -> String {
    testBundle == nil
      ? "not compared with swift test: first run swift build --build-tests"
      : "the checker runs what swift test runs"
  }

  /// The checks that the checker finds in each file are those that `swift test` would run.
  func checkListFindings(_ exercises: [Exercise]) throws(KitFailure) -> [Finding] {
    guard let testBundle else { return [] }
    let listed = try checker.output(of: testBundle, ["--list-tests"])
    var findings: [Finding] = []
    for exercise in exercises {
      let prefix = "Week\(exercise.week)Tests.\(exercise.checkClass)/"
      let theirs = Set(
        listed.split(separator: "\n").filter { $0.hasPrefix(prefix) }
          .map { String($0.dropFirst(prefix.count)) })
      let ours = Set(try checker.checkNames(of: exercise))
      findings += theirs.symmetricDifference(ours).sorted().map { name in
        Finding(
          exercise.checksPath,
          ours.contains(name)
            ? "\(name) is run by the checker and not by swift test; if it is new, build the tests"
            : "\(name) is run by swift test and not by the checker")
      }
    }
    return findings
  }
}
