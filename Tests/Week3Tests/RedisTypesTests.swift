import CheckSupport
import Lab
import Redis
import RedisChecks
import Week3
import XCTest

final class RedisTypesTests: XCTestCase {
  // MARK: - Leaderboard

  func testPointsOfAPlayerAddUp() async throws {
    try await onEveryRedis { redis, namespace in
      let board = Leaderboard(on: redis, namespace: namespace)
      expect(try await board.add(30, to: "ada"), is: 30, "Ada's first 30 points")
      expect(try await board.add(12, to: "ada"), is: 42, "12 more after 30")
      expect(try await board.add(7, to: "bob"), is: 7, "Bob's first 7 points")
      expect(try await board.add(-50, to: "ada"), is: -8, "50 fewer than 42")
    }
  }

  func testTheTopIsTheBestFirst() async throws {
    try await onEveryRedis { redis, namespace in
      let board = Leaderboard(on: redis, namespace: namespace)
      expect(try await board.top(3), is: [], "of a board without players")
      for (player, points) in [("ada", 20), ("bob", 50), ("cleo", -3), ("dan", 40)] {
        try await board.add(points, to: player)
      }
      let all = [
        Leaderboard.Place(rank: 1, player: "bob", points: 50),
        Leaderboard.Place(rank: 2, player: "dan", points: 40),
        Leaderboard.Place(rank: 3, player: "ada", points: 20),
        Leaderboard.Place(rank: 4, player: "cleo", points: -3),
      ]
      for count in [1, 2, 3, 4, 9] {
        let situation = "top(\(count)) of 4 players"
        try await require(board.top(count), is: Array(all.prefix(count)), situation)
      }
    }
  }

  func testRanksAreCountedFromTheBest() async throws {
    try await onEveryRedis { redis, namespace in
      let board = Leaderboard(on: redis, namespace: namespace)
      for (player, points) in [("ada", 20), ("bob", 50), ("cleo", 0)] {
        try await board.add(points, to: player)
      }
      expect(try await board.rank(of: "bob"), is: 1, "for Bob with 50, Ada 20, Cleo 0")
      expect(try await board.rank(of: "ada"), is: 2, "for Ada with 20, Bob 50, Cleo 0")
      expect(try await board.rank(of: "cleo"), is: 3, "for Cleo with 0, who is on the board")
      expect(try await board.rank(of: "dan"), is: nil, "for Dan, who never got points")
    }
  }

  func testEqualPointsShareARank() async throws {
    try await onEveryRedis { redis, namespace in
      let board = Leaderboard(on: redis, namespace: namespace)
      for (player, points) in [("ada", 50), ("bob", 50), ("cleo", 10), ("dan", 10), ("eve", 5)] {
        try await board.add(points, to: player)
      }
      let ranks = ["ada": 1, "bob": 1, "cleo": 3, "dan": 3, "eve": 5]
      let situation = "with 50, 50, 10, 10 and 5 points"
      for (player, rank) in ranks.sorted(by: { $0.key < $1.key }) {
        try await require(board.rank(of: player), is: rank, "for \(player), \(situation)")
      }
      let top = try await board.top(5)
      expect(top.map(\.rank), is: [1, 1, 3, 3, 5], "the ranks in top(5), \(situation)")
      let named = Dictionary(top.map { ($0.player, $0.rank) }, uniquingKeysWith: min)
      expect(named, is: ranks, "the ranks by player in top(5), \(situation)")
    }
  }

  func testATopOfNobodyIsEmpty() async throws {
    try await onEveryRedis { redis, namespace in
      let board = Leaderboard(on: redis, namespace: namespace)
      for player in ["ada", "bob"] { try await board.add(1, to: player) }
      expect(try await board.top(0), is: [], "top(0) of 2 players")
    }
  }

  func testSimultaneousPointsAreNotLost() async throws {
    try await onFakeRedis { _, redis in
      redis.setLatency(.milliseconds(1))
      let board = Leaderboard(on: redis, namespace: "shop")
      let sums = try await atOnce(8) { _ in try await board.add(5, to: "ada") }
      expect(sums.sorted(), is: Array(stride(from: 5, through: 40, by: 5)), "8 × 5 points at once")
      let score = try await redis.zscore("shop:leaderboard", "ada")
      expect(score, is: 40, "after 8 × 5 points at once")
    }
  }

  func testABoardKeepsToItsRoundTrips() async throws {
    try await onFakeRedis(orders: 1) { _, redis in
      let board = Leaderboard(on: redis, namespace: "shop")
      for number in 1...200 { try await board.add(number % 50, to: "player \(number)") }
      let add = try await redis.countRoundTrips { _ = try await board.add(1, to: "player 7") }
      expect(add, isAtMost: 1, "round trips for points")
      let top = try await redis.countRoundTrips { _ = try await board.top(100) }
      expect(top, isAtMost: 1, "round trips for the top 100 of 200 players")
      let rank = try await redis.countRoundTrips { _ = try await board.rank(of: "player 7") }
      expect(rank, isAtMost: 2, "round trips for a rank among 200 players")
    }
  }

  func testManyStepsOfABoardAgreeWithASortedArray() async throws {
    try await onEveryRedis(orders: 2) { redis, namespace in
      let board = Leaderboard(on: redis, namespace: namespace)
      var random = SplitMix64(seed: 1)
      var points: [String: Int] = [:]
      for step in 1...150 {
        let player = "player \(Int.random(in: 1...12, using: &random))"
        let more = Int.random(in: -3...6, using: &random)
        points[player, default: 0] += more
        try await board.add(more, to: player)
        let standings = points.sorted(by: <).map { "\($0) \($1)" }.joined(separator: ", ")
        let situation = "seed 1, step \(step), after \(more) points for \(player); \(standings)"
        let ahead = points.values.count { $0 > points[player, default: 0] }
        let sorted = points.values.sorted(by: >)
        try await require(board.rank(of: player), is: ahead + 1, situation)
        try await require(board.top(5).map(\.points), is: Array(sorted.prefix(5)), situation)
      }
    }
  }

  // MARK: - Recently viewed

  func testWhatWasSeenLastComesFirst() async throws {
    try await onEveryRedis { redis, namespace in
      let recent = RecentlyViewed(on: redis, namespace: namespace, limit: 10)
      expect(try await recent.products(for: "ada"), is: [], "for somebody who has seen nothing")
      for product in ["tea", "pot", "cup"] { try await recent.add(product, for: "ada") }
      let products = try await recent.products(for: "ada")
      expect(products, is: ["cup", "pot", "tea"], "after tea, pot, cup")
    }
  }

  func testAProductIsListedOnce() async throws {
    try await onEveryRedis { redis, namespace in
      let recent = RecentlyViewed(on: redis, namespace: namespace, limit: 10)
      for product in ["tea", "pot", "cup", "tea", "tea"] {
        try await recent.add(product, for: "ada")
      }
      let products = try await recent.products(for: "ada")
      expect(products, is: ["tea", "cup", "pot"], "after tea, pot, cup, tea, tea")
    }
  }

  func testAListIsTrimmedToItsLimit() async throws {
    try await onEveryRedis { redis, namespace in
      let recent = RecentlyViewed(on: redis, namespace: namespace, limit: 3)
      for number in 1...8 {
        try await recent.add("\(number)", for: "ada")
        let length = try await redis.llen("\(namespace):recent:ada")
        let situation = "products in Redis, after \(number) with a limit of 3"
        try require(length, is: min(number, 3), situation)
      }
      expect(try await recent.products(for: "ada"), is: ["8", "7", "6"], "after 1 to 8, limit 3")
      try await recent.add("7", for: "ada")
      expect(
        try await recent.products(for: "ada"),
        is: ["7", "8", "6"],
        "after 1 to 8 and 7 again"
      )
    }
  }

  func testEveryUserHasAListOfTheirOwn() async throws {
    try await onEveryRedis { redis, namespace in
      let recent = RecentlyViewed(on: redis, namespace: namespace, limit: 3)
      try await recent.add("tea", for: "ada")
      try await recent.add("pot", for: "bob")
      expect(try await recent.products(for: "ada"), is: ["tea"], "for Ada, who saw tea")
      expect(try await recent.products(for: "bob"), is: ["pot"], "for Bob, who saw a pot")
    }
  }

  func testAProductSeenTwiceAtOnceIsListedOnce() async throws {
    try await onFakeRedis { _, redis in
      redis.setLatency(.milliseconds(1))
      let recent = RecentlyViewed(on: MixedPipelines(redis), namespace: "shop", limit: 3)
      _ = try await atOnce(4) { number in
        try await recent.add(number % 2 == 0 ? "tea" : "pot", for: "ada")
      }
      expect(
        try await recent.products(for: "ada").sorted(),
        is: ["pot", "tea"],
        "after tea and pot, each added twice, all at once over connections whose commands mix"
      )
    }
  }

  func testAListKeepsToItsRoundTrips() async throws {
    try await onFakeRedis(orders: 1) { _, redis in
      let recent = RecentlyViewed(on: redis, namespace: "shop", limit: 3)
      let add = try await redis.countRoundTrips { try await recent.add("tea", for: "ada") }
      expect(add, isAtMost: 1, "round trips for a product that was seen")
      let read = try await redis.countRoundTrips { _ = try await recent.products(for: "ada") }
      expect(read, isAtMost: 1, "round trips for a list")
    }
  }

  // MARK: - Unique visitors

  func testAVisitorCountsOnceADay() async throws {
    try await onEveryRedis { redis, namespace in
      let visitors = UniqueVisitors(on: redis, namespace: namespace)
      expect(try await visitors.count(on: ["monday"]), is: 0, "on a day without visitors")
      for visitor in ["ada", "bob", "ada", "ada"] {
        try await visitors.record(visitor, on: "monday")
      }
      expect(try await visitors.count(on: ["monday"]), is: 2, "after Ada, Bob, Ada, Ada")
      expect(try await visitors.count(on: ["tuesday"]), is: 0, "on another day")
    }
  }

  func testAVisitorCountsOnceOverSeveralDays() async throws {
    try await onEveryRedis { redis, namespace in
      let visitors = UniqueVisitors(on: redis, namespace: namespace)
      for visitor in ["ada", "bob"] { try await visitors.record(visitor, on: "monday") }
      for visitor in ["bob", "cleo"] { try await visitors.record(visitor, on: "tuesday") }
      let days = ["monday", "tuesday", "wednesday"]
      expect(
        try await visitors.count(on: days),
        is: 3,
        "Ada, Bob on one day, Bob, Cleo on the next"
      )
      expect(try await visitors.count(on: ["monday"]), is: 2, "on the first day alone, afterwards")
      expect(try await visitors.count(on: []), is: 0, "on no days at all")
    }
  }

  func testADayOfManyVisitorsStaysSmall() async throws {
    try await onFakeRedis(orders: 1) { _, redis in
      let visitors = UniqueVisitors(on: redis, namespace: "shop")
      for number in 1...3000 { try await visitors.record("visitor \(number)", on: "monday") }
      let size = try await redis.memoryUsage("shop:{visitors}:monday") ?? 0
      expect(size, isAtMost: 16_384, "bytes of shop:{visitors}:monday, after 3000 visitors")
      let count = try await visitors.count(on: ["monday"])
      expect(Double(count), isNear: 3000, within: 120, "the count of 3000 visitors")
    }
  }

  func testVisitorsKeepToTheirRoundTrips() async throws {
    try await onFakeRedis(orders: 1) { _, redis in
      let visitors = UniqueVisitors(on: redis, namespace: "shop")
      let days = (1...31).map { "2026-01-\($0)" }
      for day in days { try await visitors.record("ada", on: day) }
      let record = try await redis.countRoundTrips {
        try await visitors.record("bob", on: days[0])
      }
      expect(record, isAtMost: 1, "round trips for a visit")
      let count = try await redis.countRoundTrips { _ = try await visitors.count(on: days) }
      expect(count, isAtMost: 1, "round trips to count 31 days")
      expect(try await redis.dbSize(), is: 31, "keys, after 31 days were counted")
    }
  }

  // MARK: - Cart

  func testQuantitiesInACartAddUp() async throws {
    try await onEveryRedis { redis, namespace in
      let cart = Self.cart(redis, namespace)
      expect(try await cart.contents(), is: [:], "in a cart that nobody has used")
      expect(try await cart.add(2, of: "tea"), is: 2, "2 of tea")
      expect(try await cart.add(1, of: "tea"), is: 3, "1 more of tea after 2")
      expect(try await cart.add(1, of: "pot"), is: 1, "a pot")
      expect(try await cart.contents(), is: ["tea": 3, "pot": 1], "after 2 + 1 of tea and a pot")
    }
  }

  func testAQuantityThatIsSetReplacesTheOld() async throws {
    try await onEveryRedis { redis, namespace in
      let cart = Self.cart(redis, namespace)
      try await cart.add(2, of: "tea")
      try await cart.setQuantity(5, of: "tea")
      try await cart.setQuantity(1, of: "pot")
      expect(try await cart.contents(), is: ["tea": 5, "pot": 1], "tea from 2 to 5, a pot to 1")
    }
  }

  func testAQuantityOfZeroTakesTheProductOut() async throws {
    try await onEveryRedis { redis, namespace in
      let cart = Self.cart(redis, namespace)
      try await cart.setQuantity(0, of: "moon dust")
      expect(try await cart.contents(), is: [:], "after 0 of what was not in the cart")
      try await cart.add(2, of: "tea")
      try await cart.add(1, of: "pot")
      try await cart.setQuantity(0, of: "tea")
      expect(try await cart.contents(), is: ["pot": 1], "a pot, and tea set to 0")
      try await cart.setQuantity(0, of: "pot")
      let key = "\(namespace):cart:7"
      expect(try await redis.exists(key), is: false, "that \(key) exists when all is out")
      expect(try await cart.add(1, of: "tea"), is: 1, "1 of tea after it was set to 0")
    }
  }

  func testCartsAreApart() async throws {
    try await onEveryRedis { redis, namespace in
      let cart = Self.cart(redis, namespace)
      let other = Cart(on: redis, namespace: namespace, id: "8", lifetime: .seconds(60))
      try await cart.add(2, of: "tea")
      try await other.add(1, of: "pot")
      expect(try await cart.contents(), is: ["tea": 2], "in cart 7, with a pot in cart 8")
      expect(try await other.contents(), is: ["pot": 1], "in cart 8, with tea in cart 7")
    }
  }

  func testSimultaneousAdditionsToACartAreNotLost() async throws {
    try await onFakeRedis { _, redis in
      redis.setLatency(.milliseconds(1))
      let quantities = try await atOnce(8) { _ in
        try await Self.cart(redis, "shop").add(1, of: "tea")
      }
      expect(quantities.sorted(), is: Array(1...8), "8 times 1 of tea at once")
      let contents = try await Self.cart(redis, "shop").contents()
      expect(contents, is: ["tea": 8], "8 times 1 of tea at once")
    }
  }

  func testACartIsGoneALifetimeAfterItsLastChange() async throws {
    try await onFakeRedis { schedule, redis in
      let cart = Self.cart(redis, "shop")
      try await cart.add(2, of: "tea")
      let changes: [(String, @Sendable () async throws -> Void)] = [
        ("2 of tea", {}),
        ("1 more of tea", { _ = try await cart.add(1, of: "tea") }),
        ("tea set to 5", { try await cart.setQuantity(5, of: "tea") }),
        ("a pot set to 1", { try await cart.setQuantity(1, of: "pot") }),
        ("the pot set to 0", { try await cart.setQuantity(0, of: "pot") }),
      ]
      for (name, change) in changes {
        try await change()
        await schedule.pass(.seconds(3599))
        let situation = "3599 s after \(name), with a lifetime of 3600 s"
        try await require(redis.exists("shop:cart:7"), is: true, "a cart \(situation)")
      }
      await schedule.pass(.seconds(1))
      expect(try await cart.contents(), is: [:], "3600 s after the last change")
    }
  }

  func testLookingDoesNotExtendACartsLife() async throws {
    try await onFakeRedis { schedule, redis in
      let cart = Self.cart(redis, "shop")
      try await cart.add(2, of: "tea")
      await schedule.pass(.seconds(3599))
      expect(try await cart.contents(), is: ["tea": 2], "3599 s after the last change")
      await schedule.pass(.seconds(1))
      expect(try await cart.contents(), is: [:], "3600 s after the change, 1 s after a look")
    }
  }

  func testACartKeepsToItsRoundTrips() async throws {
    try await onFakeRedis(orders: 1) { _, redis in
      let cart = Self.cart(redis, "shop")
      let steps: [(String, @Sendable () async throws -> Void)] = [
        ("to add", { _ = try await cart.add(1, of: "tea") }),
        ("to set a quantity", { try await cart.setQuantity(3, of: "tea") }),
        ("for the contents", { _ = try await cart.contents() }),
        ("to set a quantity to 0", { try await cart.setQuantity(0, of: "tea") }),
      ]
      for (name, step) in steps {
        let count = try await redis.countRoundTrips(of: step)
        try require(count, isAtMost: 1, "round trips \(name)")
      }
    }
  }

  // MARK: - Keys

  func testEverythingIsWhereTheContractSays() async throws {
    try await onEveryRedis { redis, namespace in
      let other = "\(namespace)2"
      for namespace in [namespace, other] {
        try await Leaderboard(on: redis, namespace: namespace).add(1, to: "ada")
        try await RecentlyViewed(on: redis, namespace: namespace, limit: 3).add("tea", for: "ada")
        try await UniqueVisitors(on: redis, namespace: namespace).record("ada", on: "monday")
        try await Self.cart(redis, namespace).add(1, of: "tea")
        let types = [
          "leaderboard": "zset", "recent:ada": "list", "{visitors}:monday": "string",
          "cart:7": "hash",
        ]
        for (name, type) in types.sorted(by: { $0.key < $1.key }) {
          let key = "\(namespace):\(name)"
          try await require(redis.type(key), is: type, "the type of \(key)")
        }
      }
      let total = try await Leaderboard(on: redis, namespace: other).add(1, to: "ada")
      expect(total, is: 2, "1 point and 1 more in a namespace of its own")
    }
  }
}

extension RedisTypesTests {
  private static func cart(_ redis: any RedisConnection, _ namespace: String) -> Cart {
    Cart(on: redis, namespace: namespace, id: "7", lifetime: .seconds(3600))
  }
}
