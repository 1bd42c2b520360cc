/// What a client must know about a command before it sends it.
struct CommandTraits: Sendable {
  /// Where the keys are among the arguments, the name being argument 0.
  enum Keys: Sendable {
    case none
    /// Every `step` arguments from `first` to `last`, which counts from the end if negative.
    case range(first: Int, last: Int, step: Int)
    /// Their number is at `at`, and they follow it; `and` is one more elsewhere.
    case counted(at: Int, and: Int?)
    /// The first half of what follows `STREAMS`.
    case streams
    /// One at 1, and one after any of these words.
    case firstAndAfter([RedisBytes])
    /// One at 3 or, if that is empty, all after `KEYS`.
    case migrate
  }

  /// How a command that waits says for how long.
  enum Wait: Sendable {
    case seconds(at: Int)
    case lastSeconds
    case lastMilliseconds
    /// Only with the word `BLOCK`, which milliseconds follow.
    case blockOption
  }

  /// What a command does to the connection that it is sent on.
  enum Effect: Sendable {
    case none
    /// It changes the connection, which the tasks that share it would not expect.
    case changes(mend: String)
    /// Replies would no longer come one for each command.
    case breaksStep(mend: String)
  }

  var keys = Keys.none
  var isReadOnly = false
  var wait: Wait?
  var effect = Effect.none
}

extension CommandTraits {
  /// The traits of a command; those of one that is not known are none.
  static func of(_ arguments: [RedisBytes]) -> CommandTraits {
    let name = arguments[0]
    if let traits = table[name] ?? table[name.lowercased] { return traits }
    guard arguments.count > 1 else { return CommandTraits() }
    return table["\(name.lowercased)|\(arguments[1].lowercased)"] ?? CommandTraits()
  }

  /// How long a command waits by design: nil if it does not, and `.some(nil)` if without an end.
  func wait(in arguments: [RedisBytes]) -> Duration?? {
    guard let wait else { return nil }
    let time: Duration?
    switch wait {
    case .seconds(let index):
      time = arguments.count > index ? arguments[index].seconds : nil
    case .lastSeconds: time = arguments.last?.seconds
    case .lastMilliseconds: time = arguments.last?.milliseconds
    case .blockOption:
      guard let word = arguments.firstIndex(where: { $0.lowercased == "block" }) else { return nil }
      time = arguments.count > word + 1 ? arguments[word + 1].milliseconds : nil
    }
    return .some(time == .zero ? nil : time)
  }
}

extension RedisBytes {
  /// With its ASCII letters in lower case.
  fileprivate var lowercased: RedisBytes {
    guard contains(where: { (65...90).contains($0) }) else { return self }
    return RedisBytes(map { (65...90).contains($0) ? $0 | 32 : $0 })
  }

  fileprivate var seconds: Duration? { Double(string).map { .seconds($0) } }
  fileprivate var milliseconds: Duration? { Int(string).map { .milliseconds($0) } }

  func isWord(_ word: RedisBytes) -> Bool { lowercased == word }
}
