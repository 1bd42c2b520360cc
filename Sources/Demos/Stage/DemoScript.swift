/// A demo: a short talk that runs real code and shows what comes out.
///
/// It gets its time and its chance from clocks and seeded generators, so that it says the same on
/// every run. A script and what is in this folder import nothing but `Lab`, the week's answers and,
/// where they need it, `Simulation`: with a learner's own file in place of the reference they are
/// compiled as one module.
public protocol DemoScript: Sendable {
  /// What one types after `course demo`.
  static var id: String { get }

  /// How many real seconds one second of the demo takes with `--live`.
  static var liveScale: Double { get }

  static func perform(on stage: Stage) async throws
}

extension DemoScript {
  public static var liveScale: Double { 1 }
}
