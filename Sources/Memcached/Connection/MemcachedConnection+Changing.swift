extension MemcachedConnection {
  /// Adds to a counter and returns its new value; `nil` if there is none.
  ///
  /// A counter is a value of decimal digits. Beyond 64 bits it begins again at 0.
  public func increment(_ key: String, by delta: UInt64 = 1) async throws -> UInt64? {
    try await number(.increment(key, by: delta))
  }

  /// Subtracts from a counter and returns its new value; `nil` if there is none.
  ///
  /// A counter does not go below 0. When it gets shorter, the value is filled up with spaces.
  public func decrement(_ key: String, by delta: UInt64 = 1) async throws -> UInt64? {
    try await number(.decrement(key, by: delta))
  }

  /// Gives an item a new expiry; false if there is none.
  public func touch(_ key: String, expiry: MemcachedExpiry) async throws -> Bool {
    try await send(.touch(key, expiry)) == .touched
  }

  /// Removes an item; false if there is none.
  @discardableResult
  public func delete(_ key: String) async throws -> Bool {
    try await send(.delete(key)) == .deleted
  }

  /// Makes all items that there are now invalid, at once or after some seconds.
  public func flushAll(delay: Int = 0) async throws {
    _ = try await send(.flushAll(delay: delay))
  }

  /// The server's counters and figures by name.
  public func stats(_ group: String? = nil) async throws -> [String: String] {
    let reply = try await send(.stats(group))
    guard case .stats(let lines) = reply else { throw MemcachedError.unexpected("\(reply)") }
    return Dictionary(lines.map { ($0.name, $0.value) }) { _, last in last }
  }

  public func version() async throws -> String {
    let reply = try await send(.version)
    guard case .version(let version) = reply else { throw MemcachedError.unexpected("\(reply)") }
    return version
  }

  private func number(_ request: MemcachedRequest) async throws -> UInt64? {
    switch try await send(request) {
    case .number(let number): return number
    case .notFound: return nil
    case let reply: throw MemcachedError.unexpected("\(reply)")
    }
  }
}
