extension MemcachedConnection {
  /// Stores a value, whether there was one or not.
  public func set(
    _ key: String,
    _ value: [UInt8],
    flags: UInt32 = 0,
    expiry: MemcachedExpiry = .never
  ) async throws {
    _ = try await store(.set, key, value, flags, expiry)
  }

  /// Stores a value if there is none yet; false if there is one.
  public func add(
    _ key: String,
    _ value: [UInt8],
    flags: UInt32 = 0,
    expiry: MemcachedExpiry = .never
  ) async throws -> Bool {
    try await store(.add, key, value, flags, expiry) == .stored
  }

  /// Stores a value in the place of another; false if there is none.
  public func replace(
    _ key: String,
    _ value: [UInt8],
    flags: UInt32 = 0,
    expiry: MemcachedExpiry = .never
  ) async throws -> Bool {
    try await store(.replace, key, value, flags, expiry) == .stored
  }

  /// Adds bytes to the end of a value; false if there is none.
  public func append(_ key: String, _ value: [UInt8]) async throws -> Bool {
    try await store(.append, key, value, 0, .never) == .stored
  }

  /// Adds bytes to the front of a value; false if there is none.
  public func prepend(_ key: String, _ value: [UInt8]) async throws -> Bool {
    try await store(.prepend, key, value, 0, .never) == .stored
  }

  /// Stores a value if the item has not changed since `gets` told its unique.
  public func compareAndSwap(
    _ key: String,
    _ value: [UInt8],
    unique: UInt64,
    flags: UInt32 = 0,
    expiry: MemcachedExpiry = .never
  ) async throws -> CompareAndSwapOutcome {
    let mode = MemcachedRequest.StoreMode.compareAndSwap(unique: unique)
    switch try await store(mode, key, value, flags, expiry) {
    case .stored: return .stored
    case .exists: return .changed
    default: return .missing
    }
  }

  private func store(
    _ mode: MemcachedRequest.StoreMode,
    _ key: String,
    _ value: [UInt8],
    _ flags: UInt32,
    _ expiry: MemcachedExpiry
  ) async throws -> MemcachedReply {
    let reply = try await send(.store(mode, key, MemcachedItem(value, flags: flags), expiry))
    switch reply {
    case .stored, .notStored, .exists, .notFound: return reply
    default: throw MemcachedError.unexpected("\(reply)")
    }
  }
}

/// How a compare-and-swap ended.
public enum CompareAndSwapOutcome: Hashable, Sendable {
  case stored
  /// Somebody else has stored another value meanwhile.
  case changed
  /// The item is not there any more.
  case missing
}
