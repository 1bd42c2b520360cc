/// How many operations a ``SlowDatabase`` has received, and what came of them.
public struct DatabaseCounts: Hashable, Sendable {
  /// Operations are counted as they arrive, whether they succeed or not.
  public var reads = 0
  public var writes = 0
  public var deletes = 0
  public var bulkReads = 0
  public var bulkWrites = 0

  /// The rows that single and bulk operations have written or removed.
  public var rowsWritten = 0
  /// The operations that ended with a ``DatabaseError``.
  public var failures = 0

  public init() {}

  /// How many operations of any kind have arrived.
  public var operations: Int { reads + writes + deletes + bulkReads + bulkWrites }

  mutating func count(_ operation: DatabaseOperation) {
    switch operation {
    case .read: reads += 1
    case .write: writes += 1
    case .delete: deletes += 1
    case .bulkRead: bulkReads += 1
    case .bulkWrite: bulkWrites += 1
    }
  }
}
