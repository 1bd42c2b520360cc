/// One socket of a ``Listener``: there are two when it listens on 127.0.0.1 and on ::1.
final class Acceptor: Channel {
  /// Gone when the listener is closed; until then nobody else need keep it.
  private var listener: Listener?
  private var isFull = false
  private var isOver = false
  private var retry: LoopTimer?

  /// How many connections are accepted before those that are there get their turn.
  private static let batch = 128

  init(loop: EventLoop, descriptor: Int32, listener: Listener) {
    self.listener = listener
    super.init(loop: loop, descriptor: descriptor)
  }

  override func ready(_ ready: Interest) {
    guard let listener else { return }
    for _ in 0..<Self.batch {
      let admission = listener.admission
      if admission == .mustWait {
        isFull = true
        return wait(for: [])
      }
      switch SystemCalls.accept(from: descriptor) {
      case .connection(let new):
        if admission == .welcome {
          listener.welcome(new, on: loop)
        } else {
          listener.refuse(new)
        }
      case .none: return
      case .failed: continue
      case .exhausted: return rest()
      }
    }
  }

  /// Without descriptors the socket would stay ready and the loop would spin, so it looks away.
  private func rest() {
    wait(for: [])
    retry = loop.schedule(after: .milliseconds(100)) { [weak self] in
      guard let self, !isOver else { return }
      wait(for: .reading)
    }
  }

  func resumeIfFull() {
    guard isFull, !isOver else { return }
    isFull = false
    wait(for: .reading)
  }

  override func loopStopped() { end() }

  func end() {
    guard !isOver else { return }
    isOver = true
    listener = nil
    if let retry { loop.cancel(retry) }
    loop.remove(self)
  }
}
