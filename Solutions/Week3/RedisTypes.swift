import Redis

/// Who has how many points, and who is ahead: a sorted set, `"\(namespace):leaderboard"`.
///
///     try await board.top(2)            // Ada and Bob have 50 points each, and both rank 1
///     try await board.rank(of: "cleo")  // 3, with 10 points
///
/// A player's **rank** is 1 more than the number of players with more points: equal points share a
/// rank, and the ranks after it are skipped. Points are exact within ±2⁵³: scores are floating-point.
public struct Leaderboard: Sendable {
  /// A player's line on the board.
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

  /// Adds to a player's points, or subtracts, and returns the new total; a new player begins at 0.
  ///
  /// One round trip; if several add at the same time, no points are lost.
  @discardableResult
  public func add(_ points: Int, to player: String) async throws -> Int {
    Int(try await redis.zincrBy(key, Double(points), player))
  }

  /// The `count` players (0 or more) with the most points, best first, in at most one round trip.
  ///
  /// Players with equal points come in any order, and if there is no room for all of them, any may
  /// be left out.
  public func top(_ count: Int) async throws -> [Place] {
    precondition(count >= 0, "a number of players is at least 0, not \(count)")
    // Redis would take the position -1 for the last one.
    if count == 0 { return [] }
    let best = RedisRange.ranks(through: count - 1)
    let players = try await redis.zrangeWithScores(key, best, reversed: true, as: String.self)
    var places: [Place] = []
    for (index, player) in players.enumerated() {
      let points = Int(player.score)
      let shared = places.last.flatMap { $0.points == points ? $0.rank : nil }
      places.append(Place(rank: shared ?? index + 1, player: player.element, points: points))
    }
    return places
  }

  /// The rank that ``top(_:)`` gives a player, or `nil` for one who never got points.
  ///
  /// At most two round trips; the rank is for the points that the first one finds.
  public func rank(of player: String) async throws -> Int? {
    guard let points = try await redis.zscore(key, player) else { return nil }
    return try await redis.zcount(key, from: .excluding(points)) + 1
  }
}

/// What a user looked at last, newest first: a list for each, `"\(namespace):recent:\(user)"`.
///
/// A list never holds a product twice, and never more than `limit`, not even between two calls.
public struct RecentlyViewed: Sendable {
  private let redis: any RedisConnection
  private let prefix: String
  private let limit: Int

  public init(on redis: any RedisConnection, namespace: String, limit: Int) {
    precondition(limit > 0, "a list of products has room for at least 1, not \(limit)")
    self.redis = redis
    prefix = "\(namespace):recent:"
    self.limit = limit
  }

  /// Puts a product at the head of a user's list, and removes it from where it was before.
  ///
  /// One round trip and one step: nobody sees half of it, and no other command comes in between, as
  /// one may between the commands of a mere pipeline.
  public func add(_ product: String, for user: String) async throws {
    let key = prefix + user
    _ = try await redis.transaction([
      RedisCommand("LREM", key, 0, product),
      RedisCommand("LPUSH", key, product),
      RedisCommand("LTRIM", key, 0, limit - 1),
    ])
  }

  /// A user's products, newest first, in one round trip; none for a user who has looked at nothing.
  public func products(for user: String) async throws -> [String] {
    try await redis.lrange(prefix + user, as: String.self)
  }
}

/// About how many different visitors came: a HyperLogLog a day, `"\(namespace):{visitors}:\(day)"`.
///
/// The braces keep all days on one node of a cluster, so that they can be counted together. A day
/// takes at most 16 KB, whether a hundred visitors came or a million. In exchange the count is an
/// estimate: exact for a handful, and off by about 1 % for many.
public struct UniqueVisitors: Sendable {
  private let redis: any RedisConnection
  private let prefix: String

  public init(on redis: any RedisConnection, namespace: String) {
    self.redis = redis
    prefix = "\(namespace):{visitors}:"
  }

  /// Records, in one round trip, that a visitor came on a day; a second visit changes nothing.
  public func record(_ visitor: String, on day: String) async throws {
    try await redis.pfadd(prefix + day, visitor)
  }

  /// About how many came on any of the days, each counted once; for no days 0.
  ///
  /// At most one round trip, and nothing is written.
  public func count(on days: [String]) async throws -> Int {
    // Redis refuses to count without keys.
    days.isEmpty ? 0 : try await redis.pfcount(days.map { prefix + $0 })
  }
}

/// What somebody is going to buy: a hash of quantities by product, `"\(namespace):cart:\(id)"`.
///
/// The whole cart expires when `lifetime`, a number of whole seconds, has passed since the last
/// **change**: any call of ``add(_:of:)`` or ``setQuantity(_:of:)``. Looking at it is not a change.
/// Each call is one round trip, and what several carts with the same `id` add at the same time adds
/// up.
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

  /// Puts a quantity above zero of a product into the cart and returns how many are in it now.
  @discardableResult
  public func add(_ quantity: Int, of product: String) async throws -> Int {
    precondition(quantity > 0, "a quantity to add is above zero, not \(quantity)")
    return try await change(RedisRequest("HINCRBY", key, product, quantity, as: Int.self))
  }

  /// Sets how many of a product are in the cart; 0 takes the product out.
  public func setQuantity(_ quantity: Int, of product: String) async throws {
    precondition(quantity >= 0, "a quantity is at least 0, not \(quantity)")
    let removal = RedisRequest("HDEL", key, product, as: Int.self)
    let setting = RedisRequest("HSET", key, product, quantity, as: Int.self)
    _ = try await change(quantity == 0 ? removal : setting)
  }

  /// The quantities by product; empty when there is no cart.
  public func contents() async throws -> [String: Int] {
    try await redis.hgetAll(key, as: [String: Int].self)
  }

  /// Sends a change together with the new lifetime.
  private func change(_ request: RedisRequest<Int>) async throws -> Int {
    let renewal = RedisRequest("EXPIRE", key, Int(lifetime.components.seconds), as: Bool.self)
    return try await redis.pipeline(request, renewal).0
  }
}
