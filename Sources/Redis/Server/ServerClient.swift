import Sockets

/// One connection of a server: reads requests, has the engine run them, and writes the replies.
final class ServerClient: ConnectionHandler {
  private let core: ServerCore
  /// Gone as soon as the connection is, while a reply may still be under way to it.
  private weak var connection: Connection?
  private(set) var client: EngineClient
  private var parser = RESPRequestParser()
  private var watch = OutputWatch()
  /// Bytes of a request that has begun and is not complete.
  private var unfinished = 0
  /// Whether requests of this client are being run, and their replies gathered.
  private var isServing = false

  /// So many bytes of replies go to the connection before more requests are run.
  private static let batch = 64 << 10

  init(_ connection: Connection, core: ServerCore) {
    self.core = core
    self.connection = connection
    let relay = Relay()
    client = core.engine.connect(
      address: connection.peer?.description ?? "?:0",
      localAddress: connection.local?.description ?? "?:0"
    ) { [relay] in relay.target?.deliver($0) }
    client.close = { [weak connection] in connection?.close() }
    relay.target = self
  }

  /// Lets the engine's client, which exists first, reach its connection.
  private final class Relay {
    weak var target: ServerClient?
  }

  func received(_ bytes: UnsafeRawBufferPointer, on connection: Connection) -> Int {
    core.beginTurn()
    // Out of the object, so that nothing is looked up or locked for each of a thousand requests.
    var parser = RESPRequestParser()
    swap(&parser, &self.parser)
    isServing = true
    defer {
      swap(&parser, &self.parser)
      isServing = false
      handOver(to: connection)
    }
    var input = bytes
    var left = input.count
    parser.isAuthenticated = client.isAuthenticated
    parser.limits = core.parserLimits
    do {
      while try parser.next(&input) {
        unfinished = 0
        left = input.count
        run(parser.arguments, on: connection)
        if mustStop(connection) { return bytes.count - input.count }
        parser.isAuthenticated = client.isAuthenticated
      }
    } catch {
      write(error.reply)
      handOver(to: connection)
      connection.closeAfterFlush()
      return bytes.count
    }
    unfinished += left - input.count
    if unfinished > core.requestLimit { connection.close(because: .inputLimit) }
    return bytes.count - input.count
  }

  @inline(__always)
  private func run(_ arguments: [RedisBytes], on connection: Connection) {
    if core.refusesWrites, let error = core.refusal(of: arguments, from: client) {
      return write(.error(error))
    }
    if let reply = core.engine.execute(arguments, for: client) {
      write(reply)
    } else if client.blocked != nil {
      connection.hold()
    }
  }

  /// Whether no more requests of this client are to be run for now.
  @inline(__always)
  private func mustStop(_ connection: Connection) -> Bool {
    if client.isClosing {
      handOver(to: connection)
      connection.closeAfterFlush()
      return true
    }
    if core.replies.bytes.count > Self.batch { handOver(to: connection) }
    return connection.isHeld || connection.isCongested || connection.isClosed
  }

  /// Writes a reply behind those that the requests served just now have got.
  @inline(__always)
  private func write(_ reply: RESPValue) {
    core.replies.version = version
    core.replies.append(reply)
  }

  @inline(__always)
  private var version: RESPVersion { client.protocolVersion == 3 ? .three : .two }

  /// Gives the connection the replies that have gathered.
  private func handOver(to connection: Connection) {
    guard !core.replies.bytes.isEmpty else { return }
    connection.withOutput { output in
      if output.isEmpty {
        swap(&output, &core.replies.bytes)
      } else {
        output.append(contentsOf: core.replies.bytes)
      }
    }
    core.replies.bytes.removeAll(keepingCapacity: true)
  }

  /// Takes what the engine has for this client outside a command's own reply.
  private func deliver(_ reply: RESPValue) {
    if isServing { return write(reply) }
    guard let connection, !connection.isClosed else { return }
    var writer = RESPWriter(version: version)
    writer.append(reply)
    connection.write(writer.bytes)
    resumeIfServed()
    if client.isClosing { return connection.closeAfterFlush() }
    if client.isMonitor { return checkOutput() }
    if case .push = reply { checkOutput() }
  }

  /// Goes on with the next request once the one that waited has been answered.
  func resumeIfServed() {
    if client.blocked == nil { connection?.release() }
  }

  /// Closes the connection if too much waits for a client that does not read.
  func checkOutput() {
    guard let connection else { return }
    let limit = core.outputLimits.limit(for: client)
    if watch.isExceeded(limit, pending: connection.pendingOutput, now: core.engine.now) {
      connection.close(because: .outputLimit)
    }
  }

  /// Closes the connection if its client has been silent for too long and is not meant to be.
  func closeIfIdle(longerThan milliseconds: Int) {
    guard client.blocked == nil, client.subscriptions.isEmpty, !client.isMonitor,
      core.engine.now - client.lastActive > milliseconds
    else { return }
    connection?.close(because: .idle)
  }

  /// Closes the connection with what was written to it unsent.
  func drop() {
    connection?.close()
  }

  func closed(_ connection: Connection, because reason: CloseReason) {
    core.engine.disconnect(client)
    core.forget(self)
  }
}
