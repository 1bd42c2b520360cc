/// One thread that serves many sockets: it waits until some are ready, handles them, and waits again.
///
///     let loop = try EventLoop()
///     let listener = try loop.listen { _ in Echo() }
///     print("listening at port \(listener.port)")
///     loop.run()                     // until loop.remote.stop() is called
///
/// A loop and everything that hangs on it (connections, handlers, timers) belong to the thread that
/// runs it and need no locks. Other threads reach it through its ``remote``. An
/// ``EventLoopThread`` runs a loop on a thread of its own.
///
/// A turn of the loop is: sockets that are ready, jobs from other threads, timers, the hooks of
/// ``beforeFlush``, and then everything that was written to connections goes out, one call to the
/// operating system for each connection. A client that sends many requests at once gets their
/// replies in one packet that way.
public final class EventLoop {
  /// How other threads talk to this loop.
  public let remote: EventLoopRemote
  /// Nanoseconds on a clock that only moves forward, as of the beginning of the turn.
  public private(set) var now = SystemCalls.monotonicNow()

  let poller: Poller
  var channels: [Channel?] = []
  var generation: UInt64 = 0
  private(set) var timers = TimerQueue()
  private var flushHooks: [() -> Void] = []
  private var isStopping = false

  /// What all connections read into; only an unfinished request is kept with its connection.
  let scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)
  /// Buffers that connections write into between two flushes, so that an idle one has none.
  var spareOutputs: [[UInt8]] = []

  /// Attempts to connect that are under way.
  var dialers: [UInt64: Dialer] = [:]

  /// Connections that have written something in this turn.
  var unflushed: [Connection] = []
  /// Connections whose handlers left bytes over and may be called again.
  var resumed: [Connection] = []
  /// Connections that have been closed and whose handlers do not know yet.
  var departed: [Connection] = []

  public init() throws(SocketError) {
    poller = try Poller()
    remote = EventLoopRemote(waker: poller.waker)
  }

  deinit {
    remote.closeMailbox()
    scratch.deallocate()
  }

  /// Serves until ``stop()``; the loop cannot be run again after that.
  public func run() {
    while !isStopping {
      wait()
      turn()
    }
    shutDown()
  }

  /// Ends the loop after this turn.
  public func stop() {
    isStopping = true
  }

  /// Does `action` after a delay, once.
  @discardableResult
  public func schedule(after delay: Duration, _ action: @escaping () -> Void) -> LoopTimer {
    timers.add(
      deadline: SystemCalls.monotonicNow() + max(0, delay.wholeNanoseconds),
      action: action
    )
  }

  /// Forgets what was to be done later; nothing happens if it is done already.
  public func cancel(_ timer: LoopTimer) {
    timers.cancel(timer)
  }

  /// Calls `hook` in every turn before what was written goes out.
  ///
  /// A server that must have a change on disk before it acknowledges it does that here.
  public func beforeFlush(_ hook: @escaping () -> Void) {
    flushHooks.append(hook)
  }

  private func wait() {
    let isBusy = !unflushed.isEmpty || !resumed.isEmpty || !departed.isEmpty
    let timeout =
      isBusy || !remote.fallAsleep()
      ? 0 : timers.next.map { max(0, $0 - SystemCalls.monotonicNow()) }
    poller.wait(nanoseconds: timeout) { number, ready in
      guard let channel = channel(number) else { return }
      channel.ready(ready)
    }
    remote.awake()
  }

  private func turn() {
    now = SystemCalls.monotonicNow()
    for job in remote.takeMail() { job(self) }
    while let action = timers.popDue(at: now) { action() }
    resumeConnections()
    for hook in flushHooks { hook() }
    flushConnections()
    announceDepartures()
  }

  private func resumeConnections() {
    guard !resumed.isEmpty else { return }
    let connections = resumed
    resumed.removeAll(keepingCapacity: true)
    for connection in connections { connection.resume() }
  }

  private func flushConnections() {
    var index = 0
    while index < unflushed.count {
      unflushed[index].flush()
      index += 1
    }
    unflushed.removeAll(keepingCapacity: true)
  }

  private func announceDepartures() {
    guard !departed.isEmpty else { return }
    let connections = departed
    departed.removeAll(keepingCapacity: true)
    for connection in connections { connection.announceDeparture() }
  }

  private func shutDown() {
    isStopping = true
    remote.closeMailbox()
    for job in remote.takeMail() { job(self) }
    flushConnections()
    for dialer in dialers.values { dialer.finish(.failure(.stopped)) }
    for channel in channels { channel?.loopStopped() }
    announceDepartures()
    unflushed = []
    resumed = []
    timers = TimerQueue()
    flushHooks = []
  }

  /// Whether the loop ends; nothing can be added to it any more.
  var isStopped: Bool { isStopping }
}

extension Duration {
  /// The duration in nanoseconds, as near as an integer comes to it.
  var wholeNanoseconds: Int {
    let (seconds, attoseconds) = components
    let (whole, overflow) = Int(seconds).multipliedReportingOverflow(by: 1_000_000_000)
    if overflow { return seconds < 0 ? .min / 2 : .max / 2 }
    return min(.max / 2, max(.min / 2, whole)) + Int(attoseconds / 1_000_000_000)
  }
}
