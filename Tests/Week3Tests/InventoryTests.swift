import CheckSupport
import Lab
import Redis
import RedisChecks
import Synchronization
import Week3
import XCTest

final class InventoryTests: XCTestCase {
  // MARK: - Stock and sales

  func testADeliveryIsInStock() async throws {
    try await onEveryRedis { redis, namespace in
      let inventory = Inventory(redis: redis, namespace: namespace)
      try await inventory.deliver(["tea": 20, "cup": 6])
      try await inventory.deliver(["tea": 5])
      let stock = try await inventory.stock(of: ["tea", "cup", "pot"])
      let situation = "after 20 and 5 of tea and 6 cups were delivered, and no pot"
      expect(stock, is: ["tea": 25, "cup": 6, "pot": 0], situation)
      let tea = try await redis.get("{\(namespace)}:stock:tea", as: Int.self)
      expect(tea, is: 25, "at {\(namespace)}:stock:tea, \(situation)")
    }
  }

  func testASaleTakesWhatIsInTheCart() async throws {
    try await onEveryRedis { redis, namespace in
      let inventory = try await Self.shop(redis, namespace)
      let sale = try await inventory.sell(["tea": 3, "cup": 1], order: "17")
      expect(sale, is: .sold, "for 3 of 10 tea and 1 of 10 cups")
      let situation = "after 3 of 10 tea and 1 of 10 cups were sold"
      expect(try await Self.stock(inventory), is: ["tea": 7, "cup": 9], situation)
      let order = try await redis.hgetAll("{\(namespace)}:order:17", as: [String: Int].self)
      expect(order, is: ["tea": 3, "cup": 1], "at {\(namespace)}:order:17, \(situation)")
    }
  }

  func testTheLastOneIsSold() async throws {
    try await onEveryRedis { redis, namespace in
      let inventory = try await Self.shop(redis, namespace)
      let all = try await inventory.sell(["tea": 10], order: "17")
      expect(all, is: .sold, "for all 10 of tea")
      let more = try await inventory.sell(["tea": 1], order: "18")
      expect(more, is: .tooFew(["tea"]), "when all of tea is sold")
    }
  }

  func testACartIsSoldAsAWholeOrNotAtAll() async throws {
    try await onEveryRedis { redis, namespace in
      let inventory = try await Self.shop(redis, namespace)
      let sale = try await inventory.sell(["tea": 11, "cup": 1, "pot": 1], order: "17")
      expect(sale, is: .tooFew(["pot", "tea"]), "for 11 of 10 tea, 1 of 10 cups, 1 of 0 pots")
      let situation = "after a cart was not sold, as there was too little of two articles"
      expect(try await Self.stock(inventory), is: ["tea": 10, "cup": 10], situation)
      expect(try await redis.exists("{\(namespace)}:order:17"), is: false, "an order, \(situation)")
    }
  }

  // MARK: - Orders

  func testAnOrderIsSoldOnce() async throws {
    try await onEveryRedis { redis, namespace in
      let inventory = try await Self.shop(redis, namespace)
      for time in ["first", "second"] {
        let sale = try await inventory.sell(["tea": 10], order: "17")
        expect(sale, is: .sold, "for order 17 of all the tea, asked for the \(time) time")
      }
      let stock = try await Self.stock(inventory)
      expect(stock["tea"], is: 0, "of tea, after an order was asked for twice")
    }
  }

  func testACancelledOrderIsBackInStock() async throws {
    try await onEveryRedis { redis, namespace in
      let inventory = try await Self.shop(redis, namespace)
      _ = try await inventory.sell(["tea": 3, "cup": 1], order: "17")
      expect(try await inventory.cancel(order: "17"), is: true, "for an order that was sold")
      expect(try await inventory.cancel(order: "17"), is: false, "for one cancelled before")
      expect(try await inventory.cancel(order: "18"), is: false, "for one that never was")
      let situation = "after an order was cancelled, and then again"
      expect(try await Self.stock(inventory), is: ["tea": 10, "cup": 10], situation)
      expect(try await redis.exists("{\(namespace)}:order:17"), is: false, "an order, \(situation)")
      let sale = try await inventory.sell(["tea": 10], order: "17")
      expect(sale, is: .sold, "for the same order, \(situation)")
    }
  }

  func testRoundTripsDoNotGrowWithTheCart() async throws {
    try await onFakeRedis { _, redis in
      let inventory = Inventory(redis: redis, namespace: "shop")
      let cart = Dictionary(uniqueKeysWithValues: (1...100).map { ("article-\($0)", $0) })
      let steps: [(String, Int, @Sendable () async throws -> Void)] = [
        ("delivering", 1, { try await inventory.deliver(cart) }),
        ("asking for the stock of", 1, { _ = try await inventory.stock(of: Set(cart.keys)) }),
        ("selling", 4, { _ = try await inventory.sell(cart, order: "17") }),
        ("cancelling", 3, { try await inventory.cancel(order: "17") }),
      ]
      for (step, bound, run) in steps {
        let count = try await redis.countRoundTrips(of: run)
        let situation = "round trips for \(step) 100 articles"
        try require(count, isAtMost: bound, situation)
        try require(count > 0, "at least one of the \(situation)")
      }
    }
  }

  func testManyStepsAgreeWithAListOnPaper() async throws {
    try await onEveryRedis(orders: 1) { redis, namespace in
      let inventory = Inventory(redis: redis, namespace: namespace)
      let articles = ["tea", "cup", "pot"]
      var stock = ["tea": 0, "cup": 0, "pot": 0]
      var orders: [String: [String: Int]] = [:]
      var log: [String] = []
      var random = SplitMix64(seed: 7)
      for step in 1...300 {
        let order = "\(Int.random(in: 1...12, using: &random))"
        var cart: [String: Int] = [:]
        for article in articles where cart.isEmpty || random.chance(0.5) {
          cart[article] = Int.random(in: 1...4, using: &random)
        }
        let recent = "seed 7, step \(step), after: " + log.suffix(6).joined(separator: "; ")
        switch Int.random(in: 0..<10, using: &random) {
        case 0..<2:
          log.append("delivery of \(cart.sorted(by: <))")
          try await inventory.deliver(cart)
          stock.merge(cart, uniquingKeysWith: +)
        case 2..<4:
          log.append("order \(order) cancelled")
          let isThere = try await inventory.cancel(order: order)
          try require(isThere, is: orders[order] != nil, recent)
          stock.merge(orders[order] ?? [:], uniquingKeysWith: +)
          orders[order] = nil
        default:
          log.append("order \(order) of \(cart.sorted(by: <))")
          let tooFew = cart.filter { stock[$0.key, default: 0] < $0.value }.keys.sorted()
          let isSold = orders[order] != nil || tooFew.isEmpty
          let sale = try await inventory.sell(cart, order: order)
          try require(sale, is: isSold ? .sold : .tooFew(tooFew), recent)
          if isSold, orders[order] == nil {
            stock.merge(cart, uniquingKeysWith: -)
            orders[order] = cart
          }
        }
        let actual = try await inventory.stock(of: Set(articles))
        try require(actual, is: stock, recent)
      }
    }
  }

  // MARK: - Changes in between

  func testNothingIsSoldTwice() async throws {
    try await onEveryRedis { redis, namespace in
      try await Self.atEachRoundTrip { trip in
        let inventory = try await Self.shop(redis, namespace, tea: 1)
        let overtaken = Overtaken(redis, namespace, before: trip) { rival in
          _ = try await rival.sell(["tea": 1], order: "rival")
        }
        let mine = try await overtaken.inventory.sell(["tea": 1], order: "17")
        let other = try await redis.exists("{\(namespace)}:order:rival")
        let situation = "when another bought the last one before round trip \(trip) of a sale"
        try require(mine == .sold, is: !other, "whether it is sold, \(situation)")
        try await require(Self.stock(inventory)["tea"], is: 0, "of tea, \(situation)")
        return overtaken.wasReached
      }
    }
  }

  func testASaleThatWasOvertakenStartsAgain() async throws {
    try await onEveryRedis { redis, namespace in
      try await Self.atEachRoundTrip { trip in
        let inventory = try await Self.shop(redis, namespace)
        let overtaken = Overtaken(redis, namespace, before: trip) { rival in
          _ = try await rival.sell(["tea": 3], order: "rival")
        }
        let sale = try await overtaken.inventory.sell(["tea": 2, "cup": 1], order: "17")
        let situation = "when another bought 3 of 10 tea before round trip \(trip) of a sale of 2"
        try require(sale, is: .sold, situation)
        let left = overtaken.wasReached ? 5 : 8
        try await require(Self.stock(inventory), is: ["tea": left, "cup": 9], situation)
        let order = try await redis.hgetAll("{\(namespace)}:order:17", as: [String: Int].self)
        try require(order, is: ["tea": 2, "cup": 1], "in the order, \(situation)")
        return overtaken.wasReached
      }
    }
  }

  func testAnOrderAskedForTwiceAtOnceIsSoldOnce() async throws {
    try await onEveryRedis { redis, namespace in
      try await Self.atEachRoundTrip { trip in
        let inventory = try await Self.shop(redis, namespace)
        // Another article, so nothing but the order itself can tell.
        let overtaken = Overtaken(redis, namespace, before: trip) { rival in
          _ = try await rival.sell(["cup": 1], order: "17")
        }
        let sale = try await overtaken.inventory.sell(["tea": 1], order: "17")
        let situation = "when the order was sold before round trip \(trip) of its sale"
        try require(sale, is: .sold, situation)
        let stock = try await Self.stock(inventory)
        try require(stock.values.sorted(), is: [9, 10], "of tea and cups, \(situation)")
        return overtaken.wasReached
      }
    }
  }

  func testACancellationAskedForTwiceAtOnceCountsOnce() async throws {
    try await onEveryRedis { redis, namespace in
      try await Self.atEachRoundTrip { trip in
        let inventory = try await Self.shop(redis, namespace)
        _ = try await inventory.sell(["tea": 4], order: "17")
        let overtaken = Overtaken(redis, namespace, before: trip) { rival in
          try await rival.cancel(order: "17")
        }
        let isMine = try await overtaken.inventory.cancel(order: "17")
        let situation = "when the order was cancelled before round trip \(trip) of a cancellation"
        try require(isMine, is: !overtaken.wasReached, situation)
        try await require(Self.stock(inventory)["tea"], is: 10, "of tea, \(situation)")
        return overtaken.wasReached
      }
    }
  }

  func testNobodySeesHalfOfAChange() async throws {
    try await onEveryRedis { redis, namespace in
      let inventory = try await Self.shop(redis, namespace)
      let seen = Mutex<[[Int]]>([])
      let look: @Sendable () async throws -> Void = {
        let stock = try await Self.stock(inventory)
        let isSold = try await redis.exists("{\(namespace)}:order:17")
        let sight = [stock["tea", default: 0], stock["cup", default: 0], isSold ? 1 : 0]
        seen.withLock { $0.append(sight) }
      }
      let watched = Inventory(
        redis: InterruptedConnection(redis) { _, _ in try await look() },
        namespace: namespace
      )
      _ = try await watched.sell(["tea": 1, "cup": 11], order: "16")
      _ = try await watched.sell(["tea": 2, "cup": 3], order: "17")
      try await watched.cancel(order: "17")
      try await look()
      for sight in seen.withLock({ $0 }) {
        let promise = """
          10 tea, 10 cups and no order, or 8, 7 and an order, at every moment of a sale and its \
          cancellation, not \(sight[0]), \(sight[1]) and \(sight[2] == 1 ? "an" : "no") order
          """
        try require([[10, 10, 0], [8, 7, 1]].contains(sight), promise)
      }
    }
  }

  func testOtherArticlesDoNotComeInBetween() async throws {
    try await onEveryRedis { redis, namespace in
      try await Self.atEachRoundTrip { trip in
        _ = try await Self.shop(redis, namespace)
        let overtaken = Overtaken(redis, namespace, before: trip, tries: 1) { rival in
          _ = try await rival.sell(["cup": 1], order: "rival")
        }
        let sale = try await overtaken.inventory.sell(["tea": 1], order: "17")
        let situation = "at the only try for tea, when a cup was sold before round trip \(trip)"
        try require(sale, is: .sold, situation)
        return overtaken.wasReached
      }
    }
  }

  func testTenBuyersGetTheLastThree() async throws {
    try await onFakeRedis(orders: 48) { _, redis in
      let inventory = try await Self.shop(redis, "shop", tea: 3)
      redis.setLatency(.milliseconds(2))
      let sales = try await atOnce(10) { buyer in
        try await inventory.sell(["tea": 1, "cup": 1], order: "\(buyer)")
      }
      expect(sales.count { $0 == .sold }, is: 3, "sold, when ten want the last three at once")
      let stock = try await Self.stock(inventory)
      expect(stock, is: ["tea": 0, "cup": 7], "when ten wanted the last three at once")
    }
  }

  // MARK: - Giving up, asking again

  func testAfterItsTriesASaleIsBusy() async throws {
    try await onEveryRedis { redis, namespace in
      let inventory = try await Self.shop(redis, namespace)
      let link = InterruptedConnection(redis) { trip, _ in
        guard trip <= 100 else { throw RedisUnavailable("100 round trips, and it still tries") }
        try await inventory.deliver(["tea": 1])
      }
      let busy = Inventory(redis: link, namespace: namespace, tries: 3)
      let error = await errorThrown { _ = try await busy.sell(["tea": 1], order: "17") }
      let situation = "when there is a delivery before each round trip of 3 tries"
      expect(error.map { "\(type(of: $0))" }, is: "Busy", "thrown, \(situation)")
      expect(link.roundTrips, isAtMost: 12, "round trips, \(situation)")
      let stock = try await Self.stock(inventory)
      expect(stock["tea"], is: 10 + link.roundTrips, "of tea, \(situation)")
    }
  }

  func testASaleWhoseReplyWasLostCanBeAskedForAgain() async throws {
    try await onFakeRedis { _, redis in
      try await Self.atEachRoundTrip { trip in
        let inventory = try await Self.shop(redis, "shop")
        let overtaken = Overtaken(redis, "shop", before: trip) { _ in
          redis.failNext(1, when: .afterExecution)
        }
        let error = await errorThrown {
          _ = try await overtaken.inventory.sell(["tea": 2], order: "17")
        }
        let situation = "when the reply to round trip \(trip) of a sale was lost"
        try require(
          error is RedisUnavailable == overtaken.wasReached,
          "RedisUnavailable, \(situation)"
        )
        let again = try await inventory.sell(["tea": 2], order: "17")
        try require(again, is: .sold, "for the same order, \(situation)")
        try await require(Self.stock(inventory)["tea"], is: 8, "of tea after both, \(situation)")
        return overtaken.wasReached
      }
    }
  }
}

extension InventoryTests {
  /// A shop with tea and 10 cups, and no orders.
  private static func shop(
    _ redis: any RedisConnection,
    _ namespace: String,
    tea: Int = 10
  ) async throws -> Inventory {
    for order in ["16", "17", "rival"] { try await redis.del("{\(namespace)}:order:\(order)") }
    try await redis.mset(["{\(namespace)}:stock:tea": tea, "{\(namespace)}:stock:cup": 10])
    return Inventory(redis: redis, namespace: namespace)
  }

  private static func stock(_ inventory: Inventory) async throws -> [String: Int] {
    try await inventory.stock(of: ["tea", "cup"])
  }

  /// An inventory that a rival overtakes, once, just before one of its round trips.
  private struct Overtaken {
    let inventory: Inventory
    private let link: InterruptedConnection
    private let trip: Int

    /// Whether there was such a round trip.
    var wasReached: Bool { link.roundTrips >= trip }

    init(
      _ redis: any RedisConnection,
      _ namespace: String,
      before trip: Int,
      tries: Int = 20,
      _ action: @escaping @Sendable (_ rival: Inventory) async throws -> Void
    ) {
      self.trip = trip
      link = InterruptedConnection(redis) { number, _ in
        if number == trip { try await action(Inventory(redis: redis, namespace: namespace)) }
        if number > 100 { throw RedisUnavailable("100 round trips, and it still tries") }
      }
      inventory = Inventory(redis: link, namespace: namespace, tries: tries)
    }
  }

  /// Runs `body` with 1, 2 and so on, until it says that there was no such round trip.
  private static func atEachRoundTrip(
    _ body: (_ trip: Int) async throws -> Bool
  ) async throws {
    for trip in 1...8 where try await !body(trip) { return }
  }
}
