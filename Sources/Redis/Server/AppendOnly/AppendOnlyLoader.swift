/// Runs the commands of an append-only file on an empty engine.
struct AppendOnlyLoader {
  let engine: RedisEngine
  private let client: EngineClient
  private(set) var commandCount = 0

  init(_ engine: RedisEngine) {
    self.engine = engine
    client = engine.connect { _ in }
    client.isAuthenticated = true
  }

  /// Loads one file.
  ///
  /// - Returns: The offset at which a command or transaction begins that the file breaks off in, or nil
  ///   if the file is whole.
  mutating func load(_ path: String) throws(AppendOnlyError) -> Int? {
    var reader: AppendOnlyReader
    do {
      reader = try AppendOnlyReader(path)
    } catch {
      throw .disk(error)
    }
    client.databaseIndex = 0
    engine.isRepeating = true
    defer { engine.isRepeating = false }
    var transaction: Int?
    while true {
      switch try reader.next() {
      case .command(let arguments, let offset):
        if client.transaction == nil { transaction = offset }
        try run(arguments, path, offset)
        commandCount += 1
      case .torn(let offset):
        return abandonTransaction() ? transaction ?? offset : offset
      case .end:
        return abandonTransaction() ? transaction : nil
      }
    }
  }

  /// Forgets a transaction whose end is missing; false if there is none.
  private func abandonTransaction() -> Bool {
    guard client.transaction != nil else { return false }
    engine.discardTransaction(of: client)
    return true
  }

  private func run(
    _ arguments: [RedisBytes],
    _ path: String,
    _ offset: Int
  ) throws(AppendOnlyError) {
    let error: RedisError? =
      switch engine.execute(arguments, for: client) {
      case .error(let error): error
      case .array(let replies):
        arguments[0].equalsIgnoringCase("EXEC") ? replies.lazy.compactMap(\.error).first : nil
      default: nil
      }
    if let error {
      throw .refused(path, offset: offset, command: arguments, error: error)
    }
  }

  /// Leaves the engine as if it had just started, but for its keys.
  func finish() {
    engine.disconnect(client)
    engine.resetStatistics()
    engine.dirty = 0
  }
}

extension RESPValue {
  fileprivate var error: RedisError? {
    if case .error(let error) = self { error } else { nil }
  }
}
