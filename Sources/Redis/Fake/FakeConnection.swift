/// One connection of a fake server.
final class FakeConnection {
  var client: EngineClient?
  /// The command that blocks, if one does.
  var current: Int?
  /// Commands that wait behind it.
  var backlog: [(call: Int, arguments: [RedisBytes])] = []

  /// Takes messages of a subscription.
  var onMessage: (@Sendable (RESPValue) -> Void)?
  /// Is told when there will be no more, and why unless that was wanted.
  var onEnd: (@Sendable (RedisUnavailable?) -> Void)?
  private var confirmations: [RESPValue] = []

  /// Every command that has not been answered, which it never will be.
  func takeCalls() -> [Int] {
    defer {
      current = nil
      backlog = []
    }
    return (current.map { [$0] } ?? []) + backlog.map(\.call)
  }

  func takeConfirmations() -> [RESPValue] {
    defer { confirmations = [] }
    return confirmations
  }

  /// Takes what the server sends of its own accord.
  func receive(_ push: RESPValue, later: (@escaping FakeState.Action) -> Void) {
    if push.isConfirmation {
      confirmations.append(push)
    } else if let onMessage {
      later { onMessage(push) }
    }
  }
}

extension RESPValue {
  /// Whether it confirms a subscription or its end.
  fileprivate var isConfirmation: Bool {
    guard case .push(let parts) = self, case .bulk(let kind)? = parts.first else { return false }
    return kind.bytes.suffix(9).elementsEqual("subscribe".utf8)
  }
}

extension RedisMessage {
  /// The message in a push, if it is one.
  init?(push: RESPValue) {
    guard case .push(let parts) = push, case .bulk(let kind)? = parts.first else { return nil }
    let texts = parts.dropFirst().compactMap { part in
      if case .bulk(let bytes) = part { bytes } else { nil }
    }
    switch (kind, texts.count) {
    case ("message", 2), ("smessage", 2): self.init(channel: texts[0], payload: texts[1])
    case ("pmessage", 3):
      self.init(channel: texts[1], pattern: texts[0], payload: texts[2])
    default: return nil
    }
  }
}
