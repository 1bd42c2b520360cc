import Foundation

/// The time since some moment, on a clock that never goes back.
public struct Stopwatch: Sendable {
  private let start = Stopwatch.now()

  public init() {}

  public var seconds: Double { Self.now() - start }

  private static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
