import Curriculum
import Grader
import Lessons

/// Proves of the course what its learners rely on.
///
/// A stub that fails, a solution that passes, wrong answers that are caught by the checks that they
/// name, hints and lessons that are whole, pictures that show what the demos draw.
public struct Auditor: Sendable {
  public let folder: CourseFolder
  let checker: Checker

  public init(folder: CourseFolder) throws(KitFailure) {
    self.folder = folder
    checker = try Checker(folder: folder)
  }

  /// One thing that is proved, and what was found against it.
  public struct Section: Sendable {
    public let title: String

    /// What was looked at: "8 stubs fail".
    public let scope: String

    public let findings: [Finding]
  }

  /// Audits some exercises, and the course as a whole if they are all that there are.
  ///
  /// - Parameters:
  ///   - progress: Hears what is being looked at.
  ///   - finished: Gets each section as it ends.
  public func audit(
    _ exercises: [Exercise] = Course.exercises, progress: @escaping @Sendable (String) -> Void,
    finished: (Section) -> Void
  ) async throws(KitFailure) -> [Finding] {
    var findings: [Finding] = []
    func end(_ title: String, _ scope: String, _ found: [Finding]) {
      findings += found
      finished(Section(title: title, scope: scope, findings: found))
    }
    let isWhole = exercises.count == Course.exercises.count

    let files = exercises.flatMap(fileFindings) + (isWhole ? strayFiles() : [])
    end("Files", "\(exercises.count) exercises, one name everywhere", files)
    end("Words", "hints, demos and lessons are whole", exercises.flatMap(wordFindings))
    let interfaces = try interfaceFindings(exercises, progress: progress)
    end("Interfaces", "stubs offer what solutions offer, without warnings", interfaces)
    let answers = try answerFindings(exercises, progress: progress)
    end("Answers", answers.scope, answers.findings)
    guard isWhole else { return findings }

    end("Check lists", try checkListScope(), try checkListFindings(exercises))
    end("Quizzes", "every answer is explained, guessing fails", Course.weeks.flatMap(quizFindings))
    progress("drawing the demos' pictures")
    let pictures = try await pictureFindings()
    end("Pictures", pictures.scope, pictures.findings)
    progress("building the lessons")
    end("Documentation", "builds without warnings, every page is there", try pageFindings())
    return findings
  }
}
