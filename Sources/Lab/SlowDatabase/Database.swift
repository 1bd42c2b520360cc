/// The operations of a database; every one takes time and may fail.
///
/// Exercises are written against this, so that the same code runs on a ``SlowDatabase`` with any
/// clock, on one that a check watches, or on a real one.
public protocol Database<Key, Row>: Sendable {
  associatedtype Key: Hashable & Sendable
  associatedtype Row: Sendable

  /// The row of `key`, or `nil` if there is none.
  func read(_ key: Key) async throws -> Row?

  /// Writes a row, replacing the one that `key` had; after a failure nothing has changed.
  func write(_ row: Row, for key: Key) async throws

  /// Removes the row of `key`, if there is one; after a failure nothing has changed.
  func delete(_ key: Key) async throws

  /// The rows of `keys` in one operation; keys without a row are left out.
  func bulkRead(_ keys: [Key]) async throws -> [Key: Row]

  /// Writes all of `changes` in one operation, or none if it fails; a `nil` removes its key's row.
  func bulkWrite(_ changes: [Key: Row?]) async throws
}

extension SlowDatabase: Database {}
