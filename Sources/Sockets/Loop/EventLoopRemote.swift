import Synchronization

/// How other threads talk to an ``EventLoop``.
public final class EventLoopRemote: Sendable {
  public typealias Job = @Sendable (EventLoop) -> Void

  private struct Mailbox {
    var jobs: [Job] = []
    var isOpen = true
  }

  private let mailbox = Mutex(Mailbox())
  private let hasMail = Atomic(false)
  /// Whether the loop waits, or is about to: only then must it be woken.
  private let isAsleep = Atomic(false)
  private let waker: Waker

  init(waker: Waker) {
    self.waker = waker
  }

  /// Has the loop run `job` on its thread, in order with others from the same caller.
  ///
  /// - Returns: False if the loop has been stopped; then `job` will not run.
  @discardableResult
  public func submit(_ job: @escaping Job) -> Bool {
    mailbox.withLock { mailbox in
      guard mailbox.isOpen else { return false }
      mailbox.jobs.append(job)
      hasMail.store(true, ordering: .sequentiallyConsistent)
      // Inside the lock, because a loop that closes its mailbox closes its descriptors next.
      if isAsleep.exchange(false, ordering: .sequentiallyConsistent) { waker.wake() }
      return true
    }
  }

  /// Has the loop end: what was written is sent as far as that goes at once, then all is closed.
  public func stop() {
    submit { $0.stop() }
  }

  /// Announces that the loop is going to wait; false if it must not because there is mail.
  func fallAsleep() -> Bool {
    isAsleep.store(true, ordering: .sequentiallyConsistent)
    if hasMail.load(ordering: .sequentiallyConsistent) {
      isAsleep.store(false, ordering: .relaxed)
      return false
    }
    return true
  }

  func awake() {
    isAsleep.store(false, ordering: .relaxed)
  }

  /// The jobs that have come, and none without taking a lock.
  func takeMail() -> [Job] {
    guard hasMail.load(ordering: .relaxed) else { return [] }
    return mailbox.withLock { mailbox in
      hasMail.store(false, ordering: .relaxed)
      let jobs = mailbox.jobs
      mailbox.jobs = []
      return jobs
    }
  }

  /// Refuses jobs from now on.
  func closeMailbox() {
    mailbox.withLock { $0.isOpen = false }
  }
}
