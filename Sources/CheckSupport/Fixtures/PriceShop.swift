import Lab

/// A shop whose prices are in a slow database, with an empty cache beside it and an answer to check
/// in front of both.
///
///     let shop = PriceShop(schedule) { cache, database in
///       WriteThroughCache(cache: cache, database: database, lifetime: .seconds(600))
///     }
///     expect(try await shop.prices.value(for: "tea"), is: 499)
///     expect(shop.database.counts.reads, is: 1)
///
/// Tea costs 499 and coffee 799. An operation of the database takes 150 ms, one of the cache 1 ms.
///
/// `Entry` is what the cache holds for a key. It is `Never` where the answer needs no such cache.
public struct PriceShop<Entry: Sendable, Prices: Sendable>: Sendable {
  public typealias Cache = CacheServer<String, Entry, ManualClock>
  public typealias Source = SlowDatabase<String, Int, ManualClock>

  public let cache: Cache
  public let database: Source
  /// The answer.
  public let prices: Prices

  /// - Parameter cacheJitter: How much longer than 1 ms an operation of the cache may take.
  public init(
    _ schedule: Schedule,
    cacheJitter: Duration = .zero,
    prices: (Cache, Source) -> Prices
  ) {
    let latency = Latency(perOperation: .milliseconds(1), jitter: cacheJitter)
    cache = CacheServer(latency: latency, clock: schedule.clock)
    database = SlowDatabase(rows: ["tea": 499, "coffee": 799], clock: schedule.clock)
    self.prices = prices(cache, database)
  }
}

extension DatabaseError {
  /// What a database throws that was told to fail, asked for one key.
  public static func injected(_ operation: DatabaseOperation, of key: String) -> DatabaseError {
    DatabaseError(operation: operation, subject: "\"\(key)\"", reason: .injected)
  }
}
