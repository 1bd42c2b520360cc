import Curriculum
import Foundation
import Grader
import Lessons

extension Auditor {
  /// Shorter than this, a hint cannot help.
  private static let shortestHint = 60

  /// Hints that help, a demo or a reason for none, and a lesson with every section and an answer to
  /// every prediction.
  func wordFindings(_ exercise: Exercise) -> [Finding] {
    hintFindings(exercise) + demoFindings(exercise)
      + Predictions.findings(in: text(of: exercise.lessonPath) ?? "", file: exercise.lessonPath)
      + LessonSections.problems(of: exercise, in: folder)
      .map { Finding($0.file, line: $0.line, $0.message) }
  }

  private func hintFindings(_ exercise: Exercise) -> [Finding] {
    let place = exercise.curriculumPath
    let hints = exercise.hints
    let rungs = [
      ("nudge", hints.nudge), ("concept", hints.concept), ("almostCode", hints.almostCode),
    ]
    var said: Set<String> = []
    return rungs.enumerated().compactMap { index, rung in
      let (label, hint) = rung
      let text = hint.trimmingCharacters(in: .whitespacesAndNewlines)
      let problem: String? =
        if text.isEmpty {
          "is empty"
        } else if text.count < Self.shortestHint {
          "is too short to help: \"\(text)\""
        } else if !said.insert(text).inserted {
          "says the same as one before it"
        } else {
          nil
        }
      return problem.map {
        Finding(
          place,
          line: line(of: "\(label):", in: place),
          "hint \(index + 1) of \(rungs.count), the \(label), \($0)"
        )
      }
    }
  }

  private func demoFindings(_ exercise: Exercise) -> [Finding] {
    let place = exercise.curriculumPath
    switch exercise.demo {
    case .demo(let id) where Course.demo(id) == nil:
      return [Finding(place, line: line(of: "demo:", in: place), "there is no demo \"\(id)\"")]
    case .none(let reason) where reason.trimmingCharacters(in: .whitespaces).isEmpty:
      return [Finding(place, line: line(of: "demo:", in: place), "no demo, and no reason for none")]
    default: return []
    }
  }
}
