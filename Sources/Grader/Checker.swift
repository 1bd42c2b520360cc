import BuildKit
import Curriculum

/// Builds answers with the checks of their exercises, runs them in isolation and reports.
public struct Checker: Sendable {
  public let folder: CourseFolder
  public let limits: Limits

  public let trust: Trust

  public let toolchain: Toolchain
  public let cache: BuildCache
  let stubs: Stubs

  public init(
    folder: CourseFolder,
    limits: Limits = Limits(),
    trust: Trust = .builds
  ) throws(KitFailure) {
    self.folder = folder
    self.limits = limits
    self.trust = trust
    toolchain = try Toolchain.find()
    cache = BuildCache(of: folder)
    stubs = try Stubs(folder: folder)
  }

  /// How much of what earlier runs have left is believed.
  public enum Trust: Sendable {
    /// An answer that has passed is not run again while it, its checks and the kit stay the same.
    case passes
    /// What was built is not built again, but it is run.
    case builds
    /// Everything is built and run again, and the course's own libraries are read to their end.
    case nothing
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
      by: Exam(exercise, in: folder, support: support),
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

  /// Whether ``prepared(for:_:)`` has nothing to compile.
  public func isPrepared(for week: Int) -> Bool {
    SupportLibraries.arePrepared(
      for: Course.week(week)?.laboratory ?? [],
      in: folder,
      toolchain: toolchain,
      cache: cache
    )
  }

  /// The libraries that a week's answers are built against, compiled unless they are there.
  ///
  /// - Parameter others: Modules that are needed besides what the week's answers may import.
  public func prepared(
    for week: Int,
    others: [String] = [],
    _ progress: (Step) -> Void = { _ in }
  ) throws(KitFailure) -> SupportLibraries {
    try SupportLibraries.prepared(
      for: (Course.week(week)?.laboratory ?? []) + others,
      in: folder,
      toolchain: toolchain,
      cache: cache,
      trust: trust == .nothing ? .contents : .stamps
    ) {
      progress(.preparing($0))
    }
  }
}

extension Checker {
  /// The names of the checks of an exercise, in source order.
  public func checkNames(of exercise: Exercise) throws(KitFailure) -> [String] {
    try CheckFile(of: exercise, in: folder).methods.map(\.name)
  }
}
