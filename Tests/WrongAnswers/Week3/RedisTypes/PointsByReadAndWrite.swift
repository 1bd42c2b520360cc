// Caught by: testSimultaneousPointsAreNotLost
// The mistake: the points are read, added to and written, and others write in between.

import Redis

public struct Leaderboard: Sendable {
  public struct Place: Hashable, Sendable {
    public let rank: Int
    public let player: String
    public let points: Int

    public init(rank: Int, player: String, points: Int) {
      self.rank = rank
      self.player = player
      self.points = points
    }
  }

  private let redis: any RedisConnection
  private let key: String

  public init(on redis: any RedisConnection, namespace: String) {
    self.redis = redis
    key = "\(namespace):leaderboard"
  }

  @discardableResult
  public func add(_ points: Int, to player: String) async throws -> Int {
    let total = (try await redis.zscore(key, player) ?? 0) + Double(points)
    try await redis.zadd(key, player, score: total)
    return Int(total)
  }

  public func top(_ count: Int) async throws -> [Place] {
    precondition(count >= 0, "a number of players is at least 0, not \(count)")
    // Redis would take the position -1 for the last one.
    if count == 0 { return [] }
    let players = try await redis.zrangeWithScores(
      key,
      .ranks(through: count - 1),
      reversed: true,
      as: String.self
    )
    var places: [Place] = []
    for (index, player) in players.enumerated() {
      let points = Int(player.score)
      let previous = places.last.flatMap { $0.points == points ? $0.rank : nil }
      places.append(Place(rank: previous ?? index + 1, player: player.element, points: points))
    }
    return places
  }

  public func rank(of player: String) async throws -> Int? {
    guard let points = try await redis.zscore(key, player) else { return nil }
    return try await redis.zcount(key, from: .excluding(points)) + 1
  }
}

public struct RecentlyViewed: Sendable {
  private let redis: any RedisConnection
  private let namespace: String
  private let limit: Int

  public init(on redis: any RedisConnection, namespace: String, limit: Int) {
    precondition(limit > 0, "a list of products has room for at least 1, not \(limit)")
    self.redis = redis
    self.namespace = namespace
    self.limit = limit
  }

  public func add(_ product: String, for user: String) async throws {
    let key = key(of: user)
    _ = try await redis.transaction([
      RedisCommand("LREM", key, 0, product),
      RedisCommand("LPUSH", key, product),
      RedisCommand("LTRIM", key, 0, limit - 1),
    ])
  }

  public func products(for user: String) async throws -> [String] {
    try await redis.lrange(key(of: user), as: String.self)
  }

  private func key(of user: String) -> String { "\(namespace):recent:\(user)" }
}

public struct UniqueVisitors: Sendable {
  private let redis: any RedisConnection
  private let namespace: String

  public init(on redis: any RedisConnection, namespace: String) {
    self.redis = redis
    self.namespace = namespace
  }

  public func record(_ visitor: String, on day: String) async throws {
    try await redis.pfadd(key(of: day), visitor)
  }

  public func count(on days: [String]) async throws -> Int {
    // Redis refuses to count without keys.
    days.isEmpty ? 0 : try await redis.pfcount(days.map(key(of:)))
  }

  private func key(of day: String) -> String { "\(namespace):{visitors}:\(day)" }
}

public struct Cart: Sendable {
  private let redis: any RedisConnection
  private let key: String
  private let lifetime: Duration

  public init(on redis: any RedisConnection, namespace: String, id: String, lifetime: Duration) {
    precondition(lifetime >= .seconds(1), "a cart is kept for at least a second, not \(lifetime)")
    self.redis = redis
    key = "\(namespace):cart:\(id)"
    self.lifetime = lifetime
  }

  @discardableResult
  public func add(_ quantity: Int, of product: String) async throws -> Int {
    precondition(quantity > 0, "a quantity to add is above zero, not \(quantity)")
    return try await change(
      RedisRequest("HINCRBY", key, product, quantity, as: Int.self)
    )
  }

  public func setQuantity(_ quantity: Int, of product: String) async throws {
    precondition(quantity >= 0, "a quantity is at least 0, not \(quantity)")
    _ = try await change(
      quantity == 0
        ? RedisRequest("HDEL", key, product, as: Int.self)
        : RedisRequest("HSET", key, product, quantity, as: Int.self)
    )
  }

  public func contents() async throws -> [String: Int] {
    try await redis.hgetAll(key, as: [String: Int].self)
  }

  private func change(_ request: RedisRequest<Int>) async throws -> Int {
    let seconds = Int(lifetime.components.seconds)
    let renewal = RedisRequest("EXPIRE", key, seconds, as: Bool.self)
    return try await redis.pipeline(request, renewal).0
  }
}
