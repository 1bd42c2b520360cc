/// What is timed: something that keeps values for keys.
///
/// Its methods are named as in Week 1's caches, so most of those conform as they are.
protocol Subject<Key>: SendableMetatype {
  associatedtype Key

  init(capacity: Int)

  mutating func value(for key: Key) -> Int?

  @discardableResult
  mutating func insert(_ value: Int, for key: Key) -> Key?

  /// Removes `key` to make room for a new one.
  ///
  /// Only a subject that cannot evict by itself does anything here.
  mutating func makeRoom(forgetting key: Key)
}

extension Subject {
  @inline(__always)
  mutating func makeRoom(forgetting key: Key) {}
}

/// A subject that several threads use at once.
protocol SharedSubject<Key>: Sendable {
  associatedtype Key: Sendable

  init(capacity: Int)

  func value(for key: Key) -> Int?
  func insert(_ value: Int, for key: Key)
  func makeRoom(forgetting key: Key)
}

extension SharedSubject {
  @inline(__always)
  func makeRoom(forgetting key: Key) {}
}

/// A shared subject as one thread sees it.
struct Handle<Shared: SharedSubject>: Subject {
  let shared: Shared

  init(_ shared: Shared) { self.shared = shared }
  init(capacity: Int) { shared = Shared(capacity: capacity) }

  func value(for key: Shared.Key) -> Int? { shared.value(for: key) }

  func insert(_ value: Int, for key: Shared.Key) -> Shared.Key? {
    shared.insert(value, for: key)
    return nil
  }

  func makeRoom(forgetting key: Shared.Key) { shared.makeRoom(forgetting: key) }
}
