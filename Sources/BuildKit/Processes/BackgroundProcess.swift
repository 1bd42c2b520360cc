import Foundation

/// A program that goes on when this one has ended.
public enum BackgroundProcess {
  /// Starts it in a session of its own, with nothing to read and nowhere to write to.
  ///
  /// - Returns: Whether it runs.
  @discardableResult
  public static func start(_ program: String, _ arguments: [String]) -> Bool {
    let nowhere = open("/dev/null", O_RDWR | O_CLOEXEC)
    defer { close(nowhere) }
    let started = Platform.spawn(
      program,
      arguments: arguments,
      environment: ProcessInfo.processInfo.environment,
      descriptors: [nowhere, nowhere, nowhere]
    )
    return (try? started.get()) != nil
  }

  /// Lets whatever else the machine does go first.
  public static func yieldToOthers() { _ = nice(10) }
}
