import Audit
import Commands
import Console
import Curriculum
import Drawing
import Foundation
import Grader

/// What `course mistake` prints about the mistakes of an exercise.
struct MistakeReport {
  let exercise: Exercise
  let folder: CourseFolder
  let session: Session

  private var bank: MistakeBank { MistakeBank(folder: folder) }
  private var style: TextStyle { session.terminal.style }
  private var columns: Int { min(session.terminal.columns, 100) }

  /// Every mistake with its check and its sentence.
  func list() -> ExitCode {
    let (mistakes, problems) = bank.read(exercise)
    let width = mistakes.map(\.name.count).max() ?? 0
    for mistake in mistakes {
      session.print("\(style.bold(mistake.name.padded(to: width)))  \(style.cyan(mistake.check))")
      let sentence = "  \(mistake.sentence)".wrapped(to: columns, hanging: "  ")
      session.print(sentence.joined(separator: "\n"))
    }
    let count = "\(mistakes.count) \(mistakes.count == 1 ? "mistake" : "mistakes")"
    session.print((mistakes.isEmpty ? "" : "\n") + "\(count) of \(exercise.id)")
    return complain(problems)
  }

  /// The difference that a mistake makes to the solution.
  func show(_ name: String) throws -> ExitCode {
    let mistake = try mistake(name)
    session.print(heading(mistake))
    return try printDifference(mistake)
  }

  /// What a learner would see, and whether the check that the mistake names catches it.
  func tryOut(_ name: String) throws -> ExitCode {
    let mistake = try mistake(name)
    session.print(heading(mistake))
    session.print()
    return try judge(mistake) ? .success : .workFails
  }

  /// Writes down the learner's file as a mistake, if the check catches it.
  func record(_ name: String, check: String, because sentence: String) throws -> ExitCode {
    guard try !Stubs(folder: folder).isUnedited(exercise) else {
      throw UsageError(
        "\(exercise.stubPath) is the stub as it was handed out",
        fix: "Write the solution into it, with the mistake, and record that."
      )
    }
    let checks = try Checker(folder: folder).checkNames(of: exercise)
    let recording: MistakeBank.Recording
    do throws(RecordingRefusal) {
      recording = try bank.recording(
        of: exercise,
        name: name,
        check: check,
        because: sentence,
        checks: checks
      )
    } catch {
      throw UsageError(error.problem, fix: error.remedy)
    }
    let mistake = recording.mistake
    session.print(heading(mistake))
    _ = try printDifference(mistake)
    session.print()
    guard try judge(mistake) else {
      session.print("Nothing was recorded.")
      return .workFails
    }
    try bank.write(recording)
    session.print("Recorded in \(style.cyan("\(mistake.file):\(mistake.line)"))")
    return .success
  }

  private func mistake(_ name: String) throws(UsageError) -> Mistake {
    let (mistakes, _) = bank.read(exercise)
    if let mistake = mistakes.first(where: { $0.name == name }) { return mistake }
    throw UsageError(
      unknown: "mistake of \(exercise.id)",
      name,
      among: mistakes.map(\.name),
      otherwise: "Type course mistake \(exercise.id) to see them all."
    )
  }

  private func heading(_ mistake: Mistake) -> String {
    let lines =
      ["\(style.bold(mistake.name))  \(style.dim("\(mistake.file):\(mistake.line)"))"]
      + mistake.sentence.wrapped(to: columns) + ["caught by \(style.cyan(mistake.check))"]
    return lines.joined(separator: "\n")
  }

  /// How much of the solution is shown around a hunk.
  private static let around = 2

  private func printDifference(_ mistake: Mistake) throws -> ExitCode {
    let solution = bank.solution(of: exercise)
    session.print()
    switch mistake.form {
    case .wholeFile(let text):
      let reference = solution.lines.joined(separator: "\n")
      session.terminal.write(
        LineDifference(from: reference, to: text)
          .unified(solution.path, mistake.file, style: style)
      )
      return .success
    case .hunks(let hunks):
      let width = String(solution.lines.count).count
      session.print(style.bold(solution.path))
      var shown = 0
      for hunk in hunks {
        let lines = solution.placed(hunk, around: Self.around).drop { ($0.number ?? .max) <= shown }
        if shown > 0, lines.first?.number != shown + 1 {
          session.print(style.dim(String(repeating: " ", count: width) + " ⋮"))
        }
        for line in lines { session.print(text(of: line, width)) }
        shown = lines.compactMap(\.number).max() ?? shown
      }
      return complain(solution.applying(hunks, of: mistake).problems)
    }
  }

  private func text(of line: Solution.PlacedLine, _ width: Int) -> String {
    let number = style.dim((line.number.map(String.init) ?? "").leftPadded(to: width))
    guard !line.text.isEmpty || line.kind != .context else { return number }
    let text = "\(line.kind.rawValue) \(line.text)"
    return switch line.kind {
    case .context: "\(number) \(text)"
    case .old: "\(number) \(style.red(text))"
    case .new: "\(number) \(style.green(text))"
    }
  }

  /// Shows a learner's verdict on the mistake; whether the check that it names catches it.
  private func judge(_ mistake: Mistake) throws -> Bool {
    let line = ProgressLine(session.terminal)
    defer { line.end() }
    let (trial, problems) = try Auditor(folder: folder).trial(of: mistake, in: exercise) {
      line.show($0.words(for: exercise))
    }
    line.end()
    guard let trial else {
      _ = complain(problems)
      return false
    }
    let report = VerdictReport(verdict: trial.learnersVerdict, style: style, columns: columns)
    session.print(report.lines.joined(separator: "\n"))
    session.print()
    if let finding = trial.finding {
      session.print("\(style.red("✗")) \(finding)".replacing("\n", with: "\n  "))
      return false
    }
    session.print("\(style.green("✓")) caught by \(mistake.check), with assert off")
    return true
  }

  private func complain(_ problems: [MistakeProblem]) -> ExitCode {
    for problem in problems { session.print("\(style.red("✗")) \(problem)") }
    return problems.isEmpty ? .success : .workFails
  }
}
