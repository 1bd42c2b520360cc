import BuildKit
import Commands
import Console
import Curriculum
import Foundation
import Grader
import Lab
import Simulation

/// The learner's own caches on the requests that the reference replays.
///
/// They run in a process of their own: a trap in one of them ends that replay and no other.
struct AnswerRun {
  /// What came of one replay.
  enum Outcome {
    case result(ExercisePolicy, capacity: Int, HitCount, seconds: Double)
    case crashed(ExercisePolicy, capacity: Int)
  }

  let program: String

  /// The program with the learner's answers, or the compiler's message.
  enum Preparation {
    case ready(AnswerRun, [ExercisePolicy])
    case rejected(String)
  }

  /// - Parameter policies: Those that are compared; of these, the learner's answers are taken.
  static func prepare(
    _ policies: [Policy],
    in session: Session
  ) throws -> Preparation {
    let answers = policies.compactMap { ExercisePolicy(rawValue: $0.id) }
    let folder = try session.folder()
    let stubs = try Stubs(folder: folder)
    let mine = answers.filter { answer in
      Course.exercise(answer.exercise).map { !stubs.isUnedited($0) || $0.kind == .fix } ?? false
    }
    guard !mine.isEmpty else {
      let names = ExercisePolicy.allCases.map(\.rawValue).joined(separator: ", ")
      throw UsageError(
        "None of these policies is yours yet",
        fix: "Week 1's answers are \(names); course list says which you have begun."
      )
    }
    let exercises = Set(mine.map(\.exercise)).sorted().compactMap(Course.exercise)
    let line = ProgressLine(session.terminal)
    line.show("compiling your \(exercises.map(\.name).joined(separator: ", "))")
    defer { line.end() }
    switch try DemoBuilder(folder: folder).buildReplay(mine: exercises) {
    case .rejected(let messages): return .rejected(messages)
    case .program(let path): return .ready(AnswerRun(program: path), mine)
    }
  }

  func replay(
    _ answers: [ExercisePolicy],
    capacities: [Int],
    _ batch: TraceBatch,
    progress: (ExercisePolicy, Int) -> Void
  ) throws(KitFailure) -> [Outcome] {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("course-simulate-\(UUID().uuidString)").path
    let ticket = SignalHandler.beforeEnd { try? FileManager.default.removeItem(atPath: file) }
    defer {
      SignalHandler.remove(ticket)
      try? FileManager.default.removeItem(atPath: file)
    }
    let keys = batch.keys.withUnsafeBytes { Data($0) }
    guard FileManager.default.createFile(atPath: file, contents: keys) else {
      throw KitFailure("\(file) cannot be written", fix: "Look at the space on the disk.")
    }
    var left = capacities.flatMap { capacity in answers.map { ($0, capacity) } }
    var outcomes: [Outcome] = []
    while !left.isEmpty {
      let done = try run(left, keys: file, progress)
      outcomes += done
      left.removeFirst(min(done.count, left.count))
    }
    return outcomes
  }

  /// Runs the program until it ends; what it did not get to is left for another run.
  private func run(
    _ replays: [(ExercisePolicy, Int)],
    keys file: String,
    _ progress: (ExercisePolicy, Int) -> Void
  ) throws(KitFailure) -> [Outcome] {
    let mark = UUID().uuidString
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = [file, mark] + replays.flatMap { [$0.0.rawValue, "\($0.1)"] }
    process.environment = ProcessInfo.processInfo.environment
      .merging(["SWIFT_BACKTRACE": "enable=no"]) { $1 }
    let output = Pipe()
    process.standardOutput = output
    process.standardInput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    do {
      try process.run()
    } catch {
      throw KitFailure("\(program) could not be started", fix: "Try course doctor --clear.")
    }
    let ticket = SignalHandler.beforeEnd { process.terminate() }
    defer { SignalHandler.remove(ticket) }
    var outcomes: [Outcome] = []
    var begun: (ExercisePolicy, Int)?
    var rest = ""
    while case let data = output.fileHandleForReading.availableData, !data.isEmpty {
      rest += String(decoding: data, as: UTF8.self)
      var lines = rest.split(separator: "\n", omittingEmptySubsequences: false)
      rest = lines.popLast().map(String.init) ?? ""
      for line in lines {
        switch ExerciseReplay.event(line, mark: mark) {
        case .began(let answer, let capacity):
          begun = (answer, capacity)
          progress(answer, capacity)
        case .ended(let answer, let capacity, let count, let seconds):
          begun = nil
          outcomes.append(.result(answer, capacity: capacity, count, seconds: seconds))
        case nil: break
        }
      }
    }
    process.waitUntilExit()
    if let begun { outcomes.append(.crashed(begun.0, capacity: begun.1)) }
    guard !outcomes.isEmpty else {
      throw KitFailure("The program with your answers ended without a word", fix: "Try it again.")
    }
    return outcomes
  }
}
