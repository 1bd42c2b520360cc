import Curriculum
import Foundation
import Synchronization

/// Builds answers with the checks of their exercises, runs them in isolation and reports.
public struct Checker: Sendable {
  public let folder: CourseFolder
  public let limits: Limits

  /// Whether an answer that has passed is not run again while it, its checks and the kit stay as
  /// they were.
  public let trustsPasses: Bool
  let toolchain: Toolchain
  let cache: AnswerCache
  private let stubs: Stubs

  public init(folder: CourseFolder, limits: Limits = Limits(), trustsPasses: Bool = false)
    throws(KitFailure)
  {
    self.folder = folder
    self.limits = limits
    self.trustsPasses = trustsPasses
    toolchain = try Toolchain.find()
    cache = AnswerCache(folder: folder)
    stubs = try Stubs(folder: folder)
  }

  /// What the checker is doing, for whoever shows progress.
  public enum Step: Sendable {
    case preparing(String)
    case compiling
    case running
  }

  /// Judges the learner's file, or another in its place.
  ///
  /// - Parameters:
  ///   - answer: The absolute path of the file to judge instead of the learner's.
  ///   - isCancelled: Asked while the checks run; once it says so, they are ended and
  ///     `KitFailure.cancelled` is thrown.
  public func check(
    _ exercise: Exercise,
    answer: String? = nil,
    progress: @Sendable (Step) -> Void = { _ in },
    isCancelled: @Sendable () -> Bool = { false }
  ) throws(KitFailure) -> Verdict {
    let support = try prepared(for: exercise.week, progress)
    return try judge(
      Answer(to: exercise, path: answer),
      by: try Exam(exercise, in: folder, support: support),
      isCancelled: isCancelled,
      progress: progress
    )
  }

  /// Judges the learner's files side by side, and reports each verdict as it ends.
  ///
  /// - Returns: The verdicts in the order of `exercises`.
  public func check(
    _ exercises: [Exercise],
    progress: @Sendable (Exercise, Step) -> Void = { _, _ in },
    finished: @Sendable (Exercise, Verdict) -> Void
  ) throws(KitFailure) -> [Verdict] {
    try check(exercises.map { Answer(to: $0) }) { answer, step in
      progress(answer.exercise, step)
    } finished: { answer, verdict in
      finished(answer.exercise, verdict)
    }
  }

  /// An exercise, and the file that answers it: the learner's, unless a path says otherwise.
  public struct Answer: Sendable {
    public let exercise: Exercise
    public let path: String?

    /// The only check to run; all of them when it is nil, or when there is none of that name.
    public let onlyCheck: String?

    /// Whether `assert` is on in the answer, as it is for a learner; `precondition` always is.
    public let keepsAssertions: Bool

    public init(
      to exercise: Exercise,
      path: String? = nil,
      onlyCheck: String? = nil,
      keepsAssertions: Bool = true
    ) {
      self.exercise = exercise
      self.path = path
      self.onlyCheck = onlyCheck
      self.keepsAssertions = keepsAssertions
    }
  }

  /// Judges answers side by side, up to the number of cores, and reports each verdict as it ends.
  ///
  /// - Returns: The verdicts in the order of `answers`.
  public func check(
    _ answers: [Answer],
    progress: @Sendable (Answer, Step) -> Void = { _, _ in },
    finished: @Sendable (Answer, Verdict) -> Void
  ) throws(KitFailure) -> [Verdict] {
    let verdicts = try sideBySide(
      try examined(answers, progress)
    ) { (answer, exam) throws(KitFailure) in
      let verdict = try judge(answer, by: exam) {
        progress(answer, $0)
      }
      finished(answer, verdict)
      return verdict
    }
    cache.trim()
    return verdicts
  }

  /// Each answer with the exam of its exercise, which is read once however many answers there are,
  /// before anything runs side by side.
  private func examined(
    _ answers: [Answer],
    _ progress: (Answer, Step) -> Void
  ) throws(KitFailure) -> [(Answer, Exam)] {
    var exams: [String: Exam] = [:]
    for answer in answers where exams[answer.exercise.id] == nil {
      let support = try prepared(for: answer.exercise.week) { progress(answer, $0) }
      exams[answer.exercise.id] = try Exam(answer.exercise, in: folder, support: support)
    }
    return answers.compactMap { answer in exams[answer.exercise.id].map { (answer, $0) } }
  }

  /// Ends every process that any checker has started.
  public static func stopAll() { RunningChildren.stopAll() }

  func prepared(
    for week: Int,
    _ progress: (Step) -> Void
  ) throws(KitFailure) -> SupportLibraries {
    try SupportLibraries.prepared(
      for: Course.week(week)?.laboratory ?? [],
      in: folder,
      toolchain: toolchain,
      cache: cache
    ) {
      progress(.preparing($0))
    }
  }

  private func judge(
    _ answer: Answer,
    by exam: Exam,
    isCancelled: () -> Bool = { false },
    progress: (Step) -> Void
  ) throws(KitFailure) -> Verdict {
    let start = Platform.now()
    let exercise = answer.exercise
    let checks = exam.checks
    let file: AnswerFile
    do throws(Rejection) {
      file = try AnswerFile(
        path: answer.path ?? folder.path(exercise.stubPath),
        in: folder,
        mend: "course reset \(exercise.id) puts the stub back, and nothing is lost."
      )
    } catch {
      return Verdict(
        rejecting: exercise,
        checks,
        saying: error.messages,
        seconds: Platform.now() - start
      )
    }
    let digest = Digest.of(file.data)
    let product = try AnswerBuilder(
      folder: folder,
      toolchain: toolchain,
      cache: cache,
      exam: exam,
      keepsAssertions: answer.keepsAssertions
    ).build(file) { progress(.compiling) }
    switch product {
    case .rejected(let messages):
      return Verdict(
        rejecting: exercise,
        checks,
        saying: messages,
        seconds: Platform.now() - start,
        answer: digest
      )
    case .program(let program):
      let kept = KeptPass(beside: program)
      if trustsPasses, RealServers.named.isEmpty, let verdict = kept.verdict {
        return verdict.found(after: start)
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
        seconds: Platform.now() - start,
        answer: digest
      )
      kept.keep(verdict)
      return verdict
    }
  }
}

extension Verdict {
  /// On an answer that could not be built.
  fileprivate init(
    rejecting exercise: Exercise,
    _ checks: CheckFile,
    saying messages: String,
    seconds: Double,
    answer: String = ""
  ) {
    self.init(
      exercise: exercise.id,
      outcome: .doesNotCompile,
      checks: checks.notRun(in: exercise),
      diagnostics: messages,
      seconds: seconds,
      answer: answer
    )
  }

  /// The same, for as long as it took to find it.
  fileprivate func found(after start: Double) -> Verdict {
    Verdict(
      exercise: exercise,
      outcome: outcome,
      checks: checks,
      diagnostics: diagnostics,
      output: output,
      outputWasCut: outputWasCut,
      seconds: Platform.now() - start,
      answer: answer
    )
  }
}

extension Outcome {
  /// The worst that happened to any check decides.
  init(of results: [CheckResult]) {
    func any(_ matches: (CheckResult.Status) -> Bool) -> Bool {
      results.contains { matches($0.status) }
    }
    self =
      if any({ if case .crashed = $0 { true } else { false } }) {
        .crashed
      } else if any({ if case .timedOut = $0 { true } else { false } }) {
        .timedOut
      } else if any({ $0 != .passed }) || results.isEmpty {
        .fails
      } else {
        .passed
      }
  }
}

extension CheckFile {
  /// The check of this name, or all of them without a name or a check that has it.
  fileprivate func methods(named name: String?) -> [Method] {
    let named = methods.filter { $0.name == name }
    return named.isEmpty ? methods : named
  }

  init(of exercise: Exercise, in folder: CourseFolder) throws(KitFailure) {
    let path = folder.path(exercise.checksPath)
    guard let source = try? String(contentsOfFile: path, encoding: .utf8) else {
      throw KitFailure(
        "The checks of \(exercise.id) are missing: \(exercise.checksPath)",
        mend: "Bring them back, for example with git checkout \(exercise.checksPath)"
      )
    }
    self.init(source, checkClass: exercise.checkClass)
  }

  func results(of run: CheckRun.Result, in exercise: Exercise) -> [CheckResult] {
    methods.map {
      CheckResult(
        name: $0.name,
        sentence: $0.sentence,
        file: exercise.checksPath,
        line: $0.line,
        status: run.statuses[$0.name] ?? .notRun("its process never reported it"),
        seconds: run.seconds[$0.name] ?? 0
      )
    }
  }

  /// The checks of an answer that could not be built.
  func notRun(in exercise: Exercise) -> [CheckResult] {
    methods.map {
      CheckResult(
        name: $0.name,
        sentence: $0.sentence,
        file: exercise.checksPath,
        line: $0.line,
        status: .notRun("the answer does not compile"),
        seconds: 0
      )
    }
  }
}

/// What the authors' audit asks besides verdicts.
extension Checker {
  /// The names of the checks of an exercise, in source order.
  public func checkNames(of exercise: Exercise) throws(KitFailure) -> [String] {
    try CheckFile(of: exercise, in: folder).methods.map(\.name)
  }

  /// Keeps a text in a file outside of the course, found again by what it says.
  ///
  /// - Returns: The file's absolute path.
  public func keptFile(named name: String, saying text: String) throws(KitFailure) -> String {
    let digest = Digest.of(["kept file", name, text])
    let entry = try cache.entry(digest) { (place) throws(KitFailure) in
      try writing(to: place) {
        try text.write(toFile: "\(place)/\(name)", atomically: false, encoding: .utf8)
      }
    }
    return "\(entry)/\(name)"
  }

  /// What a program prints.
  public func output(of program: String, _ arguments: [String]) throws(KitFailure) -> String {
    try ChildProcess(
      program: program,
      arguments: arguments,
      environment: ProcessInfo.processInfo.environment,
      seconds: 60
    ).run().text
  }
}
