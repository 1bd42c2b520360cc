/// A demo: a short script that runs real code and shows what it does.
///
/// It takes time from a `ManualClock` and randomness from a seeded generator, so that it says the
/// same on every run. With a learner's answer in place of the reference, the script, this folder and
/// the week's answers are compiled as one module, see `DemoBuilder`. So they import only `Drawing`,
/// what the week's answers may import, and those answers; a script may import `Simulation`, too.
public protocol DemoScript: Sendable {
  /// The name to type after `course demo`.
  static var id: String { get }

  /// How many real seconds one second of the demo takes with `--live`.
  static var liveScale: Double { get }

  static func perform(on stage: Stage) async throws
}

extension DemoScript {
  public static var liveScale: Double { 1 }
}
