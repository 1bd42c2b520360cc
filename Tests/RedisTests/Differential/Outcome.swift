@testable import Redis

/// What came of one step.
struct Outcome {
  /// The bytes that each connection was sent because of it.
  var received = [[UInt8]](repeating: [], count: Script.inspector + 1)
  /// How many replies they are.
  var frames = [Int](repeating: 0, count: Script.inspector + 1)
  /// The connection waited for an earlier command, so that nothing was sent.
  var isSkipped = false
  /// The connection waits now.
  var isBlocked = false
  var evidence = Evidence()
}

/// What is known about the data that a command saw, to judge replies that need not be equal.
struct Evidence {
  /// Everything that could be drawn from, for commands that choose at random.
  var candidates: Set<[UInt8]>?
  /// The collection keeps an order of its own, so that replies are equal to the byte.
  var isOrdered = false
}
