import CheckSupport
import Lab
import Redis
import RedisChecks
import Synchronization
import Week3
import XCTest

final class InventoryTests: XCTestCase {
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
      expect(
        try await inventory.cancel(order: "17"),
        is: false,
        "for one that was cancelled before"
      )
      expect(try await inventory.cancel(order: "18"), is: false, "for one that never was")
      let situation = "after an order was cancelled, and then again"
      expect(try await Self.stock(inventory), is: ["tea": 10, "cup": 10], situation)
      expect(
        try await redis.exists("{\(namespace)}:order:17"),
        is: false,
        "the order, \(situation)"
      )
      let sale = try await inventory.sell(["tea": 10], order: "17")
      expect(sale, is: .sold, "for the same order, \(situation)")
    }
  }

  func testRoundTripsDoNotGrowWithTheCart() async throws {
    try await onFakeRedis { schedule, redis in
      let inventory = Inventory(redis: redis, namespace: "shop")
      let cart = Dictionary(uniqueKeysWithValues: (1...100).map { ("article-\($0)", $0) })
      let steps: [(String, Int, @Sendable () async throws -> Void)] = [
        ("delivering", 1, { try await inventory.deliver(cart) }),
        ("asking for the stock of", 1, { _ = try await inventory.stock(of: Set(cart.keys)) }),
        ("selling", 4, { _ = try await inventory.sell(cart, order: "17") }),
        ("cancelling", 3, { try await inventory.cancel(order: "17") }),
      ]
      for (step, bound, run) in steps {
        redis.resetCounts()
        try await run()
        let situation = "round trips for \(step) 100 articles"
        guard
          expect(redis.roundTrips, isAtMost: bound, situation),
          expect(redis.roundTrips > 0, "at least one of the \(situation)")
        else { return }
      }
    }
  }

  func testNothingIsSoldTwice() async throws {
    try await onEveryRedis { redis, namespace in
      try await Self.atEachRoundTrip { trip in
        let inventory = try await Self.shop(redis, namespace, tea: 1)
        let overtaken = Self.link(redis, namespace, before: trip) { rival in
          _ = try await rival.sell(["tea": 1], order: "rival")
        }
        let mine = try await overtaken.inventory.sell(["tea": 1], order: "17")
        let other = try await redis.exists("{\(namespace)}:order:rival")
        let situation = "when another bought the last one before round trip \(trip) of a sale"
        guard expect(mine == .sold, is: !other, "is it sold, \(situation)") else { return false }
        guard expect(try await Self.stock(inventory)["tea"], is: 0, "of tea, \(situation)") else {
          return false
        }
        return overtaken.wasReached
      }
    }
  }

  func testASaleThatWasOvertakenBeginsAnew() async throws {
    try await onEveryRedis { redis, namespace in
      try await Self.atEachRoundTrip { trip in
        let inventory = try await Self.shop(redis, namespace)
        let overtaken = Self.link(redis, namespace, before: trip) { rival in
          _ = try await rival.sell(["tea": 3], order: "rival")
        }
        let sale = try await overtaken.inventory.sell(["tea": 2, "cup": 1], order: "17")
        let situation = "when another bought 3 of 10 tea before round trip \(trip) of a sale of 2"
        guard expect(sale, is: .sold, situation) else { return false }
        let left = overtaken.wasReached ? 5 : 8
        guard expect(try await Self.stock(inventory), is: ["tea": left, "cup": 9], situation) else {
          return false
        }
        let order = try await redis.hgetAll("{\(namespace)}:order:17", as: [String: Int].self)
        guard expect(order, is: ["tea": 2, "cup": 1], "in the order, \(situation)") else {
          return false
        }
        return overtaken.wasReached
      }
    }
  }

  func testAnOrderAskedForTwiceAtOnceIsSoldOnce() async throws {
    try await onEveryRedis { redis, namespace in
      try await Self.atEachRoundTrip { trip in
        let inventory = try await Self.shop(redis, namespace)
        // The article is not the same, so nothing but the order can tell.
        let overtaken = Self.link(redis, namespace, before: trip) { rival in
          _ = try await rival.sell(["cup": 1], order: "17")
        }
        let sale = try await overtaken.inventory.sell(["tea": 1], order: "17")
        let situation = "when the order was sold before round trip \(trip) of its sale"
        guard expect(sale, is: .sold, situation) else { return false }
        let stock = try await Self.stock(inventory)
        guard expect(stock.values.sorted(), is: [9, 10], "of tea and cups, \(situation)") else {
          return false
        }
        return overtaken.wasReached
      }
    }
  }

  func testACancellationAskedForTwiceAtOnceCountsOnce() async throws {
    try await onEveryRedis { redis, namespace in
      try await Self.atEachRoundTrip { trip in
        let inventory = try await Self.shop(redis, namespace)
        _ = try await inventory.sell(["tea": 4], order: "17")
        let overtaken = Self.link(redis, namespace, before: trip) { rival in
          try await rival.cancel(order: "17")
        }
        let isMine = try await overtaken.inventory.cancel(order: "17")
        let situation = "when the order was cancelled before round trip \(trip) of a cancellation"
        guard expect(isMine, is: !overtaken.wasReached, situation) else { return false }
        guard expect(try await Self.stock(inventory)["tea"], is: 10, "of tea, \(situation)") else {
          return false
        }
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
        guard expect([[10, 10, 0], [8, 7, 1]].contains(sight), promise) else { return }
      }
    }
  }

  func testOtherArticlesDoNotComeInBetween() async throws {
    try await onEveryRedis { redis, namespace in
      try await Self.atEachRoundTrip { trip in
        _ = try await Self.shop(redis, namespace)
        let overtaken = Self.link(redis, namespace, before: trip, tries: 1) { rival in
          _ = try await rival.sell(["cup": 1], order: "rival")
        }
        let sale = try await overtaken.inventory.sell(["tea": 1], order: "17")
        let situation = "at the only try for tea, when a cup was sold before round trip \(trip)"
        guard expect(sale, is: .sold, situation) else { return false }
        return overtaken.wasReached
      }
    }
  }

  func testAfterItsTriesASaleIsBusy() async throws {
    try await onEveryRedis { redis, namespace in
      let inventory = try await Self.shop(redis, namespace)
      let link = InterruptedConnection(redis) { trip, _ in
        guard trip <= 100 else { throw RedisUnavailable("100 round trips, and it still tries") }
        try await inventory.deliver(["tea": 1])
      }
      let busy = Inventory(redis: link, namespace: namespace, tries: 3)
      let error = await Self.thrown { _ = try await busy.sell(["tea": 1], order: "17") }
      let situation = "when there is a delivery before each round trip of 3 tries"
      expect(
        error is Inventory.Busy,
        "Busy is thrown, \(situation), not \(String(describing: error))"
      )
      expect(link.roundTrips, isAtMost: 12, "round trips, \(situation)")
      let stock = try await Self.stock(inventory)
      expect(stock["tea"], is: 10 + link.roundTrips, "of tea, \(situation)")
    }
  }

  func testASaleWhoseReplyWasLostCanBeAskedForAgain() async throws {
    try await onFakeRedis { schedule, redis in
      try await Self.atEachRoundTrip { trip in
        let inventory = try await Self.shop(redis, "shop")
        let overtaken = Self.link(redis, "shop", before: trip) { _ in
          redis.failNext(1, when: .afterExecution)
        }
        let error = await Self.thrown {
          _ = try await overtaken.inventory.sell(["tea": 2], order: "17")
        }
        let situation = "when the reply to round trip \(trip) of a sale was lost"
        guard
          expect(
            error is RedisUnavailable == overtaken.wasReached,
            "RedisUnavailable, \(situation)"
          )
        else { return false }
        let again = try await inventory.sell(["tea": 2], order: "17")
        guard expect(again, is: .sold, "for the same order, \(situation)") else { return false }
        guard
          expect(try await Self.stock(inventory)["tea"], is: 8, "of tea after both, \(situation)")
        else { return false }
        return overtaken.wasReached
      }
    }
  }

  func testTenWhoWantTheLastThree() async throws {
    try await onFakeRedis(orders: 48) { schedule, redis in
      let inventory = try await Self.shop(redis, "shop", tea: 3)
      redis.setLatency(.milliseconds(2))
      let buyers = (1...10).map { buyer in
        Task { try await inventory.sell(["tea": 1, "cup": 1], order: "\(buyer)") }
      }
      var sold = 0
      for buyer in buyers where try await buyer.value == .sold { sold += 1 }
      expect(sold, is: 3, "sold, when ten want the last three at once")
      let stock = try await Self.stock(inventory)
      expect(stock, is: ["tea": 0, "cup": 7], "when ten wanted the last three at once")
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
          guard expect(isThere, is: orders[order] != nil, recent) else { return }
          stock.merge(orders[order] ?? [:], uniquingKeysWith: +)
          orders[order] = nil
        default:
          log.append("order \(order) of \(cart.sorted(by: <))")
          let tooFew = cart.filter { stock[$0.key, default: 0] < $0.value }.keys.sorted()
          let isSold = orders[order] != nil || tooFew.isEmpty
          let sale = try await inventory.sell(cart, order: order)
          guard expect(sale, is: isSold ? .sold : .tooFew(tooFew), recent) else { return }
          if isSold, orders[order] == nil {
            stock.merge(cart, uniquingKeysWith: -)
            orders[order] = cart
          }
        }
        let actual = try await inventory.stock(of: Set(articles))
        guard expect(actual, is: stock, recent) else { return }
      }
    }
  }

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

  /// An inventory that somebody overtakes, once, just before one of its round trips.
  private struct Overtaken {
    let inventory: Inventory
    let link: InterruptedConnection
    let trip: Int

    var wasReached: Bool { link.roundTrips >= trip }
  }

  private static func link(
    _ redis: any RedisConnection,
    _ namespace: String,
    before trip: Int,
    tries: Int = 20,
    _ action: @escaping @Sendable (_ rival: Inventory) async throws -> Void
  ) -> Overtaken {
    let link = InterruptedConnection(redis) { number, _ in
      if number == trip { try await action(Inventory(redis: redis, namespace: namespace)) }
      if number > 100 { throw RedisUnavailable("100 round trips, and it still tries") }
    }
    let inventory = Inventory(redis: link, namespace: namespace, tries: tries)
    return Overtaken(inventory: inventory, link: link, trip: trip)
  }

  /// Runs `body` with 1, 2, … until it says that there was no such round trip, or a check fails.
  private static func atEachRoundTrip(
    _ body: (_ trip: Int) async throws -> Bool
  ) async throws {
    for trip in 1...8 where try await !body(trip) { return }
  }

  private static func thrown(_ operation: () async throws -> Void) async -> (any Error)? {
    do {
      try await operation()
      return nil
    } catch {
      return error
    }
  }
}
