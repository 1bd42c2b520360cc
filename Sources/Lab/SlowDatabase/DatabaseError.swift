/// An operation of a ``SlowDatabase``.
public enum DatabaseOperation: String, Hashable, Sendable, CaseIterable {
  case read, write, delete
  case bulkRead = "bulk-read"
  case bulkWrite = "bulk-write"
}

/// An operation of a ``SlowDatabase`` that failed.
public struct DatabaseError: Error, Hashable, Sendable {
  public enum Reason: Hashable, Sendable {
    /// The database was down when the operation arrived, or when it was to take effect.
    case outage
    /// A test asked for this failure with `failNext`.
    case injected
    /// One of the failures that `failureProbability` makes.
    case chance
  }

  public let operation: DatabaseOperation
  /// The key, or the number of rows of a bulk operation.
  public let subject: String
  public let reason: Reason

  public init(operation: DatabaseOperation, subject: String, reason: Reason) {
    self.operation = operation
    self.subject = subject
    self.reason = reason
  }
}

extension DatabaseError: CustomStringConvertible {
  public var description: String {
    let why =
      switch reason {
      case .outage: "it is down"
      case .injected: "it was told to fail"
      case .chance: "it fails now and then, and did so now"
      }
    return "the database did not \(operation.rawValue) \(subject): \(why)"
  }
}
