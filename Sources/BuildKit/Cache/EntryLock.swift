import Foundation

/// Held by whoever builds an entry; the system releases it when its process ends, however it ends.
struct EntryLock {
  private let path: String
  private let descriptor: Int32

  /// Waits until nobody else holds it.
  ///
  /// Where a folder cannot be locked, two may build the same.
  init(_ path: String, waiting: () -> Void) {
    self.path = path
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard flock(descriptor, LOCK_EX | LOCK_NB) != 0 else { return }
    waiting()
    _ = flock(descriptor, LOCK_EX)
  }

  func release() {
    // Whoever waits for this file gets the lock all the same, and finds the entry.
    unlink(path)
    close(descriptor)
  }
}
