/// The side of a ``RequestPipeline`` that lives on its loop.
final class PipelineHandler<Decoder: ReplyDecoder>: ConnectionHandler {
  private let loop: EventLoop
  private let pipeline: RequestPipeline<Decoder>
  private var decoder: Decoder
  private let onUnasked: @Sendable (Decoder.Reply) -> Void
  private var timer: (at: Int, timer: LoopTimer)?
  /// When the oldest request that has heard nothing yet was sent.
  private var askedAt: Int?

  var connection: Connection? {
    didSet { pipeline.state.withLock { $0.connection = connection?.id } }
  }

  init(
    loop: EventLoop,
    pipeline: RequestPipeline<Decoder>,
    decoder: Decoder,
    onUnasked: @escaping @Sendable (Decoder.Reply) -> Void
  ) {
    self.loop = loop
    self.pipeline = pipeline
    self.decoder = decoder
    self.onUnasked = onUnasked
  }

  /// Sends what the tasks have left.
  func sendOutbox() {
    let (bytes, deadline) = pipeline.state.withLock { $0.takeOutbox() }
    if askedAt == nil { askedAt = loop.now }
    connection?.write(bytes)
    setTimer(for: deadline)
  }

  func received(_ bytes: UnsafeRawBufferPointer, on connection: Connection) -> Int {
    askedAt = nil
    var done = 0
    var satisfied: [RequestPipeline<Decoder>.Waiter] = []
    do throws(MalformedReply) {
      while done < bytes.count, !connection.isClosed {
        let rest = UnsafeRawBufferPointer(rebasing: bytes[done...])
        guard let (reply, length) = try decoder.decode(rest) else { break }
        done += length
        if decoder.isUnasked(reply) {
          onUnasked(reply)
          continue
        }
        let (isExpected, waiter) = pipeline.state.withLock { state in
          (state.isExpectingReply, state.deliver(reply))
        }
        guard isExpected else { throw MalformedReply("a reply that nobody asked for") }
        if let waiter { satisfied.append(waiter) }
      }
    } catch {
      connection.close(because: .malformed(error.reason))
    }
    for waiter in satisfied { waiter.continuation?.resume(returning: waiter.replies) }
    return connection.isClosed ? bytes.count : done
  }

  func closed(_ connection: Connection, because reason: CloseReason) {
    if let timer { loop.cancel(timer.timer) }
    self.connection = nil
    pipeline.finish(because: reason)
  }

  private func setTimer(for deadline: Int?) {
    guard let deadline else { return }
    if let timer {
      if timer.at <= deadline { return }
      loop.cancel(timer.timer)
    }
    let delay = Duration.nanoseconds(max(0, deadline - loop.now))
    timer = (deadline, loop.schedule(after: delay) { [weak self] in self?.failLate() })
  }

  private func failLate() {
    timer = nil
    let (late, next) = pipeline.state.withLock { ($0.takeLate(at: loop.now), $0.nextDeadline) }
    for continuation in late {
      continuation.resume(throwing: SocketError.timedOut("the reply"))
    }
    if !late.isEmpty, askedAt != nil {
      // Not a sign of life since a request that is late already: nothing will come of the rest.
      connection?.close(because: .timedOut)
    } else {
      setTimer(for: next)
    }
  }
}
