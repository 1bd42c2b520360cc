extension EventLoop {
  /// Connects to a server; `completion` is called once, in a later turn of this loop.
  ///
  /// A host with several addresses is tried at one after another, within the time for all of them.
  public func connect(
    to host: String,
    port: Int,
    timeout: Duration = .seconds(5),
    limits: ConnectionLimits = ConnectionLimits(),
    handler: any ConnectionHandler,
    completion: @escaping (Result<Connection, SocketError>) -> Void
  ) {
    let dialer = Dialer(
      loop: self,
      host: host,
      port: port,
      limits: limits,
      handler: handler,
      completion: completion
    )
    dialer.start(timeout: timeout)
  }
}

/// One attempt to reach a server.
final class Dialer {
  private let loop: EventLoop
  private let host: String
  private let port: Int
  private let limits: ConnectionLimits
  private let handler: any ConnectionHandler
  private var completion: ((Result<Connection, SocketError>) -> Void)?

  private var addresses: ArraySlice<SocketAddress> = []
  private var lastError: SocketError?
  private var attempt: Attempt?
  private var number: UInt64 = 0
  private var timer: LoopTimer?

  init(
    loop: EventLoop,
    host: String,
    port: Int,
    limits: ConnectionLimits,
    handler: any ConnectionHandler,
    completion: @escaping (Result<Connection, SocketError>) -> Void
  ) {
    self.loop = loop
    self.host = host
    self.port = port
    self.limits = limits
    self.handler = handler
    self.completion = completion
  }

  func start(timeout: Duration) {
    loop.generation += 1
    number = loop.generation
    loop.dialers[number] = self
    timer = loop.schedule(after: timeout) { [self] in
      finish(.failure(.timedOut("connecting to \(host):\(port)")))
    }
    if let address = SocketAddress(host, port: port) { return begin(at: [address]) }
    if host == "localhost" {
      return begin(at: [.loopback4(port: port), .loopback6(port: port)])
    }
    lookUp()
  }

  /// Asks for the host's addresses on another thread, because the answer may take its time.
  private func lookUp() {
    let (remote, number, host, port) = (loop.remote, number, host, port)
    let isAsked = SystemCalls.startThread {
      let addresses = SystemCalls.addresses(of: host, port: port)
      remote.submit { $0.dialers[number]?.begin(at: addresses) }
    }
    if !isAsked { begin(at: []) }
  }

  private func begin(at addresses: [SocketAddress]) {
    self.addresses = addresses[...]
    // Later, so that nobody is called back before the call that starts the attempt has returned.
    loop.schedule(after: .zero) { [self] in tryNext() }
  }

  private func tryNext() {
    guard completion != nil else { return }
    guard let address = addresses.popFirst() else {
      return finish(.failure(lastError ?? .unknownHost(host)))
    }
    do throws(SocketError) {
      let descriptor = try SystemCalls.makeSocket(for: address)
      let attempt = Attempt(loop: loop, descriptor: descriptor, address: address, dialer: self)
      self.attempt = attempt
      do throws(SocketError) {
        let isDone = try SystemCalls.connect(descriptor, to: address)
        try loop.add(attempt, .writing)
        if isDone { attempt.ready(.writing) }
      } catch {
        self.attempt = nil
        SystemCalls.close(descriptor)
        throw error
      }
    } catch {
      failed(error)
    }
  }

  fileprivate func failed(_ error: SocketError) {
    attempt = nil
    lastError = error
    tryNext()
  }

  fileprivate func succeeded(_ attempt: Attempt) {
    self.attempt = nil
    let connection = Connection(loop: loop, descriptor: attempt.descriptor, limits: limits)
    loop.replace(attempt, with: connection, .reading)
    connection.begin(handler)
    finish(.success(connection))
  }

  func finish(_ result: Result<Connection, SocketError>) {
    guard let completion else { return }
    self.completion = nil
    loop.dialers[number] = nil
    if let timer { loop.cancel(timer) }
    if let attempt { loop.remove(attempt) }
    attempt = nil
    completion(result)
  }
}

/// A socket that is connecting to one address.
private final class Attempt: Channel {
  private let address: SocketAddress
  private let dialer: Dialer

  init(loop: EventLoop, descriptor: Int32, address: SocketAddress, dialer: Dialer) {
    self.address = address
    self.dialer = dialer
    super.init(loop: loop, descriptor: descriptor)
  }

  override func ready(_ ready: Interest) {
    let code = SystemCalls.pendingError(of: descriptor)
    if code == 0 { return dialer.succeeded(self) }
    loop.remove(self)
    dialer.failed(.system(call: "connect to \(address)", code: code))
  }
}
