/// What is to go wrong.
struct FaultPlan {
  private(set) var isDown = false
  private var refusals = 0
  private var lostReplies = 0

  @inline(__always)
  var isActive: Bool { isDown || refusals > 0 }

  @inline(__always)
  var losesReply: Bool { lostReplies > 0 }

  /// The error for the next round trip if it is not to reach the server.
  mutating func refusal() -> RedisUnavailable? {
    if isDown { return RedisUnavailable("connection refused", mayHaveBeenExecuted: false) }
    guard refusals > 0 else { return nil }
    refusals -= 1
    return RedisUnavailable(
      "connection reset before the command was sent",
      mayHaveBeenExecuted: false
    )
  }

  /// The error for a round trip that reached the server but whose reply is not to come back.
  mutating func lostReply() -> RedisUnavailable? {
    guard lostReplies > 0 else { return nil }
    lostReplies -= 1
    return RedisUnavailable("connection reset before the reply came")
  }

  mutating func fail(_ count: Int, _ moment: FakeRedis.FailureMoment) {
    switch moment {
    case .beforeExecution: refusals += count
    case .afterExecution: lostReplies += count
    }
  }

  mutating func setDown(_ down: Bool) { isDown = down }
}
