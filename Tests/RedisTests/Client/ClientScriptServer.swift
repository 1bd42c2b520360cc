import Redis
import Sockets
import Synchronization

/// A server on loopback that does what a test says, step by step.
///
/// It reads commands and keeps them; nothing is answered but by the test, or by `answers` for commands
/// that a test does not want to see, such as those that open a connection.
final class ClientScriptServer: Sendable {
  /// Replies by the command as one would type it, or by its first word.
  typealias Answers = [String: String]

  struct Sent: Hashable, Sendable {
    let connection: ConnectionID
    let text: String
  }

  private struct State {
    var commands: [Sent] = []
    var read = 0
    var accepted = 0
    var ended = 0
    var waiter: (isMet: @Sendable (State) -> Bool, turn: CheckedContinuation<Void, Never>)?
  }

  let port: Int
  private let shared: Shared
  private let thread: EventLoopThread

  private final class Shared: Sendable {
    let state = Mutex(State())
    let answers: Answers
    init(_ answers: Answers) { self.answers = answers }

    func change(_ change: (inout State) -> Void) {
      let turn = state.withLock { state -> CheckedContinuation<Void, Never>? in
        change(&state)
        guard let waiter = state.waiter, waiter.isMet(state) else { return nil }
        state.waiter = nil
        return waiter.turn
      }
      turn?.resume()
    }
  }

  /// What a server that is new enough says to `HELLO`.
  static let modern: Answers = ["HELLO": "%1\r\n$5\r\nproto\r\n:3\r\n"]

  init(port: Int = 0, _ answers: Answers = modern) throws {
    let loop = try EventLoop()
    let shared = Shared(answers)
    let listener = try loop.listen(ListenerOptions(port: port)) { _ in
      shared.change { $0.accepted += 1 }
      return Handler(shared)
    }
    self.port = listener.port
    self.shared = shared
    thread = try EventLoopThread(running: loop)
  }

  /// The next command that `answers` has no reply to, awaited if need be.
  func next() async -> Sent {
    await until { $0.commands.count > $0.read }
    return shared.state.withLock { state in
      defer { state.read += 1 }
      return state.commands[state.read]
    }
  }

  /// The texts of the next commands.
  func next(_ count: Int) async -> [String] {
    var texts: [String] = []
    for _ in 0..<count { texts.append(await next().text) }
    return texts
  }

  /// How many connections there have been.
  var accepted: Int { shared.state.withLock { $0.accepted } }

  func ended(atLeast count: Int) async { await until { $0.ended >= count } }

  /// Sends text on a connection and returns when it has been handed to the system.
  func send(_ text: String, to connection: ConnectionID) async {
    await onLoop { $0.connection(connection)?.write(text) }
  }

  func close(_ connection: ConnectionID) async {
    await onLoop { $0.connection(connection)?.closeAfterFlush() }
  }

  /// Waits for a turn of the loop, so that what was written in the one before has left.
  private func onLoop(_ job: @escaping @Sendable (EventLoop) -> Void) async {
    await withCheckedContinuation { done in
      let isRunning = thread.remote.submit { loop in
        job(loop)
        loop.schedule(after: .zero) { done.resume() }
      }
      if !isRunning { done.resume() }
    }
  }

  func stop() async { await thread.stop() }

  private func until(_ isMet: @escaping @Sendable (State) -> Bool) async {
    await withCheckedContinuation { turn in
      let isMetAlready = shared.state.withLock { state in
        if !isMet(state) { state.waiter = (isMet, turn) }
        return isMet(state)
      }
      if isMetAlready { turn.resume() }
    }
  }

  private final class Handler: ConnectionHandler {
    private let shared: Shared
    private var parser = RESPParser()

    init(_ shared: Shared) { self.shared = shared }

    func received(_ bytes: UnsafeRawBufferPointer, on connection: Connection) -> Int {
      parser.append(bytes)
      while case .array(let words)? = try? parser.next() {
        let text = words.map { if case .bulk(let word) = $0 { word.string } else { "?" } }
          .joined(separator: " ")
        let first = String(text.prefix { $0 != " " })
        if let answer = shared.answers[text] ?? shared.answers[first] {
          connection.write(answer)
        } else {
          shared.change { $0.commands.append(Sent(connection: connection.id, text: text)) }
        }
      }
      return bytes.count
    }

    func closed(_ connection: Connection, because reason: CloseReason) {
      shared.change { $0.ended += 1 }
    }
  }
}
