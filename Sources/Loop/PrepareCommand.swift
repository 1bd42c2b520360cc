import BuildKit
import Commands
import Console
import Curriculum
import Foundation
import Grader

/// Compiles the course's own modules that checks need, while the learner reads.
///
/// The overview starts it in the background; nobody types it.
enum PrepareCommand: Command {
  static let usage = Usage("prepare", "compile what the checks of every week need")

  static func run(_ arguments: Arguments, in session: Session) async throws -> ExitCode {
    BackgroundProcess.yieldToOthers()
    let checker = try Checker(folder: session.folder())
    for week in Course.weeks where !week.exercises.isEmpty {
      _ = try checker.prepared(for: week.number)
    }
    return .success
  }

  /// Starts it, unless there is nothing to do; the learner's next command need not wait for it.
  ///
  /// With `COURSE_PREPARE=no` the first check compiles them itself.
  static func startInBackground(in folder: CourseFolder) {
    guard ProcessInfo.processInfo.environment["COURSE_PREPARE"] != "no",
      let checker = try? Checker(folder: folder),
      !Course.weeks.allSatisfy({ $0.exercises.isEmpty || checker.isPrepared(for: $0.number) }),
      let program = Bundle.main.executablePath
    else { return }
    BackgroundProcess.start(program, [usage.name])
  }
}
