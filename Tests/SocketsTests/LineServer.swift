import Sockets
import Synchronization

/// A server on a loopback port of its own, and the thread that it runs on.
struct TestServer {
  let port: Int
  let thread: EventLoopThread
  let log: EventLog

  init(
    port: Int = 0,
    limits: ConnectionLimits = ConnectionLimits(),
    adjust: (inout ListenerOptions) -> Void = { _ in }
  ) throws {
    let log = EventLog()
    var options = ListenerOptions(port: port)
    options.limits = limits
    adjust(&options)
    let loop = try EventLoop()
    self.port = try loop.listen(options) { _ in LineServer(log: log) }.port
    thread = try EventLoopThread(running: loop)
    self.log = log
  }
}

/// What a server saw, for a test to wait for.
final class EventLog: Sendable {
  private struct State {
    var events: [String] = []
    var held: [ConnectionID] = []
    var mostOutput = 0
    var waiters: [(count: Int, event: String, continuation: CheckedContinuation<Void, Never>)] = []
  }
  private let state = Mutex(State())

  var mostOutput: Int { state.withLock { $0.mostOutput } }

  func noteOutput(_ count: Int) {
    state.withLock { $0.mostOutput = max($0.mostOutput, count) }
  }

  func hold(_ id: ConnectionID) {
    state.withLock { $0.held.append(id) }
    add("held")
  }

  func takeHeld() -> [ConnectionID] {
    state.withLock { state in
      defer { state.held = [] }
      return state.held
    }
  }

  func add(_ event: String) {
    let due = state.withLock { state in
      state.events.append(event)
      let due = state.waiters.filter { waiter in
        state.events.count { $0 == waiter.event } >= waiter.count
      }
      state.waiters.removeAll { waiter in
        state.events.count { $0 == waiter.event } >= waiter.count
      }
      return due
    }
    for waiter in due { waiter.continuation.resume() }
  }

  /// Waits until an event has been seen so many times.
  func seen(_ event: String, times count: Int = 1) async {
    await withCheckedContinuation { continuation in
      let isThere = state.withLock { state in
        let isThere = state.events.count { $0 == event } >= count
        if !isThere { state.waiters.append((count, event, continuation)) }
        return isThere
      }
      if isThere { continuation.resume() }
    }
  }
}

/// Sends every line back, and understands a few words.
///
///     quit      says goodbye and closes
///     big N     sends a line of N letters
///     hold      gets no answer, nor do the lines after it, before another connection says `release`
///     silence   gets no answer at all
///     push      gets `!pushed` before its answer
final class LineServer: ConnectionHandler {
  private let log: EventLog

  init(log: EventLog) {
    self.log = log
  }

  func received(_ bytes: UnsafeRawBufferPointer, on connection: Connection) -> Int {
    var done = 0
    while !connection.isCongested, !connection.isHeld, !connection.isClosed,
      let end = bytes[done...].firstIndex(of: UInt8(ascii: "\n"))
    {
      let line = String(decoding: bytes[done..<end], as: UTF8.self)
      done = end + 1
      answer(line, on: connection)
      log.noteOutput(connection.pendingOutput)
    }
    return done
  }

  private func answer(_ line: String, on connection: Connection) {
    switch line {
    case "quit":
      connection.write("goodbye\n")
      connection.closeAfterFlush()
    case "hold":
      connection.hold()
      log.hold(connection.id)
    case "release":
      for id in log.takeHeld() {
        guard let held = connection.loop.connection(id) else { continue }
        held.write("released\n")
        held.release()
      }
      connection.write("done\n")
    case "silence": break
    case "push": connection.write("!pushed\npush\n")
    default:
      guard line.hasPrefix("big "), let count = Int(line.dropFirst(4)) else {
        return connection.write(line + "\n")
      }
      connection.write([UInt8](repeating: UInt8(ascii: "x"), count: count) + [10])
    }
  }

  func closed(_ connection: Connection, because reason: CloseReason) {
    log.add("\(reason)")
  }
}
