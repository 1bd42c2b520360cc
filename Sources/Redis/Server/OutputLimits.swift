/// When a client that does not read what it is sent is closed, by kind of client.
///
/// Replies cannot pile up: a client that does not read them is not listened to either. What the server
/// sends unasked, such as messages and what `MONITOR` shows, can, and this is where it ends.
public struct OutputLimits: Hashable, Sendable {
  /// One limit.
  public struct Limit: Hashable, Sendable {
    /// The client is closed when more bytes than this wait for it; 0 for no limit.
    public var hard: Int
    /// It is also closed when more than this wait for it all through ``seconds``.
    public var soft: Int
    public var seconds: Int

    public init(hard: Int, soft: Int, seconds: Int) {
      self.hard = hard
      self.soft = soft
      self.seconds = seconds
    }
  }

  public var normal = Limit(hard: 0, soft: 0, seconds: 0)
  /// For those who have sent `MONITOR`, which Redis counts among the replicas.
  public var replica = Limit(hard: 256 << 20, soft: 64 << 20, seconds: 60)
  public var pubsub = Limit(hard: 32 << 20, soft: 8 << 20, seconds: 60)

  public init() {}

  /// Reads the form of `client-output-buffer-limit`: `normal 0 0 0 slave 256mb 64mb 60 …`.
  ///
  /// Kinds that are not named keep their defaults; nil if it cannot be read.
  init?(text: String) {
    let words = text.split(separator: " ")
    guard words.count % 4 == 0 else { return nil }
    for start in stride(from: 0, to: words.count, by: 4) {
      guard let hard = ConfigSetting.bytes(String(words[start + 1])),
        let soft = ConfigSetting.bytes(String(words[start + 2])),
        let seconds = Int(words[start + 3]), seconds >= 0
      else { return nil }
      let limit = Limit(hard: hard, soft: soft, seconds: seconds)
      switch words[start].lowercased() {
      case "normal": normal = limit
      case "replica", "slave": replica = limit
      case "pubsub": pubsub = limit
      default: return nil
      }
    }
  }

  /// The form that ``init(text:)`` reads.
  var text: String {
    [("normal", normal), ("slave", replica), ("pubsub", pubsub)]
      .map { "\($0) \($1.hard) \($1.soft) \($1.seconds)" }.joined(separator: " ")
  }

  func limit(for client: EngineClient) -> Limit {
    if client.isMonitor { return replica }
    return client.subscriptions.isEmpty ? normal : pubsub
  }
}

/// Watches how much waits for one client.
struct OutputWatch {
  /// When the soft limit was passed, in milliseconds; nil while it is not.
  private var exceededSince: Int?

  /// Whether so much waits, or for so long, that the client has to be closed.
  mutating func isExceeded(_ limit: OutputLimits.Limit, pending: Int, now: Int) -> Bool {
    if limit.hard > 0 && pending > limit.hard { return true }
    guard limit.soft > 0, pending > limit.soft else {
      exceededSince = nil
      return false
    }
    guard let since = exceededSince else {
      exceededSince = now
      return false
    }
    return now - since >= limit.seconds * 1000
  }
}
