import BuildKit
import Console
import Curriculum
import Grader

/// Proves of the course what its learners rely on.
///
/// A stub that fails, a solution that passes, mistakes that are caught by the checks that they name,
/// hints and lessons that are whole, pictures that show what the demos draw, modules that depend on
/// what comes before them.
public struct Auditor: Sendable {
  public let folder: CourseFolder
  let checker: Checker
  let stubs: Stubs

  public init(folder: CourseFolder) throws(KitFailure) {
    self.folder = folder
    checker = try Checker(folder: folder)
    stubs = try Stubs(folder: folder)
  }

  /// One thing that is proved, and what was found against it.
  public struct Section: Sendable {
    public let title: String

    /// What was looked at: "stubs: 8, solutions: 8, mistakes: 78".
    public let scope: String

    public let findings: [Finding]
  }

  /// Audits some exercises, and the course as a whole if they are all that there are.
  ///
  /// - Parameters:
  ///   - commands: What can be typed after `course`, for the commands that pages show.
  ///   - progress: Hears what is being looked at.
  ///   - finished: Gets each section as it ends.
  public func audit(
    _ exercises: [Exercise] = Course.exercises,
    commands: [Usage],
    progress: @escaping @Sendable (String) -> Void,
    finished: (Section) -> Void
  ) async throws(KitFailure) -> [Finding] {
    var findings: [Finding] = []
    func end(_ title: String, _ scope: String, _ found: [Finding]) {
      findings += found
      finished(Section(title: title, scope: scope, findings: found))
    }
    let (exercises, repeated) = Self.distinct(exercises)
    let isWhole = exercises.count == Course.exercises.count

    let files = exercises.flatMap(fileFindings) + (isWhole ? repeated + strayFiles() : [])
    end("Files", "one name everywhere; exercises: \(exercises.count)", files)
    end("Words", "hints, demos and lessons", exercises.flatMap(wordFindings))

    // Without its files an exercise cannot be judged, and they have been asked for above.
    let present = exercises.filter { missingFiles(of: $0).isEmpty }
    end("Steps", "the sections of the check files", try stepFindings(present))
    let interfaces = try interfaceFindings(present, progress: progress)
    end("Interfaces", "stubs and their comments against solutions; warnings", interfaces)
    let answers = try answerFindings(present, progress: progress)
    end("Answers", answers.scope, answers.findings)
    let checks = try checkListFindings(present)
    end("Check lists", checks.scope, checks.findings)
    guard isWhole else { return findings }

    let quizzes = Course.weeks.flatMap(quizFindings)
    end("Quizzes", "answers, reasons and the chance of guessing", quizzes)
    progress("drawing the demos' pictures")
    let pictures = try await pictureFindings()
    end("Pictures", pictures.scope, pictures.findings)
    let mentions = try commandFindings(commands)
    end("Commands", mentions.scope, mentions.findings)
    progress("reading who imports whom")
    let dependencies = try dependencyFindings()
    end("Dependencies", dependencies.scope, dependencies.findings)
    progress("building the lessons")
    end("Documentation", "the curriculum's pages, built by docc", try pageFindings())
    return findings
  }

  /// Each exercise once, and what is wrong when the curriculum itself repeats one or has none.
  static func distinct(_ exercises: [Exercise]) -> (exercises: [Exercise], findings: [Finding]) {
    var ids: Set<String> = []
    var findings: [Finding] = []
    let distinct = exercises.filter { exercise in
      guard ids.insert(exercise.id).inserted else {
        findings.append(
          Finding(exercise.curriculumPath, "another exercise has the id \(exercise.id), too")
        )
        return false
      }
      return true
    }
    if exercises.isEmpty { findings.append(Finding(Course.path, "there is no exercise to audit")) }
    return (distinct, findings)
  }
}
