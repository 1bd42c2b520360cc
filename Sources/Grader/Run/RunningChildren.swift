import Foundation
import Synchronization

/// The processes that the grader has started and not yet seen the end of.
enum RunningChildren {
  private static let pids = Mutex<Set<pid_t>>([])

  static func add(_ pid: pid_t) { pids.withLock { _ = $0.insert(pid) } }
  static func remove(_ pid: pid_t) { pids.withLock { _ = $0.remove(pid) } }

  static func stopAll() {
    for pid in pids.withLock({ $0 }) { Platform.kill(group: pid) }
  }
}
