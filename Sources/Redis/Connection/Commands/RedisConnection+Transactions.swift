/// How a transaction ended.
public enum RedisTransactionResult: Sendable, Hashable {
  /// Every command was carried out, and nothing of anybody else's in between.
  ///
  /// A command that failed has its error in its place; the others hold all the same.
  case committed([RESPValue])
  /// Nothing was carried out: a watched key had changed.
  case aborted

  /// The replies, or nil when the transaction was aborted.
  public var replies: [RESPValue]? {
    if case .committed(let replies) = self { replies } else { nil }
  }
}

/// Redis refused commands while it queued them, and so carried out none of the transaction.
public struct RedisTransactionError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A command that was refused, and why.
  public struct Refusal: Hashable, Sendable {
    public let command: RedisCommand
    public let error: RedisError

    public init(command: RedisCommand, error: RedisError) {
      self.command = command
      self.error = error
    }
  }

  public let refusals: [Refusal]

  public init(refusals: [Refusal]) {
    self.refusals = refusals
  }

  public var description: String {
    let reasons = refusals.map { "\($0.command): \($0.error)" }
    return "the transaction was refused: " + reasons.joined(separator: "; ")
  }
}

/// Transactions: several commands as one step.
extension RedisConnection {
  /// Lets the next transaction on this connection be aborted if one of the keys changes before it.
  ///
  /// Watch first, read second, and on a connection of your own:
  ///
  ///     let result = try await redis.withDedicatedConnection { connection in
  ///       try await connection.watch("stock:7")
  ///       let stock = try await connection.get("stock:7", as: Int.self) ?? 0
  ///       guard stock > 0 else { throw SoldOut() }
  ///       return try await connection.transaction([RedisCommand("DECR", "stock:7")])
  ///     }
  ///     if result == .aborted { print("someone was faster") }
  public func watch<Key: RedisArgument>(_ keys: Key...) async throws {
    try await watch(keys)
  }

  /// Lets the next transaction on this connection be aborted if one of the keys changes before it.
  public func watch(_ keys: [some RedisArgument]) async throws {
    if keys.isEmpty { return }
    try await sendForOK(RedisCommand("WATCH").adding(keys))
  }

  /// Watches no key any longer.
  public func unwatch() async throws {
    try await sendForOK(RedisCommand("UNWATCH"))
  }

  /// Carries out commands as one step, in one round trip: `MULTI`, the commands, `EXEC`.
  ///
  /// - Throws: A ``RedisTransactionError`` when Redis refused a command while queueing it.
  public func transaction(_ commands: [RedisCommand]) async throws -> RedisTransactionResult {
    let all = [RedisCommand("MULTI")] + commands + [RedisCommand("EXEC")]
    // On a shared connection the commands of others would end up in the transaction.
    let replies = try await withDedicatedConnection { try await $0.pipeline(all) }
    guard replies.count == all.count, let first = replies.first, let last = replies.last else {
      throw RedisReplyError(
        command: "EXEC",
        expected: "\(all.count) replies",
        reply: .array(replies)
      )
    }
    try first.expectOK(from: "MULTI")
    let refusals = zip(commands, replies.dropFirst()).compactMap { command, reply in
      if case .error(let error) = reply {
        RedisTransactionError.Refusal(command: command, error: error)
      } else {
        nil
      }
    }
    if !refusals.isEmpty { throw RedisTransactionError(refusals: refusals) }
    guard let results = try last.decode(as: [RESPValue]?.self, from: "EXEC") else {
      return .aborted
    }
    return .committed(results)
  }
}
