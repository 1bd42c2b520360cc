import Foundation
import Synchronization

/// The processes that this one has started and not yet seen the end of.
public enum RunningChildren {
  private static let endings = Mutex<[pid_t: @Sendable () -> Void]>([:])

  static func add(_ pid: pid_t, end: @escaping @Sendable () -> Void) {
    endings.withLock { $0[pid] = end }
  }

  static func remove(_ pid: pid_t) { endings.withLock { _ = $0.removeValue(forKey: pid) } }

  /// Ends them all, and what they have started.
  public static func stopAll() {
    for end in endings.withLock({ $0 }).values { end() }
  }
}
