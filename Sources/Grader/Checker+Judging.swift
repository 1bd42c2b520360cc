import BuildKit
import Curriculum
import Foundation

extension Checker {
  /// Builds an answer with its checks, runs them, and says what came of it.
  func judge(
    _ answer: Answer,
    by exam: Exam,
    isCancelled: () -> Bool = { false },
    progress: (Step) -> Void
  ) throws(KitFailure) -> Verdict {
    let watch = Stopwatch()
    let exercise = answer.exercise
    let checks = exam.checks
    func rejected(_ messages: String, _ digest: String = "") -> Verdict {
      Verdict(
        exercise: exercise.id,
        outcome: .doesNotCompile,
        checks: checks.notRun(in: exercise),
        diagnostics: messages,
        seconds: watch.seconds,
        answer: digest
      )
    }
    let file: AnswerFile
    do throws(Rejection) {
      file = try AnswerFile(
        path: answer.path ?? folder.path(exercise.stubPath),
        in: folder,
        fix: "course reset \(exercise.id) puts the stub back, and nothing is lost."
      )
    } catch {
      return rejected(error.messages)
    }
    let digest = Digest.of(file.data)
    if let problem = nameProblem(in: file, checks, of: exercise) {
      return rejected(problem.messages, digest)
    }
    let builder = AnswerBuilder(
      checker: self,
      exam: exam,
      keepsAssertions: answer.keepsAssertions
    )
    let product = try builder.build(file) { progress(.compiling) }
    switch product {
    case .rejected(let messages): return rejected(messages, digest)
    case .program(let program):
      let kept = KeptPass(beside: program)
      if trust == .passes, RealServers.named.isEmpty, let verdict = kept.verdict {
        return verdict.found(in: watch.seconds)
      }
      progress(.running)
      let run = try CheckRun(
        program: program,
        folder: folder,
        methods: checks.methods(named: answer.onlyCheck),
        limits: limits
      ).run(isCancelled: isCancelled)
      let results = checks.results(of: run, in: exercise)
      let isStub = answer.path == nil && stubs.isUnedited(exercise)
      let verdict = Verdict(
        exercise: exercise.id,
        outcome: isStub ? .notStarted : Outcome(of: results),
        checks: results,
        output: String(decoding: run.output, as: UTF8.self),
        outputWasCut: run.outputWasCut,
        seconds: watch.seconds,
        answer: digest
      )
      kept.keep(verdict)
      return verdict
    }
  }

  /// Why the answer may not declare or use some name, if it does.
  ///
  /// What the stub declares may be declared, and the stub is asked only when something else is.
  private func nameProblem(
    in file: AnswerFile,
    _ checks: CheckFile,
    of exercise: Exercise
  ) -> Rejection? {
    let names = AnswerNames(file, checks)
    if let rejection = names.reserved { return rejection }
    guard let clash = names.clash(allowing: [exercise.name]) else { return nil }
    // A clone without git and without copies of its stubs may still have the solution.
    let solution = FileManager.default.contents(atPath: folder.path(exercise.solutionPath))
    let text =
      (try? stubs.original(exercise)) ?? solution.map { String(decoding: $0, as: UTF8.self) }
    guard let text else { return clash }
    return names.clash(allowing: Set(SwiftTokens(text).topLevelDeclarations.map(\.name)))
  }
}

extension Verdict {
  /// The same, for as long as it took to find it.
  fileprivate func found(in seconds: Double) -> Verdict {
    Verdict(
      exercise: exercise,
      outcome: outcome,
      checks: checks,
      diagnostics: diagnostics,
      output: output,
      outputWasCut: outputWasCut,
      seconds: seconds,
      answer: answer
    )
  }
}
