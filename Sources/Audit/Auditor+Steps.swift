import BuildKit
import Curriculum
import Grader

extension Auditor {
  /// The sections of a check file are the steps of its exercise.
  func stepFindings(_ exercises: [Exercise]) throws(KitFailure) -> [Finding] {
    var findings: [Finding] = []
    for exercise in exercises {
      let sections = CheckSections(
        text(of: exercise.checksPath) ?? "",
        checkClass: exercise.checkClass,
        checks: try checker.checkNames(of: exercise)
      )
      findings += sections.findings(in: exercise.checksPath)
    }
    return findings
  }
}
