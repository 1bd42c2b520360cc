/// The elements of a stream.
struct RedisStream: RedisCollection {
  var isEmpty: Bool { true }
  var count: Int { 0 }
  var memory: Int { 0 }
  var encoding: String { "listpack" }
}
