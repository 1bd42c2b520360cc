@testable import Redis

/// An engine whose changes are written down, or one that they are made on again.
final class ChangeSubject {
  /// Stands between the commands of the script `each`.
  static let separator: RedisBytes = "---"

  /// A script that runs the commands that it is given, and fails where one of them does.
  static let each = RedisScript(name: "each") { redis, _, arguments in
    for command in arguments.split(separator: separator) { _ = try redis.call(Array(command)) }
    return .ok
  }

  /// In 2090, so that no key that is left at the end is dead for a real server.
  private static let start = 3_800_000_000_000

  let engine: RedisEngine
  private let clock: Clock
  private var clients: [EngineClient] = []
  /// What the engine has handed on, with the number of the database of each.
  private(set) var changes: [(database: Int, command: [RedisBytes])] = []

  private final class Clock {
    var now: Int

    init(_ now: Int) { self.now = now }
  }

  init(now: Int = ChangeSubject.start) {
    let clock = Clock(now)
    self.clock = clock
    engine = RedisEngine(seed: 3) { clock.now }
    engine.scripts.register(Self.each)
    clients = (0..<Script.connections).map { _ in engine.connect { _ in } }
  }

  var now: Int { clock.now }

  /// What the engine holds.
  func dump(withTimes: Bool = true) -> KeyspaceDump {
    engine.settle()
    let client = engine.connect { _ in }
    defer { engine.disconnect(client) }
    return KeyspaceDump(withTimes: withTimes) { engine.frame(of: $0, for: client) }
  }
}

/// Making changes.
extension ChangeSubject {
  func play(_ script: [ChangeStep]) {
    for step in script { play(step) }
    // Who waits holds on to its engine.
    for client in clients { engine.disconnect(client) }
  }

  private func play(_ step: ChangeStep) {
    switch step {
    case .wait(let milliseconds):
      clock.now += milliseconds
      engine.tick()
    case .oversleep(let milliseconds): clock.now += milliseconds
    case .giveUp(let connection): engine.giveUp(clients[connection])
    case .command(let command, let connection):
      let client = clients[connection]
      if client.blocked == nil { _ = engine.execute(command, for: client) }
    }
  }

  /// Keeps from now on in ``changes`` what the engine hands on.
  func writeDownChanges() {
    engine.onWrite = { [unowned self] in changes.append(($0, $1)) }
  }

  var changeLines: String {
    changes.map { "\($0): \($1.map(\.typed).joined(separator: " "))" }.joined(separator: "\n")
  }

  /// Plays a script with the changes written to a file, as a server does it.
  func play(_ script: [ChangeStep], writingTo path: String) throws {
    let file = try AppendOnlyFile(AppendOnlyLayout(path, fileName: ""), sync: .never)
    engine.onWrite = { file.append($0, $1) }
    play(script)
    // The clock of a real server would not tell it what is dead.
    engine.settle()
    engine.onWrite = nil
    try file.close()
  }
}

/// Making changes again.
extension ChangeSubject {
  /// Makes changes again, as who reads a file or follows a primary does.
  ///
  /// - Returns: The first that was refused, and why.
  func repeatChanges(_ changes: [(database: Int, command: [RedisBytes])]) -> String? {
    let client = engine.connect { _ in }
    engine.isRepeating = true
    defer {
      engine.isRepeating = false
      engine.disconnect(client)
      engine.tick()
    }
    for (index, change) in changes.enumerated() {
      if index == 0 || changes[index - 1].database != change.database {
        _ = engine.execute(["SELECT", RedisBytes(change.database)], for: client)
      }
      let replies: [RESPValue] =
        switch engine.execute(change.command, for: client) {
        case .array(let replies) where change.command == ["EXEC"]: replies
        case let reply: [reply ?? .null]
        }
      for case .error(let error) in replies {
        return "\(change.command.map(\.typed).joined(separator: " ")): \(error.text)"
      }
    }
    return client.transaction == nil ? nil : "a transaction has no end"
  }

  /// Makes the changes again that are in a file, as a server does when it starts.
  func load(_ path: String) throws {
    try AppendOnlyStartup(RedisServer.AppendOnly(path), engine).file.close()
    engine.tick()
  }
}

extension RedisEngine {
  /// A command's reply, read from the bytes that a server would send.
  func frame(of command: [RedisBytes], for client: EngineClient) -> Frame {
    var writer = RESPWriter()
    writer.append(execute(command, for: client) ?? .null)
    guard let frame = Frame(writer.bytes) else {
      preconditionFailure("a reply to \(command) that has no end")
    }
    return frame
  }

  /// Removes what is dead, and sees to it that looking is neither held back nor costs a key its place.
  func settle() {
    pause = nil
    configuration.set("maxmemory", to: "0")
    expiresActively = true
    findEarliestDeadline()
    tick()
  }

  /// Has a client go on that waits for a key, as when its time is over.
  func giveUp(_ client: EngineClient) {
    guard let call = client.blocked, blockedClients[client.id] != nil else { return }
    unblock(client, with: call.otherwise)
  }
}
