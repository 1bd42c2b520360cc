import Drawing

/// All demos of the course, by their names.
public enum DemoRunner {
  /// In the order of the curriculum.
  public static let scripts: [any DemoScript.Type] = [
    HierarchyDemo.self, TTLDemo.self, LRUDemo.self, EvictionDemo.self, CurveDemo.self,
    PatternsDemo.self, StampedeDemo.self, CrashDemo.self, EarlyRefreshDemo.self,
    RefreshAheadDemo.self,
    RingDemo.self, RedisDemo.self, FailoverDemo.self,
    MeasuringDemo.self,
  ]

  /// Runs the demo called `id` and passes its text to `write` piece by piece.
  public static func run(
    _ id: String,
    as options: DemoOptions,
    write: @escaping (String) -> Void
  ) async throws {
    try await DemoRun.run(script(id), as: options, write: write)
  }

  /// The whole text of the demo called `id`.
  public static func transcript(
    of id: String,
    columns: Int = 80,
    style: TextStyle = .plain
  ) async throws -> String {
    let text = Transcript()
    try await run(id, as: DemoOptions(columns: columns, style: style)) { text.lines += $0 }
    return text.lines
  }

  /// The pictures of the demo called `id`: SVG documents by their names in the documentation.
  public static func pictures(of id: String) async throws -> [String: String] {
    try await DemoRun.pictures(of: script(id))
  }

  private static func script(_ id: String) throws(DemoFailure) -> any DemoScript.Type {
    guard let script = scripts.first(where: { $0.id == id }) else {
      throw DemoFailure("There is no demo \"\(id)\"")
    }
    return script
  }
}

private final class Transcript {
  var lines = ""
}
