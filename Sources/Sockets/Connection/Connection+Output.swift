extension Connection {
  /// How many bytes wait to be sent.
  public var pendingOutput: Int { output.count - outputStart }

  /// Whether so much output waits that the handler should answer no more requests for now.
  public var isCongested: Bool { pendingOutput > limits.softOutput }

  /// Sends `bytes` at the end of the turn.
  public func write(_ bytes: [UInt8]) {
    withOutput { $0.append(contentsOf: bytes) }
  }

  /// Sends `bytes` at the end of the turn.
  public func write(_ bytes: UnsafeRawBufferPointer) {
    withOutput { $0.append(contentsOf: bytes) }
  }

  /// Sends the UTF-8 bytes of `text` at the end of the turn.
  public func write(_ text: String) {
    withOutput { $0.append(contentsOf: text.utf8) }
  }

  /// Lets `body` append to the output in place; it goes out at the end of the turn.
  ///
  /// While `body` runs nothing else may be written to this connection.
  public func withOutput<Result>(_ body: (inout [UInt8]) -> Result) -> Result {
    guard phase == .open else {
      var lost: [UInt8] = []
      return body(&lost)
    }
    if output.capacity == 0, let spare = loop.spareOutputs.popLast() { output = spare }
    let result = body(&output)
    if !isUnflushed {
      isUnflushed = true
      loop.unflushed.append(self)
    }
    if let limit = limits.hardOutput, pendingOutput > limit { enforceOutputLimit(limit) }
    return result
  }

  /// The limit is for readers who are slow, so what they can take now does not count.
  private func enforceOutputLimit(_ limit: Int) {
    send()
    hasMadeRoom = true
    if pendingOutput > limit { close(because: .outputLimit) }
  }

  /// Sends what has been written, as far as the other side takes it.
  func flush() {
    isUnflushed = false
    guard phase == .open || phase == .flushing else { return }
    send()
    guard phase != .closed else { return }
    let wasBlocked = isBlocked
    isBlocked = pendingOutput > (wasBlocked ? limits.softOutput / 2 : limits.softOutput)
    if isStalled, !isBlocked, !isHeld { resumeLater() }
    if pendingOutput == 0 {
      if phase == .flushing { return linger() }
      closeIfFinished()
    }
    updateInterest()
  }

  private func send() {
    guard pendingOutput > 0 else { return recycleOutput() }
    let transfer = output.withUnsafeBytes { bytes in
      SystemCalls.send(UnsafeRawBufferPointer(rebasing: bytes[outputStart...]), to: descriptor)
    }
    switch transfer {
    case .moved(let count):
      outputStart += count
      if outputStart == output.count {
        recycleOutput()
      } else if outputStart > 1 << 20, outputStart > output.count / 2 {
        output.removeFirst(outputStart)
        outputStart = 0
      }
    case .wouldBlock: break
    case .ended: close(because: .peer)
    case .failed(let code): close(because: .failed(code))
    }
  }

  /// Gives the empty buffer back to the loop, unless it has grown beyond the usual.
  private func recycleOutput() {
    guard output.capacity > 0 else { return }
    var spare: [UInt8] = []
    swap(&spare, &output)
    outputStart = 0
    guard spare.capacity <= 256 << 10, loop.spareOutputs.count < 64 else { return }
    spare.removeAll(keepingCapacity: true)
    loop.spareOutputs.append(spare)
  }
}
