import BuildKit
import Commands
import Console
import Curriculum
import Demos
import Drawing
import Grader

/// Runs a demo, or lists them.
enum DemoCommand: Command {
  private static let name = Positional(
    "NAME",
    "the demo to run; without one, the demos are listed",
    count: .upToOne
  )
  private static let mine = Flag("mine", "run your own answers in place of the reference")
  private static let live = Flag("live", "let it take the time that it tells about, scaled")
  private static let step = Flag("step", "wait for the return key after every step")
  private static let svg = Setting.text("svg", "FILE", "write its picture to a file")
  private static let columns = Setting.number(
    "columns",
    "N",
    "lay it out for this width",
    in: DemoOptions.widths
  )

  static let usage = Usage(
    .demo,
    positional: name,
    options: [mine, live, step, svg, columns],
    notes: [
      "A demo with several pictures writes the first to FILE and the others beside it, with their "
        + "names added."
    ]
  )

  static func run(_ arguments: Arguments, in session: Session) async throws -> ExitCode {
    guard let word = arguments.word else {
      guard !arguments[mine], !arguments[live], !arguments[step], arguments[svg] == nil else {
        throw UsageError("These options need a demo", fix: "Type course demo to see them all.")
      }
      session.print(list(session.terminal.style, columns: width(arguments, session)))
      return .success
    }
    guard let demo = Course.demo(word) else {
      throw UsageError(
        unknown: "demo",
        word,
        among: Course.demos.map(\.id),
        otherwise: "Type course demo to see them all."
      )
    }
    let options = try showing(arguments, session)
    if arguments[mine] { return try showMine(demo, as: options, in: session) }
    do {
      try await DemoRunner.run(demo.id, as: options) { session.terminal.write($0) }
    } catch let failure as DemoFailure {
      throw UsageError(failure.description)
    }
    return .success
  }

  private static func showing(
    _ arguments: Arguments,
    _ session: Session
  ) throws(UsageError) -> DemoOptions {
    if arguments[live], arguments[step] {
      throw UsageError("--live and --step do not go together", fix: "Leave one out.")
    }
    return DemoOptions(
      columns: width(arguments, session),
      style: session.terminal.style,
      pace: arguments[live] ? .live : arguments[step] ? .step : .none,
      pictureFile: arguments[svg]
    )
  }

  /// Lines longer than 100 columns are hard to read, however wide the terminal is.
  private static func width(_ arguments: Arguments, _ session: Session) -> Int {
    arguments[columns] ?? min(session.terminal.columns, 100)
  }

  static func list(_ style: TextStyle, columns: Int) -> String {
    var lines: [String] = []
    let names = Course.demos.map(\.id.count).max() ?? 0
    for week in Course.weeks where !week.demos.isEmpty {
      lines.append(style.bold("Week \(week.number)  \(week.title)"))
      var table = TextTable([.text().atLeast(names), .sentence()], indent: 2)
      for demo in week.demos { table.add(demo.id, demo.summary) }
      lines += table.lines(columns: columns, style: style) + [""]
    }
    let example = Course.demos.first?.id ?? "NAME"
    return (lines + ["To run one: course demo \(example)"]).joined(separator: "\n")
  }

  /// The demo with the learner's own answers, compiled with them as one module and run in place of
  /// this program.
  private static func showMine(
    _ demo: Demo,
    as options: DemoOptions,
    in session: Session
  ) throws -> ExitCode {
    guard !demo.exercises.isEmpty else {
      throw UsageError(
        "The demo \(demo.id) uses no exercise, so --mine has nothing to change",
        fix: "Leave it out."
      )
    }
    let folder = try session.folder()
    let stubs = try Stubs(folder: folder)
    // A stub without bodies shows nothing; one with a fault in it shows the fault.
    let mine = demo.exercises.compactMap(Course.exercise).filter {
      $0.kind == .fix || !stubs.isUnedited($0)
    }
    guard !mine.isEmpty else {
      throw UsageError(
        "Nothing of yours is in the demo \(demo.id) yet",
        fix: "It shows \(demo.exercises.joined(separator: ", ")), and those are still stubs."
      )
    }
    let line = ProgressLine(session.terminal)
    line.show("compiling the demo with your \(mine.map(\.name).joined(separator: ", "))")
    let product = try DemoBuilder(folder: folder).build(demo, mine: mine)
    line.end()
    switch product {
    case .rejected(let messages):
      session.print("The demo does not compile with your answers.\n\n\(messages)")
      return .workFails
    case .program(let path):
      Program(at: path).exec(options.arguments)
      throw KitFailure(
        "\(path) could not be started",
        fix: "Try it again after course doctor --clear."
      )
    }
  }
}
