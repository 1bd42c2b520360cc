@testable import Redis

extension ContractCase {
  static let streams: [ContractCase] = [
    ContractCase("entries are added and read in order") { redis, run in
      let key = run.key("stream")
      let ids = [5, 6, 6].enumerated().map { index, time in
        RedisStreamID(milliseconds: UInt64(time), sequence: UInt64(index))
      }
      for (index, id) in ids.enumerated() {
        let added = try await redis.xadd(key, ["n": index, "name": "e\(index)"], id: id)
        expectEqual(added, id)
      }
      try await expectError("ERR") { try await redis.xadd(key, ["n": 9], id: ids[0]) }
      try await expectEqual(redis.xlen(key), 3)
      let entries = try await redis.xrange(key)
      expectEqual(entries.map(\.id), ids)
      expectEqual(try entries[2].value("n", as: Int.self), 2)
      expectEqual(entries[0]["name"], "e0")
      expectEqual(entries[0]["missing"], nil)
      try await expectEqual(redis.xrange(key, from: ids[1], count: 1).map(\.id), [ids[1]])
      try await expectEqual(redis.xrevrange(key, count: 2).map(\.id), [ids[2], ids[1]])
      try await expectEqual(redis.xrange(run.key("missing")), [])
      try await expectEqual(redis.xdel(key, [ids[1], .zero]), 1)
      try await expectEqual(redis.xtrim(key, .length(1, approximately: false)), 1)
      try await expectEqual(redis.xrange(key).map(\.id), [ids[2]])
      let made = try await redis.xadd(
        key,
        contentsOf: [(key: "n", value: 3)],
        trim: .from(RedisStreamID(milliseconds: 7), approximately: false)
      )
      expectTrue(made > ids[2])
      try await expectEqual(redis.xlen(key), 1)
    },
    ContractCase("streams are read from an id on, and waited for") { redis, run in
      let (a, b) = (run.key("a"), run.key("b"))
      let id = try await redis.xadd(a, ["n": 1])
      try await expectEqual(redis.xread(a, after: .zero).map(\.id), [id])
      try await expectEqual(redis.xread(a, after: id), [])
      try await redis.xadd(b, ["n": 2])
      let batches = try await redis.xread([a, b], after: [id, .zero], count: 5)
      expectEqual(batches.map(\.key), [b])
      async let awaited = redis.xread(a, after: id, block: .seconds(600))
      try await run.other.xadd(a, ["n": 3])
      try await expectEqual(awaited.map { $0["n"] }, ["3"])
      let none = try await run.passing(.milliseconds(1)) {
        try await redis.xread(b, after: .maximum, block: .milliseconds(1))
      }
      expectEqual(none, [])
    },
  ]

  static let groups: [ContractCase] = [
    ContractCase("each entry goes to one consumer, who acknowledges it") { redis, run in
      let key = run.key("stream")
      try await expectError("ERR") { try await redis.xgroupCreate(key, group: "g", from: .start) }
      try await redis.xgroupCreate(key, group: "g", from: .start, makeStream: true)
      try await expectError("BUSYGROUP") {
        try await redis.xgroupCreate(key, group: "g", from: .end)
      }
      try await expectEqual(redis.xreadGroup(key, group: "g", consumer: "c1"), [])
      var ids: [RedisStreamID] = []
      for number in 0..<3 { ids.append(try await redis.xadd(key, ["n": number])) }
      let first = try await redis.xreadGroup(key, group: "g", consumer: "c1", count: 2)
      let second = try await redis.xreadGroup([key], group: "g", consumer: "c2")
      expectEqual(first.map(\.id), Array(ids.prefix(2)))
      expectEqual(second.first?.entries.map(\.id), [ids[2]])
      let pending = try await redis.xpending(key, group: "g")
      expectEqual(pending.count, 3)
      expectEqual([pending.lowest, pending.highest], [ids[0], ids[2]])
      expectEqual(pending.consumers, ["c1": 2, "c2": 1])
      try await expectEqual(redis.xack(key, group: "g", ids[0], .zero), 1)
      try await expectEqual(redis.xack(key, group: "g", [ids[2]]), 1)
      try await expectEqual(redis.xack(key, group: "g", []), 0)
      let mine = try await redis.xreadGroup(key, group: "g", consumer: "c1", .pending())
      expectEqual(mine.map(\.id), [ids[1]])
      let entries = try await redis.xpending(key, group: "g", count: 10)
      expectEqual(entries.map(\.consumer), ["c1"])
      expectTrue((entries.first?.deliveries ?? 0) >= 1)
      let others = try await redis.xpending(key, group: "g", count: 10, consumer: "c2")
      expectEqual(others, [])
    },
    ContractCase("what a consumer left is taken over by another") { redis, run in
      let key = run.key("stream")
      try await redis.xgroupCreate(key, group: "g", from: .start, makeStream: true)
      var ids: [RedisStreamID] = []
      for number in 0..<3 { ids.append(try await redis.xadd(key, ["n": number])) }
      _ = try await redis.xreadGroup(key, group: "g", consumer: "gone")
      let early = try await redis.xautoClaim(
        key,
        group: "g",
        consumer: "c",
        minimumIdle: .seconds(600)
      )
      expectEqual(early.entries, [])
      try await redis.xdel(key, [ids[1]])
      let claimed = try await redis.xautoClaim(key, group: "g", consumer: "c", minimumIdle: .zero)
      expectEqual(claimed.entries.map(\.id), [ids[0], ids[2]])
      expectEqual(claimed.deleted, [ids[1]])
      expectEqual(claimed.next, .zero)
      let page = try await redis.xautoClaim(
        key,
        group: "g",
        consumer: "d",
        minimumIdle: .zero,
        count: 1
      )
      expectEqual(page.entries.map(\.id), [ids[0]])
      expectEqual(page.next, ids[2])
      let one = try await redis.xclaim(
        key,
        group: "g",
        consumer: "d",
        minimumIdle: .zero,
        [ids[2]]
      )
      expectEqual(one.first?["n"], "2")
      try await expectEqual(redis.xpending(key, group: "g").consumers, ["d": 2])
      try await expectEqual(redis.xgroupDelConsumer(key, group: "g", consumer: "d"), 2)
      try await expectEqual(redis.xpending(key, group: "g").count, 0)
    },
    ContractCase("only what has been idle long enough is taken over", needs: .clock) { redis, run in
      let key = run.key("stream")
      try await redis.xgroupCreate(key, group: "g", from: .start, makeStream: true)
      let id = try await redis.xadd(key, ["n": 1])
      _ = try await redis.xreadGroup(key, group: "g", consumer: "gone")
      run.clock?.advance(by: .seconds(60))
      let entries = try await redis.xpending(
        key,
        group: "g",
        count: 9,
        minimumIdle: .seconds(60)
      )
      expectEqual(entries.map(\.idle), [.seconds(60)])
      let claimed = try await redis.xautoClaim(
        key,
        group: "g",
        consumer: "c",
        minimumIdle: .seconds(60)
      )
      expectEqual(claimed.entries.map(\.id), [id])
    },
    ContractCase("a group is waited for, set back and destroyed") { redis, run in
      let key = run.key("stream")
      try await redis.xgroupCreate(key, group: "g", from: .end, makeStream: true)
      async let awaited = redis.xreadGroup(
        key,
        group: "g",
        consumer: "c",
        block: .seconds(600),
        acknowledges: true
      )
      let id = try await run.other.xadd(key, ["n": 1])
      try await expectEqual(awaited.map(\.id), [id])
      try await expectEqual(redis.xpending(key, group: "g").count, 0)
      try await redis.xgroupSetID(key, group: "g", to: .start)
      try await expectEqual(redis.xreadGroup(key, group: "g", consumer: "c").map(\.id), [id])
      try await redis.xgroupSetID(key, group: "g", to: .after(id))
      try await expectEqual(redis.xreadGroup(key, group: "g", consumer: "c"), [])
      try await expectEqual(redis.xgroupDestroy(key, group: "g"), true)
      try await expectEqual(redis.xgroupDestroy(key, group: "g"), false)
      try await expectError("NOGROUP") {
        try await redis.xreadGroup(key, group: "g", consumer: "c")
      }
    },
  ]
}
