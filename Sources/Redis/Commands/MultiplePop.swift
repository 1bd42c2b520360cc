/// What `LMPOP`, `ZMPOP` and their blocking forms are told: keys behind their number, an end, and how
/// many elements to take.
struct MultiplePop<End> {
  let keys: [RedisBytes]
  let end: End
  private(set) var count = 1

  /// Reads it from the number of keys on.
  init(
    _ context: CommandContext,
    from index: Int,
    end: (CommandContext, Int) throws(RedisError) -> End
  ) throws(RedisError) {
    let keyCount = try context.integer(
      at: index,
      in: 1...Int.max,
      else: RedisError("numkeys should be greater than 0")
    )
    guard keyCount < context.remaining(after: index) else { throw .syntax }
    keys = Array(context.arguments[index + 1...index + keyCount])
    let place = index + keyCount + 1
    self.end = try end(context, place)
    if context.remaining(after: place) > 0 {
      guard context.argument(place + 1, is: "COUNT"), context.remaining(after: place) >= 2 else {
        throw .syntax
      }
      count = try context.integer(
        at: place + 2,
        in: 1...Int.max,
        else: RedisError("count should be greater than 0")
      )
      guard context.remaining(after: place) == 2 else { throw .syntax }
    }
  }
}
