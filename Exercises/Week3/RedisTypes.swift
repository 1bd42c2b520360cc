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

  // Your storage goes here.

  public init(on redis: any RedisConnection, namespace: String) {
    // Your code here.
  }

  /// Adds to a player's points, or subtracts, and returns the new total; a new player begins at 0.
  ///
  /// One round trip; if several add at the same time, no points are lost.
  @discardableResult
  public func add(_ points: Int, to player: String) async throws -> Int {
    // Your code here.
    0
  }

  /// The `count` players (0 or more) with the most points, best first, in at most one round trip.
  ///
  /// Players with equal points come in any order, and if there is no room for all of them, any may
  /// be left out.
  public func top(_ count: Int) async throws -> [Place] {
    precondition(count >= 0, "a number of players is at least 0, not \(count)")
    // Your code here.
    return []
  }

  /// The rank that ``top(_:)`` gives a player, or `nil` for one who never got points.
  ///
  /// At most two round trips; the rank is for the points that the first one finds.
  public func rank(of player: String) async throws -> Int? {
    // Your code here.
    nil
  }
}

/// What a user looked at last, newest first: a list for each, `"\(namespace):recent:\(user)"`.
///
/// A list never holds a product twice, and never more than `limit`, not even between two calls.
public struct RecentlyViewed: Sendable {
  // Your storage goes here.

  public init(on redis: any RedisConnection, namespace: String, limit: Int) {
    precondition(limit > 0, "a list of products has room for at least 1, not \(limit)")
    // Your code here.
  }

  /// Puts a product at the head of a user's list, and removes it from where it was before.
  ///
  /// One round trip and one step: nobody sees half of it, and no other command comes in between, as
  /// one may between the commands of a mere pipeline.
  public func add(_ product: String, for user: String) async throws {
    // Your code here.
  }

  /// A user's products, newest first, in one round trip; none for a user who has looked at nothing.
  public func products(for user: String) async throws -> [String] {
    // Your code here.
    []
  }
}

/// About how many different visitors came: a HyperLogLog a day, `"\(namespace):{visitors}:\(day)"`.
///
/// The braces keep all days on one node of a cluster, so that they can be counted together. A day
/// takes at most 16 KB, whether a hundred visitors came or a million. In exchange the count is an
/// estimate: exact for a handful, and off by about 1 % for many.
public struct UniqueVisitors: Sendable {
  // Your storage goes here.

  public init(on redis: any RedisConnection, namespace: String) {
    // Your code here.
  }

  /// Records, in one round trip, that a visitor came on a day; a second visit changes nothing.
  public func record(_ visitor: String, on day: String) async throws {
    // Your code here.
  }

  /// About how many came on any of the days, each counted once; for no days 0.
  ///
  /// At most one round trip, and nothing is written.
  public func count(on days: [String]) async throws -> Int {
    // Your code here.
    0
  }
}

/// What somebody is going to buy: a hash of quantities by product, `"\(namespace):cart:\(id)"`.
///
/// The whole cart expires when `lifetime`, a number of whole seconds, has passed since the last
/// **change**: any call of ``add(_:of:)`` or ``setQuantity(_:of:)``. Looking at it is not a change.
/// Each call is one round trip, and what several carts with the same `id` add at the same time adds
/// up.
public struct Cart: Sendable {
  // Your storage goes here.

  public init(on redis: any RedisConnection, namespace: String, id: String, lifetime: Duration) {
    precondition(lifetime >= .seconds(1), "a cart is kept for at least a second, not \(lifetime)")
    // Your code here.
  }

  /// Puts a quantity above zero of a product into the cart and returns how many are in it now.
  @discardableResult
  public func add(_ quantity: Int, of product: String) async throws -> Int {
    precondition(quantity > 0, "a quantity to add is above zero, not \(quantity)")
    // Your code here.
    return 0
  }

  /// Sets how many of a product are in the cart; 0 takes the product out.
  public func setQuantity(_ quantity: Int, of product: String) async throws {
    precondition(quantity >= 0, "a quantity is at least 0, not \(quantity)")
    // Your code here.
  }

  /// The quantities by product; empty when there is no cart.
  public func contents() async throws -> [String: Int] {
    // Your code here.
    [:]
  }
}
