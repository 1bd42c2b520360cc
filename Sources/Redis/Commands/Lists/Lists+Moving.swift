extension ListCommands {
  /// From where an element moves to where.
  private struct Move {
    let source: RedisBytes
    let destination: RedisBytes
    let from: ListEnd
    let to: ListEnd
  }

  static func lmove(_ context: CommandContext) throws(RedisError) -> RESPValue {
    try run(try move(context), context) ?? .null
  }

  static func rpoplpush(_ context: CommandContext) throws(RedisError) -> RESPValue {
    try run(rotation(context), context) ?? .null
  }

  static func blmove(_ context: CommandContext) throws(RedisError) -> RESPValue? {
    let move = try move(context)
    return try wait(
      for: move,
      timeout: try context.timeout(at: 5),
      propagatedAs: ["LMOVE", move.source, move.destination, move.from.word, move.to.word],
      context
    )
  }

  static func brpoplpush(_ context: CommandContext) throws(RedisError) -> RESPValue? {
    let move = rotation(context)
    return try wait(
      for: move,
      timeout: try context.timeout(at: 3),
      propagatedAs: ["RPOPLPUSH", move.source, move.destination],
      context
    )
  }

  private static func move(_ context: CommandContext) throws(RedisError) -> Move {
    Move(
      source: context[1],
      destination: context[2],
      from: try ListEnd(context, at: 3),
      to: try ListEnd(context, at: 4)
    )
  }

  private static func rotation(_ context: CommandContext) -> Move {
    Move(source: context[1], destination: context[2], from: .right, to: .left)
  }

  private static func wait(
    for move: Move,
    timeout: Int,
    propagatedAs command: [RedisBytes],
    _ context: CommandContext
  ) throws(RedisError) -> RESPValue? {
    // Where nothing may block the reply is that of the command that does not; only time runs out in
    // a null array.
    if context.client.denyBlocking, try context.changing(RedisList.self, move.source) == nil {
      return .null
    }
    return try context.block(on: [move.source], timeout: timeout) { context, _ throws(RedisError) in
      guard let source = try context.changing(RedisList.self, move.source) else { return nil }
      let reply: RESPValue
      do throws(RedisError) {
        reply = try run(move, from: source, context)
      } catch {
        // A destination of another type ends the wait, unlike a source.
        return .error(error)
      }
      context.propagate(as: command)
      return reply
    }
  }

  private static func run(
    _ move: Move,
    _ context: CommandContext
  ) throws(RedisError) -> RESPValue? {
    guard let source = try context.changing(RedisList.self, move.source) else { return nil }
    return try run(move, from: source, context)
  }

  private static func run(
    _ move: Move,
    from source: Boxed<RedisList>,
    _ context: CommandContext
  ) throws(RedisError) -> RESPValue {
    let destination = try context.creating(RedisList.self, move.destination)
    guard let element = source.value.pop(from: move.from) else { return .null }
    destination.value.push(element, at: move.to)
    context.notify(.list, move.to.pushEvent, move.destination)
    context.changed(move.destination, by: 0)
    context.notify(.list, move.from.popEvent, move.source)
    context.removeIfEmpty(move.source, source)
    context.changed(move.source)
    return .bulk(element)
  }
}
