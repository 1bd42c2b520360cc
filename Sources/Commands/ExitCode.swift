/// What the program tells the shell.
public enum ExitCode: Int32 {
  case success = 0
  /// The learner's work fails.
  case workFails = 1
  case wrongUsage = 2
  /// The kit itself, or the machine that it runs on, is at fault.
  case kitFailed = 3
}
