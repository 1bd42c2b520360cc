import Lab
import Sockets

/// Opens connections to one server and says there who we are.
struct RedisDialer: Sendable {
  let configuration: RedisClientConfiguration
  let clock: ClientClock
  var transport: any RedisTransport = SocketTransport()

  var endpoint: RedisEndpoint { configuration.endpoint }

  /// Connects and logs in.
  ///
  /// - Throws: A ``LinkFailure`` when trying again may help, a ``RedisLoginError`` when not.
  func open(
    carryingMessages: Bool = false,
    onUnasked: @escaping @Sendable (RESPValue) -> Void = { _ in }
  ) async throws -> any RedisWire {
    let deadline = clock.now() + configuration.connectTimeout
    let wire = try await transport.open(
      endpoint,
      timeout: configuration.connectTimeout,
      carryingMessages: carryingMessages,
      onUnasked: onUnasked
    )
    do {
      try await greet(wire, until: deadline)
      return wire
    } catch {
      wire.close()
      if let error = error as? LinkFailure { throw LinkFailure.notSent(error.reason) }
      throw error
    }
  }

  /// Sends commands in one go and gives their replies, errors in their places.
  func exchange(
    _ commands: [RedisCommand],
    on wire: any RedisWire,
    timeout: Duration?
  ) async throws -> [RESPValue] {
    do {
      if clock.isReal || !transport.needsTimeouts {
        return try await wire.exchange(commands, timeout: timeout)
      }
      return try await clock.limit(to: timeout, orThrow: SocketError.timedOut("the reply")) {
        try await wire.exchange(commands, timeout: nil)
      }
    } catch let error as SocketError {
      if case .timedOut = error, let timeout {
        throw LinkFailure.lost("\(endpoint) did not answer within \(timeout.readable)")
      }
      throw LinkFailure.lost("the connection to \(endpoint) was lost (\(error))")
    }
  }
}

/// The first words on a new connection.
extension RedisDialer {
  private func greet(_ wire: any RedisWire, until deadline: Duration) async throws {
    if configuration.version == .three, try await greetInRESP3(wire, until: deadline) {
      return try await ask(wire, laterWords, until: deadline)
    }
    var words: [RedisCommand] = []
    if let password = configuration.password {
      words.append(RedisCommand(["AUTH"] + (user.map { [$0] } ?? []) + [RedisBytes(password)]))
    }
    if let name = configuration.clientName {
      words.append(RedisCommand("CLIENT", "SETNAME", name))
    }
    try await ask(wire, words + laterWords, until: deadline)
  }

  private var user: RedisBytes? { configuration.user.map { RedisBytes($0) } }

  private var laterWords: [RedisCommand] {
    var words: [RedisCommand] = []
    if configuration.database != 0 { words.append(RedisCommand("SELECT", configuration.database)) }
    if configuration.readsFromReplicas { words.append(RedisCommand("READONLY")) }
    return words
  }

  /// Says HELLO; false if the server does not know what that is.
  private func greetInRESP3(_ wire: any RedisWire, until deadline: Duration) async throws -> Bool {
    var hello = RedisCommand("HELLO", 3)
    if let password = configuration.password {
      hello.append("AUTH", user ?? "default", password)
    }
    if let name = configuration.clientName { hello.append("SETNAME", name) }
    let reply = try await exchange([hello], on: wire, timeout: deadline - clock.now()).first
    guard case .error(let error) = reply else { return true }
    let isUnknown = error.code == "NOPROTO" || error.message.hasPrefix("unknown command")
    if !isUnknown { throw refusal(of: hello, error) }
    return false
  }

  private func ask(
    _ wire: any RedisWire,
    _ words: [RedisCommand],
    until deadline: Duration
  ) async throws {
    if words.isEmpty { return }
    let replies = try await exchange(words, on: wire, timeout: deadline - clock.now())
    for (word, reply) in zip(words, replies) {
      // A server that is no cluster has no replicas to read from, either.
      if case .error(let error) = reply, word.name != "READONLY" { throw refusal(of: word, error) }
    }
  }

  private func refusal(of word: RedisCommand, _ error: RedisError) -> any Error {
    let passes: Set<String> = ["LOADING", "BUSY", "MASTERDOWN", "CLUSTERDOWN", "TRYAGAIN"]
    if passes.contains(error.code) || error.message.hasPrefix("max number of clients") {
      return LinkFailure.notSent("\(endpoint) is not ready (\(error.text))")
    }
    let isLogin = word.name == "AUTH" || (word.name == "HELLO" && configuration.password != nil)
    let step =
      switch word.name {
      case _ where isLogin: "the user \"\(configuration.user ?? "default")\""
      case "HELLO": "a connection without a password"
      default: "\"\(word)\""
      }
    return RedisLoginError(endpoint: endpoint, step: step, error: error, mend: mend(for: error))
  }

  private func mend(for error: RedisError) -> String {
    switch error.code {
    case "NOAUTH": "Give the password: redis://:password@\(endpoint)."
    case "WRONGPASS": "Check the user and the password, redis://user:password@\(endpoint)."
    case "NOPERM": "Log in as a user who may do this, or have the server's ACL changed."
    case _ where error.message.hasPrefix("DB index"):
      "Choose a database from 0 on that the server has (CONFIG GET databases): redis://\(endpoint)/0."
    case _ where error.message.contains("without any password configured"):
      "Leave the password out: redis://\(endpoint)."
    default: "Change the client's configuration or the server's."
    }
  }
}
