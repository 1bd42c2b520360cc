import BuildKit
import Curriculum
import Foundation
import Grader
import Synchronization

/// One check at a time on a thread of its own, so that keys still answer.
final class BackgroundCheck: Sendable {
  typealias Ending = Result<Verdict, KitFailure>

  private struct State {
    var isRunning = false
    var isCancelled = false
    var step = ""
    var ending: (exercise: String, result: Ending)?
  }

  private let state = Mutex(State())
  private let checker: Checker

  init(_ checker: Checker) { self.checker = checker }

  var isRunning: Bool { state.withLock(\.isRunning) }

  /// What the check is doing just now.
  var step: String { state.withLock(\.step) }

  /// Begins to check `exercise`; nothing else may be running.
  func start(_ exercise: Exercise) {
    state.withLock { state in
      precondition(!state.isRunning, "A check was started while another was running")
      state.isRunning = true
      state.isCancelled = false
      state.step = "checking \(exercise.id)"
      state.ending = nil
    }
    Thread.detachNewThread { [self] in
      let result = judge(exercise)
      state.withLock { state in
        state.isRunning = false
        state.ending = state.isCancelled ? nil : (exercise.id, result)
      }
    }
  }

  /// Ends the check that is running, whose result nobody waits for any longer.
  func cancel() { state.withLock { $0.isCancelled = true } }

  /// The result of the check that ended, once.
  func takeEnding() -> (exercise: String, result: Ending)? {
    state.withLock { state in
      defer { state.ending = nil }
      return state.ending
    }
  }

  private func judge(_ exercise: Exercise) -> Ending {
    Result { () throws(KitFailure) -> Verdict in
      try checker.check(exercise) { step in
        self.state.withLock { $0.step = step.words(for: exercise) }
      } isCancelled: {
        self.state.withLock(\.isCancelled)
      }
    }
  }
}
