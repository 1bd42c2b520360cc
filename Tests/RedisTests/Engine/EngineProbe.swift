@testable import Redis

/// An engine on a clock that stands still, with clients that remember what they were sent.
final class EngineProbe {
  final class Clock {
    var now = 1_767_225_600_000
  }

  let engine: RedisEngine
  private let clock = Clock()
  private var clients: [Int: EngineClient] = [:]
  private var received: [Int: [String]] = [:]

  init() {
    let clock = clock
    engine = RedisEngine(seed: 7) { clock.now }
  }

  /// Moves the clock on, as time passes, and lets the engine notice.
  func advance(milliseconds: Int) {
    clock.now += milliseconds
    engine.tick()
  }

  func client(_ number: Int = 0) -> EngineClient {
    if let client = clients[number] { return client }
    let client = engine.connect { [unowned self] in
      received[number, default: []].append(Self.text($0))
    }
    clients[number] = client
    return client
  }

  /// Runs a command given as words and gives the reply in short, "…" if none came.
  @discardableResult
  func run(_ words: String, as number: Int = 0) -> String {
    run(words.split(separator: " ").map { RedisBytes($0) }, as: number)
  }

  @discardableResult
  func run(_ arguments: [RedisBytes], as number: Int = 0) -> String {
    engine.execute(arguments, for: client(number)).map(Self.text) ?? "…"
  }

  /// What a client was sent besides direct replies, since it was last asked for.
  func takeReceived(by number: Int) -> [String] {
    defer { received[number] = nil }
    return received[number] ?? []
  }

  /// A reply in short: `OK`, `3`, `"text"`, `nil`, `[…]`, `(error) …`.
  static func text(_ reply: RESPValue) -> String {
    func list(_ values: [RESPValue]) -> String {
      "[" + values.map(text).joined(separator: ", ") + "]"
    }
    return switch reply {
    case .simple(let text): text
    case .error(let error): "(error) \(error.text)"
    case .integer(let number): String(number)
    case .bulk(let bytes): "\"\(bytes)\""
    case .null, .nullArray: "nil"
    case .array(let values), .set(let values), .push(let values): list(values)
    case .double(let number): String(number)
    case .boolean(let flag): String(flag)
    case .bigNumber(let digits): digits
    case .verbatim(_, let bytes): bytes.string
    case .map(let pairs): list(pairs.flatMap { [$0.key, $0.value] })
    }
  }
}
