/// Messages about changed keys for caches at the client, which this engine does not send: whoever asks
/// for them is told so rather than left with a cache that nobody invalidates.
extension ClientCommands {
  static func clientTracking(_ context: CommandContext) throws(RedisError) -> RESPValue {
    if context.argument(2, is: "OFF") { return .ok }
    guard context.argument(2, is: "ON") else { throw .syntax }
    throw RedisError("CLIENT TRACKING is not available on this server")
  }

  static func clientCaching(_ context: CommandContext) throws(RedisError) -> RESPValue {
    throw RedisError(
      "CLIENT CACHING can be called only when the client is in tracking mode with OPTIN or OPTOUT"
        + " mode enabled"
    )
  }

  static func clientGetredir(_ context: CommandContext) throws(RedisError) -> RESPValue {
    .integer(-1)
  }

  static func clientTrackinginfo(_ context: CommandContext) throws(RedisError) -> RESPValue {
    .map([
      RESPPair(.bulk("flags"), .set([.bulk("off")])), RESPPair(.bulk("redirect"), .integer(-1)),
      RESPPair(.bulk("prefixes"), .array([])),
    ])
  }
}
