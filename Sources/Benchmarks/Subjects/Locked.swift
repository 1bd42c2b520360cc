import Synchronization

/// A subject under a lock, the simplest way to share one that is not thread-safe.
final class Locked<Content: Subject>: SharedSubject where Content.Key: Sendable {
  private let content: Mutex<Content>

  init(capacity: Int) { content = Mutex(Content(capacity: capacity)) }

  func value(for key: Content.Key) -> Int? {
    content.withLock { $0.value(for: key) }
  }

  func insert(_ value: Int, for key: Content.Key) {
    content.withLock { _ = $0.insert(value, for: key) }
  }

  func makeRoom(forgetting key: Content.Key) {
    content.withLock { $0.makeRoom(forgetting: key) }
  }
}
