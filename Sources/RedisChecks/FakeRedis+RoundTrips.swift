import Redis

extension FakeRedis {
  /// How many round trips `body` makes; the counts begin at zero again.
  public func countRoundTrips(of body: () async throws -> Void) async rethrows -> Int {
    resetCounts()
    try await body()
    return roundTrips
  }
}
