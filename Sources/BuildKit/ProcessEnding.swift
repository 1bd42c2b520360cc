/// How a process came to its end.
public enum ProcessEnding: Sendable, Equatable {
  case exited(Int32)
  case killed(Int32)

  /// "SIGSEGV", where a signal ended it.
  public static func name(ofSignal signal: Int32) -> String { Platform.name(ofSignal: signal) }
}
