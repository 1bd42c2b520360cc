import Curriculum
import Grader

extension Checker.Step {
  /// For the line that shows what is being done.
  public func words(for exercise: Exercise) -> String {
    switch self {
    case .preparing(let what): what
    case .compiling: "compiling \(exercise.id)"
    case .running: "checking \(exercise.id)"
    }
  }
}
