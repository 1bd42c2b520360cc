@testable import Redis

/// The engine in this process, with a few connections whose replies are written as a server does.
final class FakeSubject {
  /// Changes a reply, to see whether the test notices.
  typealias Mutation = ([RedisBytes], RESPValue) -> RESPValue

  private let mutation: Mutation?
  private(set) var engine: RedisEngine
  private let clock = Clock()
  private var clients: [EngineClient] = []
  private let wire = Wire()

  private final class Clock {
    var now = 1_767_225_600_000
  }

  /// What the connections are sent.
  private final class Wire {
    var outcome = Outcome()

    func write(_ reply: RESPValue, to connection: Int, _ client: EngineClient) {
      var writer = RESPWriter(version: client.protocolVersion == 3 ? .three : .two)
      writer.append(reply)
      outcome.received[connection] += writer.bytes
      outcome.frames[connection] += 1
    }
  }

  init(mutation: Mutation? = nil) {
    self.mutation = mutation
    engine = RedisEngine { 0 }
    reset(now: clock.now)
  }

  /// Begins anew, with empty databases, at a time in milliseconds since the epoch.
  func reset(now: Int, settings: [(name: String, value: String)] = []) {
    let clock = clock
    clock.now = now
    // Who waits holds on to its engine.
    for client in clients { engine.disconnect(client) }
    engine = RedisEngine { clock.now }
    for (name, value) in LiveReference.settings + settings {
      engine.configuration.set(name, to: value)
    }
    clients = []
    for connection in 0...Script.inspector {
      let clients = Clients()
      let client = engine.connect { [wire, clients] reply in
        if let client = clients.client { wire.write(reply, to: connection, client) }
      }
      clients.client = client
      self.clients.append(client)
    }
  }

  /// Lets a client, which does not exist before its `deliver` does, be found by that.
  private final class Clients {
    weak var client: EngineClient?
  }

  func play(_ script: Script) -> [Outcome] { script.map(play) }

  private func play(_ step: Step) -> Outcome {
    wire.outcome = Outcome()
    let client = clients[step.connection]
    guard client.blocked == nil else {
      wire.outcome.isSkipped = true
      return wire.outcome
    }
    wire.outcome.evidence = evidence(for: step.commands[0], client)
    for command in step.commands {
      guard let reply = engine.execute(command, for: client) else { continue }
      wire.write(mutation?(command, reply) ?? reply, to: step.connection, client)
    }
    wire.outcome.isBlocked = client.blocked != nil
    return wire.outcome
  }

  private func evidence(for command: [RedisBytes], _ client: EngineClient) -> Evidence {
    guard client.transaction == nil else { return Evidence() }
    let keys = engine.databases[client.databaseIndex].keys
    let name = command[0].lowercasedName
    if name == "randomkey" {
      return Evidence(candidates: Set((0..<keys.count).map { keys.key(at: $0).bytes }))
    }
    guard command.count > 1, case let slot = keys.find(command[1]), slot >= 0 else {
      return Evidence(candidates: [])
    }
    let entry = keys[slot]
    switch (name, entry.value) {
    case ("hrandfield", .hash(let box)):
      let pairs = (0..<box.count).map { box.value.pair(at: $0) }
      return Evidence(candidates: Set(pairs.flatMap { [$0.field.bytes, $0.value.bytes] }))
    case ("spop", .set(let box)), ("srandmember", .set(let box)):
      return Evidence(candidates: Set(box.value.map(\.bytes)))
    case ("zrandmember", .sortedSet(let box)):
      let items = box.value.items(in: 0..<box.count)
      return Evidence(
        candidates: Set(items.flatMap { [$0.member.bytes, Array($0.score.redisText.utf8)] })
      )
    default:
      let encoding = entry.value.encoding(entry.access.mark)
      return Evidence(isOrdered: encoding == "listpack" || encoding == "intset")
    }
  }
}
