import BuildKit
import Curriculum

extension CheckFile {
  /// The check of this name, or all of them without a name or a check that has it.
  func methods(named name: String?) -> [Method] {
    let named = methods.filter { $0.name == name }
    return named.isEmpty ? methods : named
  }

  init(of exercise: Exercise, in folder: CourseFolder) throws(KitFailure) {
    let path = folder.path(exercise.checksPath)
    guard let source = try? String(contentsOfFile: path, encoding: .utf8) else {
      throw KitFailure(
        "The checks of \(exercise.id) are missing: \(exercise.checksPath)",
        fix: "Bring them back, for example with git checkout \(exercise.checksPath)"
      )
    }
    self.init(source, checkClass: exercise.checkClass)
  }

  func results(of run: CheckRun.Result, in exercise: Exercise) -> [CheckResult] {
    methods.map {
      CheckResult(
        $0,
        of: exercise,
        run.statuses[$0.name] ?? .notRun("its process never reported it"),
        seconds: run.seconds[$0.name] ?? 0
      )
    }
  }

  /// The checks of an answer that could not be built.
  func notRun(in exercise: Exercise) -> [CheckResult] {
    methods.map { CheckResult($0, of: exercise, .notRun("the answer does not compile")) }
  }
}

extension CheckResult {
  fileprivate init(
    _ method: CheckFile.Method,
    of exercise: Exercise,
    _ status: Status,
    seconds: Double = 0
  ) {
    self.init(
      name: method.name,
      sentence: method.sentence,
      step: method.step,
      file: exercise.checksPath,
      line: method.line,
      status: status,
      seconds: seconds
    )
  }
}
