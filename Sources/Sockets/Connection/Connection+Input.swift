extension Connection {
  /// Says that the handler can do nothing before it has at least `count` bytes, counted from the
  /// first that it leaves over; it is called no earlier.
  ///
  /// Holds for what the handler leaves in this call.
  public func expect(_ count: Int) {
    neededInput = count
  }

  /// Leaves the handler alone until ``release()``, as when a reply has to wait for something.
  public func hold() {
    isHeld = true
  }

  /// Calls the handler again, at the latest in the next turn, with what it has left and what has come.
  public func release() {
    guard isHeld else { return }
    isHeld = false
    isStalled = true
    resumeLater()
  }

  func resumeLater() {
    loop.resumed.append(self)
  }

  /// Reads once into the loop's buffer; what is more comes in the next turn, after the others.
  func read() {
    switch phase {
    case .open: if hasEnded || isBlocked { return }
    case .lingering: break
    case .flushing, .closed: return
    }
    switch SystemCalls.receive(from: descriptor, into: loop.scratch) {
    case .moved(let count):
      guard phase == .open else { return }
      heard()
      take(UnsafeRawBufferPointer(rebasing: loop.scratch[..<count]))
    case .wouldBlock: break
    case .ended:
      guard phase == .open else { return close(because: .local) }
      hasEnded = true
      if isHeld { close(because: .peer) } else { closeIfFinished() }
      updateInterest()
    case .failed(let code): close(because: .failed(code))
    }
  }

  /// Gives the handler what has come, together with what it left before.
  private func take(_ bytes: UnsafeRawBufferPointer) {
    if inputStart == input.count, !isHeld, bytes.count >= neededInput {
      let rest = bytes.dropFirst(handle(bytes))
      if phase == .open, !rest.isEmpty { keep(UnsafeRawBufferPointer(rebasing: rest)) }
    } else {
      keep(bytes)
      if !isHeld { handleInput() }
    }
    checkInput()
  }

  private func keep(_ bytes: UnsafeRawBufferPointer) {
    if inputStart > 0, inputStart >= input.count / 2 {
      input.removeFirst(inputStart)
      inputStart = 0
    }
    input.append(contentsOf: bytes)
  }

  /// Calls the handler with the bytes that were kept.
  private func handleInput() {
    guard phase == .open, input.count - inputStart >= max(1, neededInput) else { return }
    // Taken out for the call, because the handler may well close the connection meanwhile.
    let bytes = input
    input = []
    let done = bytes.withUnsafeBytes { bytes in
      handle(UnsafeRawBufferPointer(rebasing: bytes[inputStart...]))
    }
    guard phase == .open else { return }
    inputStart += done
    if inputStart == bytes.count {
      inputStart = 0
    } else {
      input = bytes
    }
  }

  private func handle(_ bytes: UnsafeRawBufferPointer) -> Int {
    guard let handler else { return bytes.count }
    neededInput = 0
    hasMadeRoom = false
    let done = handler.received(bytes, on: self)
    precondition(
      done >= 0 && done <= bytes.count,
      "a handler takes between none and all of \(bytes.count) bytes, not \(done)"
    )
    // A handler that was stopped by congestion must be called again even if that is over already.
    isStalled = done < bytes.count && (isHeld || isCongested || hasMadeRoom)
    return done
  }

  private func checkInput() {
    guard phase == .open else { return }
    if input.count - inputStart > limits.input { return close(because: .inputLimit) }
    // Nothing is left that could resume a handler which stopped for output that is gone again.
    if isStalled, !isHeld, !isUnflushed, pendingOutput == 0 { resumeLater() }
    if isHeld { updateInterest() }
  }

  /// Calls the handler with what it left when it was stopped.
  func resume() {
    guard phase == .open, isStalled, !isHeld, !isBlocked else { return }
    isStalled = false
    neededInput = 0
    handleInput()
    checkInput()
    closeIfFinished()
    updateInterest()
  }

  /// Closes a connection whose other side has finished sending, once it has all its replies.
  func closeIfFinished() {
    guard phase == .open, hasEnded, !isStalled, pendingOutput == 0 else { return }
    close(because: .peer)
  }
}
