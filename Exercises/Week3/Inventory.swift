import Redis

/// The stock of a shop, kept in Redis, that never sells what is not there.
///
///     let inventory = Inventory(redis: redis, namespace: "shop")
///     try await inventory.deliver(["tea": 20, "cup": 6])
///     switch try await inventory.sell(["tea": 2, "cup": 1], order: "17") {
///     case .sold: print("on its way")
///     case .tooFew(let articles): print("not enough of", articles)
///     }
///
/// The amount of an article is an integer at `{namespace}:stock:article`. What was sold under an
/// order is a hash at `{namespace}:order:order`, from articles to amounts. The braces put all of
/// them into one slot of a cluster, so that one transaction can change them.
///
/// Any number of processes may work on the same stock. An observer sees each sale and each
/// cancellation as a whole or not at all, and no stock is ever below zero. Amounts are 1 or more.
/// Errors of Redis reach the caller. If a reply was lost, the sale may have been made; asking for
/// the same order again is safe.
public struct Inventory: Sendable {
  /// What became of an order.
  public enum Sale: Hashable, Sendable {
    /// Everything in the cart was taken from the stock, now or when the same order was sold before.
    case sold
    /// Nothing was taken, because there is too little of these articles, sorted by name.
    case tooFew([String])
  }

  /// Others overtook every try, and nothing was changed.
  public struct Busy: Error {}

  private let redis: any RedisConnection
  private let namespace: String
  private let tries: Int

  /// - Parameter tries: How many times a change is tried if others overtake it; 1 or more.
  public init(redis: any RedisConnection, namespace: String, tries: Int = 20) {
    precondition(tries > 0, "a change is tried at least once, not \(tries) times")
    self.redis = redis
    self.namespace = namespace
    self.tries = tries
  }

  /// Adds to the stock, in one round trip, however many articles there are.
  public func deliver(_ amounts: [String: Int]) async throws {
    // Your code here.
  }

  /// The amount of each of the articles, in one round trip; 0 for those never delivered.
  public func stock(of articles: Set<String>) async throws -> [String: Int] {
    // Your code here.
    [:]
  }

  /// Takes a cart from the stock under the number of its order: all of it, or nothing.
  ///
  /// An order that was sold before, and not cancelled, is not sold again.
  ///
  /// A try is at most four round trips, however much is in the cart. If others change the stock of
  /// these articles or the order meanwhile, they have overtaken it: nothing is changed, and the
  /// next try starts at once. Changes to other articles and orders do not matter.
  ///
  /// - Throws: ``Busy`` if others overtook every try.
  public func sell(_ cart: [String: Int], order: String) async throws -> Sale {
    precondition(!cart.isEmpty, "a cart holds something")
    precondition(cart.values.allSatisfy { $0 > 0 }, "a cart holds 1 or more of an article")
    // Your code here.
    return .tooFew([])
  }

  /// Puts what was sold under an order back into the stock and forgets the order; returns whether it
  /// was there.
  ///
  /// A try is at most three round trips. If others change the order meanwhile, they have overtaken
  /// it: nothing is changed, and the next try starts at once.
  ///
  /// - Throws: ``Busy`` if others overtook every try.
  @discardableResult
  public func cancel(order: String) async throws -> Bool {
    // Your code here.
    false
  }
}
