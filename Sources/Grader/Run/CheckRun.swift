import BuildKit
import Foundation

/// Runs a program's checks until each of them is accounted for.
///
/// The checks run one after another in one process. When the process dies, the check that ran then
/// is charged with it, and the rest go on in a fresh process: a crash costs one check.
struct CheckRun {
  let program: String
  let folder: CourseFolder
  let methods: [CheckFile.Method]
  let limits: Limits

  struct Result {
    var statuses: [String: CheckResult.Status] = [:]
    var seconds: [String: Double] = [:]
    var output = Data()
    var outputWasCut = false
  }

  func run(isCancelled: () -> Bool = { false }) throws(KitFailure) -> Result {
    var result = Result()
    var spent = 0.0
    var hasTimedOut = false
    while let next = methods.first(where: { result.statuses[$0.name] == nil }) {
      guard spent < limits.seconds else {
        for method in methods where result.statuses[method.name] == nil {
          result.statuses[method.name] = .notRun("the exercise's \(format(limits.seconds)) were up")
        }
        break
      }
      var pass = Pass(
        names: methods.map(\.name).filter { result.statuses[$0] == nil },
        // Who has spent that long once is not given as long again.
        secondsPerCheck: hasTimedOut ? min(1, limits.secondsPerCheck) : limits.secondsPerCheck
      )
      let process = try run(
        &pass,
        seconds: limits.seconds - spent,
        output: result.output.count,
        isCancelled: isCancelled
      )
      if isCancelled() { throw .cancelled }
      spent += process.seconds
      result.output += process.output
      result.outputWasCut = result.outputWasCut || process.outputWasCut
      result.seconds.merge(pass.seconds) { $1 }
      result.statuses.merge(pass.statuses) { $1 }
      guard !pass.hasEnded else { continue }
      let victim = pass.current ?? next.name
      result.statuses[victim] = status(of: process, in: pass)
      if case .timedOut = result.statuses[victim] { hasTimedOut = true }
    }
    return result
  }

  /// What one process did.
  private struct Pass {
    let names: [String]
    let secondsPerCheck: Double
    let nonce = UUID().uuidString
    var statuses: [String: CheckResult.Status] = [:]
    var seconds: [String: Double] = [:]
    var current: String?
    var watch = Stopwatch()
    var failures: [Failure] = []
    var hasEnded = false

    /// Longer than a check may run, counted from its own start.
    var isOverdue: Bool { watch.seconds > secondsPerCheck }
  }

  private func run(
    _ pass: inout Pass,
    seconds: Double,
    output: Int,
    isCancelled: () -> Bool
  ) throws(KitFailure) -> ChildProcess.Result {
    let scratch = FileManager.default.temporaryDirectory.path + "/course-\(pass.nonce)"
    try writing(to: scratch) {
      try FileManager.default.createDirectory(atPath: scratch, withIntermediateDirectories: true)
    }
    defer { try? FileManager.default.removeItem(atPath: scratch) }
    let process = ChildProcess(
      program: program,
      environment: [
        "HOME": scratch, "TMPDIR": scratch, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8",
        "SWIFT_BACKTRACE": "enable=no",
      ].merging(RealServers.named) { $1 },
      input: Data(([pass.nonce] + pass.names).joined(separator: "\n").utf8),
      seconds: seconds,
      memory: limits.memory,
      outputLimit: max(0, limits.output - output)
    )
    var reader = EventReader(nonce: pass.nonce)
    return try process.run(
      received: { piece in
        for event in reader.events(in: piece) { take(event, into: &pass) }
      },
      shouldStop: { pass.isOverdue || isCancelled() }
    )
  }

  private func take(_ event: CheckEvent, into pass: inout Pass) {
    switch event.kind {
    case .started:
      guard pass.names.contains(event.check), pass.statuses[event.check] == nil else { return }
      pass.current = event.check
      pass.watch = Stopwatch()
      pass.failures = []
    case .failed:
      guard event.check == pass.current else { return }
      pass.failures.append(failure(event))
    case .finished, .skipped:
      // Never believed of a check that was not seen to start.
      guard event.check == pass.current else { return }
      pass.seconds[event.check] = event.seconds
      pass.statuses[event.check] =
        !pass.failures.isEmpty
        ? .failed(pass.failures)
        : event.kind == .skipped ? .skipped("it needs a check above that does not pass") : .passed
      pass.current = nil
      pass.watch = Stopwatch()
    case .ended:
      pass.hasEnded = pass.names.allSatisfy { pass.statuses[$0] != nil }
    }
  }

  private func failure(_ event: CheckEvent) -> Failure {
    let message = event.message ?? ""
    guard let file = event.file, let line = event.line, line > 0 else {
      // Thrown rather than expected: XCTest does not say where.
      let check = methods.first { $0.name == event.check }
      return Failure(message: message, file: "", line: check?.line ?? 0)
    }
    return Failure(
      message: message,
      code: code(in: file, at: line),
      file: folder.relative(file),
      line: line
    )
  }

  private func code(in file: String, at line: Int) -> String {
    let source = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
    let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.indices.contains(line - 1) else { return "" }
    return lines[line - 1].trimmingCharacters(in: .whitespaces)
  }

  private func status(
    of process: ChildProcess.Result,
    in pass: Pass
  ) -> CheckResult.Status {
    switch process.stop {
    case .asked:
      return .timedOut(
        "no end in sight after \(format(pass.secondsPerCheck)): an endless loop, or a wait for something that never comes"
      )
    case .time:
      return .timedOut("it ran when the exercise's \(format(limits.seconds)) were up")
    case .memory:
      return .crashed(
        "it used more than \(limits.memory >> 20) MiB of memory: something grows without end"
      )
    case nil:
      return .crashed(cause(of: process.ending, output: process.text))
    }
  }

  private func cause(of ending: ProcessEnding, output: String) -> String {
    switch ending {
    case .exited(let code):
      return "the process ended with exit code \(code) in the middle of the check"
    case .killed(let signal):
      let fatal = output.split(separator: "\n").last { $0.contains("Fatal error") }
      if let fatal { return folder.shortened(String(fatal)) }
      let name = ProcessEnding.name(ofSignal: signal)
      return signal == SIGSEGV || signal == SIGBUS
        ? "\(name): memory that is not there was used, most often the stack's end in an endless recursion"
        : "\(name)"
    }
  }

  private func format(_ seconds: Double) -> String {
    seconds == seconds.rounded() ? "\(Int(seconds)) s" : "\(seconds) s"
  }
}
