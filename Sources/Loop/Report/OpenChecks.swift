import Curriculum
import Grader
import Synchronization

/// Which of several exercises are being worked on.
final class OpenChecks: Sendable {
  private struct State {
    var running: [String] = []
    var ended = 0
    var preparation: String?
  }

  private let state = Mutex(State())
  private let total: Int

  init(_ exercises: [Exercise]) { total = exercises.count }

  func begin(_ exercise: Exercise, _ step: Checker.Step) {
    state.withLock { state in
      if case .preparing(let what) = step {
        state.preparation = what
      } else {
        state.preparation = nil
        if !state.running.contains(exercise.id) { state.running.append(exercise.id) }
      }
    }
  }

  func end(_ exercise: Exercise) {
    state.withLock { state in
      state.running.removeAll { $0 == exercise.id }
      state.ended += 1
    }
  }

  var words: String {
    state.withLock { state in
      if let preparation = state.preparation { return preparation }
      let names = state.running.isEmpty ? "" : ": \(state.running.joined(separator: ", "))"
      return "\(state.ended) of \(total) checked\(names)"
    }
  }
}
