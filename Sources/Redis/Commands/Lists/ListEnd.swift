/// The end of a list at which a command works.
enum ListEnd {
  case left, right

  /// Reads `LEFT` or `RIGHT`.
  init(_ context: CommandContext, at index: Int) throws(RedisError) {
    if context.argument(index, is: "LEFT") {
      self = .left
    } else if context.argument(index, is: "RIGHT") {
      self = .right
    } else {
      throw .syntax
    }
  }

  var pushEvent: StaticString { self == .left ? "lpush" : "rpush" }
  var popEvent: StaticString { self == .left ? "lpop" : "rpop" }
  var popName: RedisBytes { self == .left ? "LPOP" : "RPOP" }
  var word: RedisBytes { self == .left ? "LEFT" : "RIGHT" }
}

extension RedisList {
  @inline(__always)
  mutating func push(_ element: RedisBytes, at end: ListEnd) {
    end == .left ? prepend(element) : append(element)
  }

  @inline(__always)
  mutating func pop(from end: ListEnd) -> RedisBytes? {
    end == .left ? popFirst() : popLast()
  }
}
