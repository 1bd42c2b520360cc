extension MemcachedConnection {
  /// Stores text, whether there was a value or not.
  public func set(
    _ key: String,
    _ text: String,
    flags: UInt32 = 0,
    expiry: MemcachedExpiry = .never
  ) async throws {
    try await set(key, Array(text.utf8), flags: flags, expiry: expiry)
  }

  /// Stores text if there is no value yet; false if there is one.
  public func add(
    _ key: String,
    _ text: String,
    flags: UInt32 = 0,
    expiry: MemcachedExpiry = .never
  ) async throws -> Bool {
    try await add(key, Array(text.utf8), flags: flags, expiry: expiry)
  }

  /// Stores text in the place of a value; false if there is none.
  public func replace(
    _ key: String,
    _ text: String,
    flags: UInt32 = 0,
    expiry: MemcachedExpiry = .never
  ) async throws -> Bool {
    try await replace(key, Array(text.utf8), flags: flags, expiry: expiry)
  }

  /// Adds text to the end of a value; false if there is none.
  public func append(_ key: String, _ text: String) async throws -> Bool {
    try await append(key, Array(text.utf8))
  }

  /// Adds text to the front of a value; false if there is none.
  public func prepend(_ key: String, _ text: String) async throws -> Bool {
    try await prepend(key, Array(text.utf8))
  }

  /// Stores text if the item has not changed since its unique was told.
  public func compareAndSwap(
    _ key: String,
    _ text: String,
    unique: UInt64,
    flags: UInt32 = 0,
    expiry: MemcachedExpiry = .never
  ) async throws -> CompareAndSwapOutcome {
    try await compareAndSwap(
      key,
      Array(text.utf8),
      unique: unique,
      flags: flags,
      expiry: expiry
    )
  }
}
