import BuildKit
import Commands
import Console
import Curriculum
import Foundation
import Grader

/// Looks at the file, the keys and the check in turn, ten times a second.
struct WatchLoop {
  var exercise: Exercise
  var standings: Standings
  let terminal: Terminal
  var verdict: Verdict?

  /// The step that follows from the verdict, told when it came.
  var nextStep: NextStep?
  var failure: KitFailure?
  var view = View.verdict

  /// What is shown in place of, or below, the verdict.
  enum View {
    case verdict
    case hint([String])
    case list
    case question
    case solution
  }

  private let check: BackgroundCheck
  private var file: WatchedFile
  private var isCheckDue = true

  /// The input is at its end: what is due is still done.
  private var isEnding = false

  /// The learner has seen enough: nothing is waited for.
  private var hasQuit = false
  private var isDrawDue = true
  private var drawnSize = (columns: 0, rows: 0)

  init(exercise: Exercise, checker: Checker, standings: Standings, terminal: Terminal) {
    self.exercise = exercise
    self.standings = standings
    self.terminal = terminal
    check = BackgroundCheck(checker)
    file = WatchedFile(standings.folder.path(exercise.stubPath))
  }

  var isChecking: Bool { check.isRunning || isCheckDue }
  var step: String { check.step }

  mutating func run() throws -> ExitCode {
    let resumed = Redraw()
    let keys = terminal.isInteractive ? SingleKeyInput(onResume: resumed.ask) : nil
    let newline = keys.map { _ in SignalHandler.beforeEnd { [terminal] in terminal.write("\n") } }
    defer {
      keys?.end()
      if let newline {
        SignalHandler.remove(newline)
        terminal.write("\n")
      }
    }
    if keys != nil { terminal.write(String(repeating: "\n", count: terminal.rows)) }
    while !hasQuit, !isEnding || isChecking {
      if file.wasSaved() { isCheckDue = true }
      collectVerdict()
      startCheck()
      if resumed.take() || drawnSize != (terminal.columns, terminal.rows) { isDrawDue = true }
      if keys != nil { draw() }
      try waitForKey(answersKeys: keys != nil)
    }
    collectVerdict()
    if check.isRunning { RunningChildren.stopAll() }
    return .success
  }

  private mutating func startCheck() {
    guard isCheckDue else { return }
    // What it judges is not what there is any more.
    guard !check.isRunning else { return check.cancel() }
    isCheckDue = false
    check.start(exercise)
    view = .verdict
    isDrawDue = true
  }

  private mutating func collectVerdict() {
    guard let ending = check.takeEnding(), ending.exercise == exercise.id else { return }
    isDrawDue = true
    do {
      let verdict = try ending.result.get()
      var step = NextStep(verdict, of: exercise, standings)
      step.hasKeys = terminal.isInteractive
      (self.verdict, nextStep, failure) = (verdict, step, nil)
      var progress = standings.progress
      try progress.record(verdict)
      standings = try Standings(folder: standings.folder)
    } catch {
      failure = error
    }
    if !terminal.isInteractive { printVerdict() }
  }

  /// Where nothing can be redrawn, one verdict follows the other.
  private func printVerdict() {
    if let failure {
      terminal.complain("course", failure.description)
    } else {
      terminal.write(verdictLines(columns: terminal.columns).joined(separator: "\n") + "\n\n")
    }
  }

  private mutating func draw() {
    guard isDrawDue else { return }
    isDrawDue = false
    drawnSize = (terminal.columns, terminal.rows)
    terminal.redraw(screen(columns: terminal.columns, rows: terminal.rows))
  }

  private mutating func waitForKey(answersKeys: Bool) throws {
    guard !isEnding else {
      Thread.sleep(forTimeInterval: 0.02)
      return
    }
    // A running check is looked at more often, so that its verdict is seen at once.
    switch Keyboard.next(within: check.isRunning ? 20 : 100) {
    case .letter(let letter) where answersKeys:
      isDrawDue = true
      try answer(letter)
    case .end: isEnding = true
    case .letter, nil: break
    }
  }
}

extension WatchLoop {
  private mutating func answer(_ letter: Character) throws {
    if case .question = view {
      view = letter == "y" || letter == "Y" ? .solution : .verdict
      return
    }
    switch letter.lowercased() {
    case "n": moveOn()
    case "h": try showHint()
    case "s": view = standings[exercise].wasPassed ? .solution : .question
    case "l": if case .list = view { view = .verdict } else { view = .list }
    case "r": isCheckDue = true
    case "q": hasQuit = true
    default: view = .verdict
    }
  }

  private mutating func moveOn() {
    guard let next = standings.next(after: exercise) else { return }
    exercise = next
    file = WatchedFile(standings.folder.path(next.stubPath))
    (verdict, nextStep, failure, view) = (nil, nil, nil, .verdict)
    isCheckDue = true
  }

  private mutating func showHint() throws {
    let shown = standings.progress.hintsShown[exercise.id, default: 0]
    let columns = min(terminal.columns, 80)
    view = .hint(
      HintCommand.text(exercise, shown: shown, terminal.style, columns: columns)
    )
    guard shown < exercise.hints.rungs.count else { return }
    var progress = standings.progress
    try progress.recordHint(exercise.id, shown: shown + 1)
    nextStep?.hintsShown = shown + 1
    standings = try Standings(folder: standings.folder)
  }
}
