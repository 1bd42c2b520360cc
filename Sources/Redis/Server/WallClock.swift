#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The time of day, which a server's keys expire by, and a stopwatch's time.
enum WallClock {
  /// Milliseconds since the epoch.
  static func milliseconds() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
  }

  /// Microseconds on a clock that only moves forward.
  static func microseconds() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1_000_000 + time.tv_nsec / 1000
  }
}

/// The time of day as it was when it was last read.
///
/// Commands that arrive together run at the same time: asking the clock for each of them would cost
/// more than many a command.
final class TurnClock {
  private(set) var milliseconds = WallClock.milliseconds()

  func read() {
    milliseconds = WallClock.milliseconds()
  }
}
