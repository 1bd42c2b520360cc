/// What a run of the compiler came to.
public struct Compilation: Sendable {
  public let succeeded: Bool
  public let messages: String

  /// Whether it was ended because it took too long.
  public var hasTimedOut = false

  /// Whether a line of a source file, or a name in one, is what the compiler had to complain about.
  public var blamesSource: Bool {
    messages.firstMatch(of: /\.swift:\d+:\d+: error:/) != nil
      || messages.contains("undefined symbol") || messages.contains("duplicate symbol")
  }
}
