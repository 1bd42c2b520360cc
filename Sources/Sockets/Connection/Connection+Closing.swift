extension Connection {
  /// Closes at once; what was written in this turn is lost.
  public func close() {
    close(because: .local)
  }

  /// Closes once everything that was written has been sent; no more requests are handled.
  public func closeAfterFlush() {
    guard phase == .open else { return }
    phase = .flushing
    forgetInput()
    if !isUnflushed {
      isUnflushed = true
      loop.unflushed.append(self)
    }
  }

  /// Closes at once, for a reason that the handler learns.
  public func close(because reason: CloseReason) {
    guard phase != .closed else { return }
    // Known only while the connection lasts, and wanted by handlers that report its end.
    if phase == .open { _ = peer }
    phase = .closed
    closeReason = reason
    forgetInput()
    output = []
    outputStart = 0
    loop.remove(self)
    loop.departed.append(self)
  }

  /// Tells the handler about the end, when no other call of it is under way.
  func announceDeparture() {
    onClose?()
    onClose = nil
    letGoOfHandler()?.closed(self, because: closeReason ?? .local)
  }

  /// Says that no more will come, and waits for the other side to agree.
  func linger() {
    if hasEnded { return close(because: .local) }
    phase = .lingering
    SystemCalls.finishSending(descriptor)
    updateInterest()
    loop.schedule(after: .seconds(1)) { [weak self] in self?.close(because: .local) }
  }

  private func forgetInput() {
    input = []
    inputStart = 0
    isStalled = false
  }
}
