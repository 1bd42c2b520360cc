import Foundation

/// The two pipes that a child writes to.
struct Streams {
  private(set) var kept = Data()
  private(set) var wasCut = false

  private var open: [pollfd]
  private let output: Int32
  private let limit: Int
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)

  init(output: Int32, results: Int32, limit: Int) {
    self.output = output
    self.limit = limit
    open = [output, results].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    for stream in open { _ = fcntl(stream.fd, F_SETFL, O_NONBLOCK) }
  }

  /// Waits for something to arrive, but no longer than that, and takes what there is.
  mutating func drain(
    waitingMilliseconds wait: Int32,
    printed: (Data) -> Void,
    received: (Data) -> Void
  ) {
    // With nothing left to read, the wait is for the child to end.
    let count = poll(&open, nfds_t(open.count), open.isEmpty ? 1 : wait)
    guard count > 0 else { return }
    for stream in open where stream.revents != 0 {
      if take(from: stream.fd, printed, received) == .closed {
        open.removeAll { $0.fd == stream.fd }
      }
    }
  }

  /// Takes what is still in the pipes of a child that has ended, which is no more than they hold;
  /// a process that escaped from its group could go on writing for ever.
  mutating func drainRest(printed: (Data) -> Void, received: (Data) -> Void) {
    for stream in open {
      for _ in 0..<64 where take(from: stream.fd, printed, received) != .more { break }
    }
  }

  private enum State { case more, empty, closed }

  private mutating func take(
    from stream: Int32,
    _ printed: (Data) -> Void,
    _ received: (Data) -> Void
  ) -> State {
    let count = read(stream, &buffer, buffer.count)
    guard count > 0 else { return count == 0 ? .closed : errno == EINTR ? .more : .empty }
    let piece = Data(buffer[..<count])
    if stream == output {
      let room = limit - kept.count
      kept += piece.prefix(room)
      if count > room { wasCut = true }
      printed(piece)
    } else {
      received(piece)
    }
    return .more
  }
}
