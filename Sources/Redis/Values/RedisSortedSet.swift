/// The elements of a sorted set.
struct RedisSortedSet: RedisCollection {
  var isEmpty: Bool { true }
  var count: Int { 0 }
  var memory: Int { 0 }
  var encoding: String { "listpack" }
}
