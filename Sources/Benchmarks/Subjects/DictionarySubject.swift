/// A bare dictionary: the least that any cache has to do, and the baseline for the others.
///
/// It has no bound. Where others evict, it is told which key to remove.
struct DictionarySubject<Key: Hashable>: Subject {
  private var entries: [Key: Int] = [:]

  init(capacity: Int) {}

  func value(for key: Key) -> Int? { entries[key] }

  mutating func insert(_ value: Int, for key: Key) -> Key? {
    entries[key] = value
    return nil
  }

  mutating func makeRoom(forgetting key: Key) { entries[key] = nil }
}
