import Console
import Grader

/// Runs a demo, or lists them.
enum DemoCommand: Command {
  private static let name = Positional(
    "NAME",
    "the demo to run; without one, the demos are listed",
    count: .upToOne
  )
  private static let mine = Flag("mine", "run your own answers in place of the reference")
  private static let live = Flag("live", "let it take the time that it tells about")
  private static let step = Flag("step", "wait for a key after every step")
  private static let svg = Setting.text("svg", "FILE", "write its picture to a file")
  private static let columns = Setting.number(
    "columns",
    "N",
    "lay it out for this width",
    in: 40...200
  )

  static let usage = Usage(
    "demo",
    "run a demo, or list them",
    positional: name,
    options: [mine, live, step, svg, columns]
  )

  static func run(_ arguments: Arguments, in session: Session) async throws -> ExitCode {
    throw KitFailure("The demos are not part of this build", mend: "")
  }
}
