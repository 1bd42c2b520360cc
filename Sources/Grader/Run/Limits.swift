/// What an answer may use while it is checked.
public struct Limits: Sendable {
  /// For all checks of one exercise together.
  public var seconds: Double

  /// For one check; less than `seconds`, so that one endless loop costs one check.
  public var secondsPerCheck: Double

  /// Resident memory, in bytes.
  public var memory: Int

  /// How much of the output is kept, in bytes; the rest is read and thrown away.
  public var output: Int

  public init(
    seconds: Double = 10,
    secondsPerCheck: Double = 4,
    memory: Int = 1 << 30,
    output: Int = 1 << 20
  ) {
    self.seconds = seconds
    self.secondsPerCheck = secondsPerCheck
    self.memory = memory
    self.output = output
  }
}
