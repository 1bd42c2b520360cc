// Caught by: testASaleThatWasOvertakenStartsAgain
// The mistake: a sale that was overtaken is taken for one of which there was too little.

import Redis

public struct Inventory: Sendable {
  public enum Sale: Hashable, Sendable {
    case sold
    case tooFew([String])
  }

  public struct Busy: Error {}

  private let redis: any RedisConnection
  private let namespace: String
  private let tries: Int

  public init(redis: any RedisConnection, namespace: String, tries: Int = 20) {
    precondition(tries > 0, "a change is tried at least once, not \(tries) times")
    self.redis = redis
    self.namespace = namespace
    self.tries = tries
  }

  public func deliver(_ amounts: [String: Int]) async throws {
    _ = try await redis.pipeline(amounts.map { change($0, by: $1) }, as: Int.self)
  }

  public func stock(of articles: Set<String>) async throws -> [String: Int] {
    let articles = Array(articles)
    let amounts = try await redis.mget(articles.map(stockKey), as: Int.self)
    return Dictionary(uniqueKeysWithValues: zip(articles, amounts.map { $0 ?? 0 }))
  }

  public func sell(_ cart: [String: Int], order: String) async throws -> Sale {
    precondition(!cart.isEmpty, "a cart holds something")
    precondition(cart.values.allSatisfy { $0 > 0 }, "a cart holds 1 or more of an article")
    let articles = cart.keys.sorted()
    let stockKeys = articles.map(stockKey)
    let orderKey = orderKey(order)
    return try await overtakenMeansTooFew(articles, watching: stockKeys + [orderKey]) {
      connection in
      if try await connection.exists(orderKey) { return (.sold, []) }
      let stock = try await connection.mget(stockKeys, as: Int.self)
      let tooFew = zip(articles, stock).filter { cart[$0, default: 0] > $1 ?? 0 }.map(\.0)
      if !tooFew.isEmpty { return (.tooFew(tooFew), []) }
      let changes = cart.flatMap { article, amount in
        [change(article, by: -amount), RedisCommand("HSET", orderKey, article, amount)]
      }
      return (.sold, changes)
    }
  }

  @discardableResult
  public func cancel(order: String) async throws -> Bool {
    let key = orderKey(order)
    return try await unlessOvertaken(watching: [key]) { connection in
      let cart = try await connection.hgetAll(key, as: [String: Int].self)
      if cart.isEmpty { return (false, []) }
      return (true, cart.map { change($0, by: $1) } + [RedisCommand("DEL", key)])
    }
  }

  private func overtakenMeansTooFew(
    _ articles: [String],
    watching keys: [String],
    _ decide: @Sendable (any RedisConnection) async throws -> (Sale, [RedisCommand])
  ) async throws -> Sale {
    try await redis.withDedicatedConnection { connection in
      try await connection.watch(keys)
      let (sale, commands) = try await decide(connection)
      if commands.isEmpty { return sale }
      let result = try await connection.transaction(commands)
      return result == .aborted ? .tooFew(articles) : sale
    }
  }

  private func unlessOvertaken<Outcome: Sendable>(
    watching keys: [String],
    _ decide: @Sendable (any RedisConnection) async throws -> (Outcome, [RedisCommand])
  ) async throws -> Outcome {
    for _ in 1...tries {
      let outcome: Outcome? = try await redis.withDedicatedConnection { connection in
        try await connection.watch(keys)
        let (outcome, commands) = try await decide(connection)
        if commands.isEmpty { return outcome }
        return try await connection.transaction(commands) == .aborted ? nil : outcome
      }
      if let outcome { return outcome }
    }
    throw Busy()
  }

  private func change(_ article: String, by amount: Int) -> RedisCommand {
    RedisCommand("INCRBY", stockKey(article), amount)
  }

  private func stockKey(_ article: String) -> String { "{\(namespace)}:stock:\(article)" }

  private func orderKey(_ order: String) -> String { "{\(namespace)}:order:\(order)" }
}
