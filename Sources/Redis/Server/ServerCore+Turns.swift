/// The regular work.
extension ServerCore {
  private static let tickMilliseconds = 100

  func scheduleTick() {
    nextTick = WallClock.milliseconds() + Self.tickMilliseconds
    loop.schedule(after: .milliseconds(Self.tickMilliseconds)) { [self] in
      tick()
      scheduleTick()
    }
  }

  /// Notes the time at which the commands run that have come together.
  func beginTurn() {
    clock.read()
    engine.lastEnd = nil
  }

  private func tick() {
    beginTurn()
    engine.tick()
    for client in clients.values {
      client.resumeIfServed()
      client.checkOutput()
    }
    continueRewrite()
    ticks += 1
    if ticks % 10 == 0 { everySecond() }
  }

  private func everySecond() {
    commandsPerSecond = max(0, engine.statistics.commands - commandsASecondAgo)
    commandsASecondAgo = engine.statistics.commands
    if timeout > 0 {
      for client in clients.values { client.closeIfIdle(longerThan: timeout * 1000) }
    }
    guard let appendOnly else { return }
    appendOnly.syncInBackground()
    rewriteIfGrown(appendOnly)
  }

  /// Before the replies of this turn go out.
  func endTurn() {
    scheduleExtraTick()
    if let appendOnly { write(appendOnly) }
    if link.shouldStop { shutDown() }
  }

  /// Sees to it that a key or a wait whose time ends before the next regular tick ends in time.
  @inline(__always)
  private func scheduleExtraTick() {
    guard let deadline = engine.nextDeadline, deadline < nextTick,
      deadline < extraTick?.deadline ?? Int.max
    else { return }
    if let extraTick { loop.cancel(extraTick.timer) }
    let delay = max(1, deadline - WallClock.milliseconds())
    let timer = loop.schedule(after: .milliseconds(delay)) { [self] in
      extraTick = nil
      beginTurn()
      engine.tick()
    }
    extraTick = (deadline, timer)
  }
}
