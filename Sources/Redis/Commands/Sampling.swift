/// How many elements a command draws at random, as `SRANDMEMBER`, `HRANDFIELD` and `ZRANDMEMBER` are
/// told: so many different ones, or, with a minus, so many that may repeat.
struct Sample {
  let count: Int
  let mayRepeat: Bool

  /// A reply of more elements than this would take the memory of the whole process.
  static let largest = 1 << 24

  /// Reads the number at `index`.
  init(_ context: CommandContext, at index: Int) throws(RedisError) {
    let number = try context.integer(at: index)
    guard number != Int.min else {
      throw RedisError(
        "value is out of range, value must between -\(Int.max) and \(Int.max)"
      )
    }
    count = abs(number)
    mayRepeat = number < 0
  }

  /// Reads the number at 2 and the word that asks for values or scores behind it.
  init(_ context: CommandContext, pairsWith word: StaticString) throws(RedisError) {
    try self.init(context, at: 2)
    guard context.count <= 4, context.count < 4 || context.argument(3, is: word) else {
      throw .syntax
    }
    if context.count == 4 && count > Int.max / 2 { throw .outOfRange }
  }

  /// Positions below `size` that were drawn; all of them in order if that is what was asked for.
  func positions(
    below size: Int,
    using random: inout some RandomNumberGenerator
  ) throws(RedisError) -> [Int] {
    if mayRepeat {
      guard count <= Self.largest else { throw .outOfRange }
      return (0..<count).map { _ in Int.random(in: 0..<size, using: &random) }
    }
    if count >= size { return Array(0..<size) }
    return Self.distinct(count, below: size, using: &random)
  }

  private static func distinct(
    _ count: Int,
    below size: Int,
    using random: inout some RandomNumberGenerator
  ) -> [Int] {
    // Few out of many: draw again what was drawn before. Otherwise shuffle as far as is needed.
    if count < size / 3 {
      var seen: Set<Int> = []
      var drawn: [Int] = []
      while drawn.count < count {
        let position = Int.random(in: 0..<size, using: &random)
        if seen.insert(position).inserted { drawn.append(position) }
      }
      return drawn
    }
    var positions = Array(0..<size)
    for place in 0..<count {
      positions.swapAt(place, Int.random(in: place..<size, using: &random))
    }
    return Array(positions.prefix(count))
  }
}

extension CommandContext {
  /// Names with what belongs to them: pairs in RESP3, one behind the other in RESP2.
  func pairs(_ elements: some Sequence<(RESPValue, RESPValue)>) -> RESPValue {
    if client.protocolVersion > 2 { return .array(elements.map { .array([$0, $1]) }) }
    return .array(elements.flatMap { [$0, $1] })
  }
}
