import Redis

/// Who has how many points, and who is ahead: a sorted set.
///
///     let board = Leaderboard(on: redis, namespace: "shop")
///     try await board.add(50, to: "ada")
///     try await board.add(50, to: "bob")
///     try await board.add(10, to: "cleo")
///     try await board.rank(of: "bob")   // 1, as Ada's: they share it
///     try await board.rank(of: "cleo")  // 3
///
/// Its key is `"\(namespace):leaderboard"`. A player's **rank** is 1 more than the number of players
/// with more points: equal points share a rank, and the ranks after it are skipped.
///
/// Points are counted exactly as long as they stay within ±2⁵³: scores are floating-point numbers.
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

  /// Adds to a player's points and returns what they have now; a new player begins at 0.
  ///
  /// Points may be below zero. Whoever adds at the same time, no points are lost. One round trip.
  @discardableResult
  public func add(_ points: Int, to player: String) async throws -> Int {
    Int(try await redis.zincrBy(key, Double(points), player))
  }

  /// The `count` players with the most points, the best first, each with their rank.
  ///
  /// Players with equal points come in whatever order Redis has them; if there is not room for all
  /// of them, that order decides who is left out. One round trip at most.
  ///
  /// - Precondition: `count` is at least 0.
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

  /// The rank of a player, or `nil` for one who never got points.
  ///
  /// It is the rank that ``top(_:)`` gives them. Two round trips at most, however many players there
  /// are; while points change, the rank for those that the player had at the first of them.
  public func rank(of player: String) async throws -> Int? {
    guard let points = try await redis.zscore(key, player) else { return nil }
    return try await redis.zcount(key, from: .excluding(points)) + 1
  }
}

/// What a user looked at last: a list, newest first, without repetitions.
///
///     let recent = RecentlyViewed(on: redis, namespace: "shop", limit: 3)
///     for product in ["tea", "pot", "cup", "tea"] { try await recent.add(product, for: "ada") }
///     try await recent.products(for: "ada")  // ["tea", "cup", "pot"]
///
/// The key of a user's list is `"\(namespace):recent:\(user)"`. A list never holds a product twice,
/// and never more than `limit` products, not even between two calls.
public struct RecentlyViewed: Sendable {
  private let redis: any RedisConnection
  private let namespace: String
  private let limit: Int

  /// - Parameter limit: How many products are kept for each user; above zero.
  public init(on redis: any RedisConnection, namespace: String, limit: Int) {
    precondition(limit > 0, "a list of products has room for at least 1, not \(limit)")
    self.redis = redis
    self.namespace = namespace
    self.limit = limit
  }

  /// Puts a product at the head of a user's list, and takes it away from where it was before.
  ///
  /// All of it is one step: nobody sees half of it, and nobody's commands come in between, as they
  /// may between the commands of a mere pipeline. One round trip.
  public func add(_ product: String, for user: String) async throws {
    let key = key(of: user)
    _ = try await redis.transaction([
      RedisCommand("LREM", key, 0, product),
      RedisCommand("LPUSH", key, product),
      RedisCommand("LTRIM", key, 0, limit - 1),
    ])
  }

  /// A user's products, newest first; none for a user who has looked at nothing.
  ///
  /// One round trip.
  public func products(for user: String) async throws -> [String] {
    try await redis.lrange(key(of: user), as: String.self)
  }

  private func key(of user: String) -> String { "\(namespace):recent:\(user)" }
}

/// About how many different visitors came, by day and over several days: a HyperLogLog a day.
///
///     let visitors = UniqueVisitors(on: redis, namespace: "shop")
///     try await visitors.record("ada", on: "2026-01-01")
///     try await visitors.record("ada", on: "2026-01-02")
///     try await visitors.count(on: ["2026-01-01", "2026-01-02"])  // 1, not 2
///
/// The key of a day is `"\(namespace):{visitors}:\(day)"`; the braces keep all days on one node of
/// a cluster, so that they can be counted together. A day takes at most 16 KB in Redis, whether a
/// hundred visitors came or a million. In exchange the count is an estimate: right for a handful, and
/// off by about 1 % for many.
public struct UniqueVisitors: Sendable {
  private let redis: any RedisConnection
  private let namespace: String

  public init(on redis: any RedisConnection, namespace: String) {
    self.redis = redis
    self.namespace = namespace
  }

  /// Takes note that a visitor came on a day.
  ///
  /// A second visit on the same day changes nothing. One round trip.
  public func record(_ visitor: String, on day: String) async throws {
    try await redis.pfadd(key(of: day), visitor)
  }

  /// About how many different visitors came on any of the days.
  ///
  /// Who came on several of them counts once. On no days at all there were 0 visitors. One round
  /// trip at most, and nothing is written.
  public func count(on days: [String]) async throws -> Int {
    // Redis refuses to count without keys.
    days.isEmpty ? 0 : try await redis.pfcount(days.map(key(of:)))
  }

  private func key(of day: String) -> String { "\(namespace):{visitors}:\(day)" }
}

/// What somebody is going to buy: a hash from products to quantities, which expires when it is left.
///
///     let cart = Cart(on: redis, namespace: "shop", id: "7", lifetime: .seconds(3600))
///     try await cart.add(2, of: "tea")
///     try await cart.setQuantity(1, of: "pot")
///     try await cart.setQuantity(0, of: "tea")
///     try await cart.contents()  // ["pot": 1]
///
/// Its key is `"\(namespace):cart:\(id)"`. The whole cart is gone when `lifetime` has passed since the
/// last **change**, which is any call of ``add(_:of:)`` or ``setQuantity(_:of:)``; to look at it is
/// none. What several carts with one `id` do at the same time adds up.
public struct Cart: Sendable {
  private let redis: any RedisConnection
  private let key: String
  private let lifetime: Duration

  /// - Parameter lifetime: How long the cart is kept after a change: whole seconds, above zero.
  public init(on redis: any RedisConnection, namespace: String, id: String, lifetime: Duration) {
    precondition(lifetime >= .seconds(1), "a cart is kept for at least a second, not \(lifetime)")
    self.redis = redis
    key = "\(namespace):cart:\(id)"
    self.lifetime = lifetime
  }

  /// Puts `quantity` more of a product into the cart and returns how many are in it now.
  ///
  /// Whoever adds at the same time, nothing is lost. One round trip.
  ///
  /// - Precondition: `quantity` is above zero.
  @discardableResult
  public func add(_ quantity: Int, of product: String) async throws -> Int {
    precondition(quantity > 0, "a quantity to add is above zero, not \(quantity)")
    return try await change(
      RedisRequest("HINCRBY", key, product, quantity, as: Int.self)
    )
  }

  /// Sets how many of a product are in the cart; with 0 the product is in it no longer.
  ///
  /// One round trip.
  ///
  /// - Precondition: `quantity` is at least 0.
  public func setQuantity(_ quantity: Int, of product: String) async throws {
    precondition(quantity >= 0, "a quantity is at least 0, not \(quantity)")
    _ = try await change(
      quantity == 0
        ? RedisRequest("HDEL", key, product, as: Int.self)
        : RedisRequest("HSET", key, product, quantity, as: Int.self)
    )
  }

  /// The quantities by product; empty when there is no cart.
  ///
  /// One round trip.
  public func contents() async throws -> [String: Int] {
    try await redis.hgetAll(key, as: [String: Int].self)
  }

  /// Sends a change together with the new lifetime.
  private func change(_ request: RedisRequest<Int>) async throws -> Int {
    let seconds = Int(lifetime.components.seconds)
    let renewal = RedisRequest("EXPIRE", key, seconds, as: Bool.self)
    return try await redis.pipeline(request, renewal).0
  }
}
