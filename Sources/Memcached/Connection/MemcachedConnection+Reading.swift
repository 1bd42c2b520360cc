extension MemcachedConnection {
  /// The item of `key`, or `nil` if there is none.
  public func get(_ key: String) async throws -> MemcachedItem? {
    try await get([key])[key]
  }

  /// The items of those of `keys` that have one, in one round trip.
  public func get(_ keys: [String]) async throws -> [String: MemcachedItem] {
    try await items(.get(keys))
  }

  /// The item of `key` with its ``MemcachedItem/unique``, for a compare-and-swap.
  public func gets(_ key: String) async throws -> MemcachedItem? {
    try await gets([key])[key]
  }

  /// The items of `keys` with their uniques.
  public func gets(_ keys: [String]) async throws -> [String: MemcachedItem] {
    try await items(.get(keys, withUnique: true))
  }

  /// The item of `key`, which gets a new expiry.
  public func getAndTouch(_ key: String, expiry: MemcachedExpiry) async throws -> MemcachedItem? {
    try await items(.getAndTouch([key], expiry))[key]
  }

  private func items(_ request: MemcachedRequest) async throws -> [String: MemcachedItem] {
    guard !request.keys.isEmpty else { return [:] }
    let reply = try await send(request)
    guard case .items(let items) = reply else { throw MemcachedError.unexpected("\(reply)") }
    return items
  }
}
