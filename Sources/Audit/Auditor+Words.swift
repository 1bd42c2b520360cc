import Curriculum
import Grader
import Lessons

extension Auditor {
  /// Hints that help, a demo or a reason for none, and a lesson with every section.
  func wordFindings(_ exercise: Exercise) -> [Finding] {
    let place = "Sources/Curriculum/Week\(exercise.week)/\(exercise.name).swift"
    var findings: [Finding] = []
    for (index, rung) in exercise.hints.rungs.enumerated() where rung.count < 60 {
      findings.append(Finding(place, "hint \(index + 1) is too short to help: \"\(rung)\""))
    }
    if Set(exercise.hints.rungs).count < exercise.hints.rungs.count {
      findings.append(Finding(place, "two hints say the same"))
    }
    switch exercise.demo {
    case .demo(let id):
      if Course.demo(id) == nil { findings.append(Finding(place, "there is no demo \(id)")) }
    case .none(let reason):
      if reason.isEmpty { findings.append(Finding(place, "no demo, and no reason for none")) }
    }
    return findings
      + LessonSections.problems(of: exercise, in: folder)
      .map { Finding($0.file, line: $0.line, $0.message) }
  }
}
