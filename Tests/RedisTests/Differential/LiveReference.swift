import XCTest

@testable import Redis

/// What the fake is compared with: it plays the same scripts.
protocol Reference {
  /// What it was started with, which the fake is to have as well.
  var givenSettings: [(name: String, value: String)] { get }

  /// Begins anew without keys and gives the time in milliseconds since the epoch.
  func reset() throws -> Int

  /// Plays a script and gives, for every step, the bytes that each connection was sent.
  ///
  /// - Parameters:
  ///   - outcomes: What the fake made of it, which tells what replies to wait for.
  ///   - carefully: Looks after every step whether more came than was expected.
  func play(_ script: Script, _ outcomes: [Outcome], carefully: Bool) throws -> [[[UInt8]]]
}

/// The server that `REDIS_URL` names.
final class LiveReference: Reference {
  /// The settings that scripts change, with the values that both sides begin with.
  static let settings = [
    ("maxmemory", "0"), ("maxmemory-policy", "noeviction"), ("maxmemory-samples", "5"),
    ("notify-keyspace-events", ""), ("slowlog-max-len", "128"),
    ("slowlog-log-slower-than", "1000000"), ("activerehashing", "yes"),
    ("hash-max-listpack-entries", "512"), ("hash-max-listpack-value", "64"),
    ("list-max-listpack-size", "-2"), ("set-max-intset-entries", "512"),
    ("zset-max-listpack-entries", "128"), ("zset-max-listpack-value", "64"),
    ("stream-node-max-entries", "100"), ("stream-node-max-bytes", "4096"),
    ("hll-sparse-max-bytes", "3000"), ("latency-monitor-threshold", "0"),
  ]

  let givenSettings: [(name: String, value: String)]

  private let url: RedisURL
  private let control: LiveConnection
  private var connections: [(wire: LiveConnection, id: RedisBytes)] = []
  private var originals: [RedisBytes] = []

  /// Connects to a server that is empty and of the version that the fake is like.
  init(_ url: RedisURL) throws {
    self.url = url
    control = try LiveConnection(url)
    let server = try control.ask(["INFO", "server"]).string
    guard server.contains("redis_version:7.0.") else {
      let version = server.split(separator: "\r\n").first { $0.hasPrefix("redis_version:") }
      throw XCTSkip(
        "REDIS_URL names a server with \(version ?? "no version"); the fake is like 7.0"
      )
    }
    let keyspace = try control.ask(["INFO", "keyspace"]).string
    guard !keyspace.contains("keys=") else {
      throw XCTSkip("the server at REDIS_URL holds keys; this test would remove them and does not")
    }
    let debug = try control.ask(["CONFIG", "GET", "enable-debug-command"])
    givenSettings = [("enable-debug-command", debug.children.last?.string ?? "no")]
    let names = Self.settings.map { RedisBytes($0.0) }
    originals = try control.ask(["CONFIG", "GET"] + names).children.map { RedisBytes($0.text) }
  }

  /// Leaves the server as it was found.
  func restore() throws {
    connections = []
    _ = try control.ask(["FLUSHALL"])
    _ = try control.ask(["CONFIG", "SET"] + originals)
  }

  func reset() throws -> Int {
    do {
      for connection in connections { try clear(connection.wire, connection.id) }
    } catch is LiveConnection.Failure {
      connections = []
    }
    while connections.count <= Script.inspector {
      let wire = try LiveConnection(url)
      let id = RedisBytes(try wire.ask(["CLIENT", "ID"]).text)
      connections.append((wire, id))
    }
    let settings = Self.settings.flatMap { [RedisBytes($0.0), RedisBytes($0.1)] }
    try control.send([["FLUSHALL"], ["CONFIG", "SET"] + settings, ["SLOWLOG", "RESET"], ["TIME"]])
    let replies = Frame.all(in: try control.replies(4))
    XCTAssertEqual(replies[1].string, "OK")
    let time = replies[3].children.compactMap { Int($0.string) }
    return time[0] * 1000 + time[1] / 1000
  }

  private func clear(_ wire: LiveConnection, _ id: RedisBytes) throws {
    _ = try control.ask(["CLIENT", "UNBLOCK", id])
    // `CLIENT REPLY SKIP` may be waiting for a command to leave unanswered.
    try wire.send([["PING"], ["RESET"]])
    while try wire.replies(1) != Array("+RESET\r\n".utf8) {}
  }

  func play(
    _ script: Script,
    _ outcomes: [Outcome],
    carefully: Bool
  ) throws -> [[[UInt8]]] {
    do {
      return carefully ? try playCarefully(script, outcomes) : try playQuickly(script, outcomes)
    } catch {
      // Replies may be under way still: nobody is to take them for answers to what comes next.
      connections = []
      try fence()
      throw error
    }
  }

  /// Sends what one connection has to say in a row in one go.
  private func playQuickly(_ script: Script, _ outcomes: [Outcome]) throws -> [[[UInt8]]] {
    var received: [[[UInt8]]] = []
    var rest = script.indices[...]
    while let first = rest.first {
      let speaker = script[first].connection
      let row = rest.prefix(outcomes.lengthOfRow(in: script, from: first))
      let spoken = row.filter { !outcomes[$0].isSkipped }
      try connections[speaker].wire.send(spoken.flatMap { script[$0].commands })
      for index in row {
        let expected = outcomes[index]
        received.append(
          try connections.enumerated().map { number, connection in
            let count = expected.frames[number]
            if count == 0 { return [] }
            return try connection.wire.replies(count, expected: expected.received[number])
          }
        )
      }
      if let last = row.last, outcomes[last].isSilent(for: speaker) { try fence() }
      rest = rest.dropFirst(row.count)
    }
    try fence()
    let surplus = try connections.map { try $0.wire.drain() }
    for number in surplus.indices { received[received.count - 1][number] += surplus[number] }
    return received
  }

  private func playCarefully(_ script: Script, _ outcomes: [Outcome]) throws -> [[[UInt8]]] {
    try zip(script, outcomes).map { step, outcome in
      if outcome.isSkipped { return connections.map { _ in [] } }
      try connections[step.connection].wire.send(step.commands)
      try fence()
      return try connections.map { try $0.wire.drain() }
    }
  }

  /// Waits until the server has done what it was sent and has sent what there is to send.
  ///
  /// A server that serves one after another has read everything that came before the first `PING`, and
  /// written all the replies of that turn before the second.
  private func fence() throws {
    for _ in 0..<2 { _ = try control.ask(["PING"]) }
  }
}

extension [Outcome] {
  /// How many steps from one on can be sent in one go and are then answered in order.
  fileprivate func lengthOfRow(in script: Script, from first: Int) -> Int {
    let speaker = script[first].connection
    var length = 0
    for index in first..<script.count where index - first == length {
      if script[index].connection != speaker || length == 64 { break }
      length += 1
      if self[index].isSilent(for: speaker) { break }
    }
    return length
  }
}

extension Outcome {
  /// The speaker will not be answered, so that another sign is needed that the server has read it.
  fileprivate func isSilent(for speaker: Int) -> Bool { isBlocked || frames[speaker] == 0 }
}
