/// The elements of a list.
struct RedisList: RedisCollection {
  var isEmpty: Bool { true }
  var count: Int { 0 }
  var memory: Int { 0 }
  var encoding: String { "listpack" }
}
