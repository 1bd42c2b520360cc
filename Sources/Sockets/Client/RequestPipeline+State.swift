extension RequestPipeline {
  /// Somebody who has sent a request and is owed replies.
  struct Waiter {
    let id: UInt64
    let count: Int
    let deadline: Int?
    /// Gone when the waiter has given up; its replies are still on their way.
    var continuation: CheckedContinuation<[Reply], any Error>?
    var replies: [Reply] = []

    init(
      id: UInt64,
      count: Int,
      deadline: Int?,
      continuation: CheckedContinuation<[Reply], any Error>
    ) {
      self.id = id
      self.count = count
      self.deadline = deadline
      self.continuation = continuation
    }
  }

  enum Admission {
    /// The bytes go out with those that wait already.
    case queued
    /// Somebody must see to it that the bytes go out.
    case first
    case closed(CloseReason)
  }

  /// Everything that the pipeline's lock guards.
  struct State {
    var connection: ConnectionID?
    private(set) var closeReason: CloseReason?
    /// In the order of their requests; those before `head` have their replies.
    private var waiters: [Waiter] = []
    private var head = 0
    private var outbox: [UInt8] = []
    /// The earliest deadline of those whose requests are in the outbox.
    private var outboxDeadline: Int?
    private var lastID: UInt64 = 0

    mutating func makeID() -> UInt64 {
      lastID += 1
      return lastID
    }

    /// Takes in a request; without a waiter if nothing is to come of it.
    mutating func admit(_ waiter: Waiter?, _ bytes: [UInt8]) -> Admission {
      if let closeReason { return .closed(closeReason) }
      if let waiter { waiters.append(waiter) }
      if let deadline = waiter?.deadline { outboxDeadline = min(deadline, outboxDeadline ?? .max) }
      let isFirst = outbox.isEmpty
      if isFirst { outbox = bytes } else { outbox.append(contentsOf: bytes) }
      return isFirst ? .first : .queued
    }

    mutating func takeOutbox() -> (bytes: [UInt8], deadline: Int?) {
      defer { (outbox, outboxDeadline) = ([], nil) }
      return (outbox, outboxDeadline)
    }

    /// Notes a reply and returns the waiter who now has all of its own.
    ///
    /// - Returns: `nil` if more are to come; a waiter who has given up has no continuation.
    mutating func deliver(_ reply: Reply) -> Waiter? {
      guard head < waiters.count else { return nil }
      if waiters[head].continuation != nil || waiters[head].count > 1 {
        waiters[head].replies.append(reply)
        guard waiters[head].replies.count == waiters[head].count else { return nil }
      }
      let waiter = waiters[head]
      waiters[head].continuation = nil
      waiters[head].replies = []
      head += 1
      if head == waiters.count {
        waiters.removeAll(keepingCapacity: waiters.capacity <= 1024)
        head = 0
      } else if head >= 256, head > waiters.count / 2 {
        waiters.removeFirst(head)
        head = 0
      }
      return waiter
    }

    var isExpectingReply: Bool { head < waiters.count }

    /// The continuation of a waiter who gives up.
    mutating func takeContinuation(of id: UInt64) -> CheckedContinuation<[Reply], any Error>? {
      guard let index = waiters[head...].firstIndex(where: { $0.id == id }) else { return nil }
      defer { waiters[index].continuation = nil }
      return waiters[index].continuation
    }

    /// The earliest moment at which a waiter gives up.
    var nextDeadline: Int? {
      waiters[head...].lazy.compactMap { $0.continuation == nil ? nil : $0.deadline }.min()
    }

    /// The continuations of those whose deadline has come.
    mutating func takeLate(at now: Int) -> [CheckedContinuation<[Reply], any Error>] {
      var late: [CheckedContinuation<[Reply], any Error>] = []
      for index in waiters.indices[head...] {
        guard let deadline = waiters[index].deadline, deadline <= now,
          let continuation = waiters[index].continuation
        else { continue }
        late.append(continuation)
        waiters[index].continuation = nil
      }
      return late
    }

    mutating func close(because reason: CloseReason) -> [CheckedContinuation<[Reply], any Error>] {
      guard closeReason == nil else { return [] }
      closeReason = reason
      defer { (waiters, head, outbox) = ([], 0, []) }
      return waiters[head...].compactMap(\.continuation)
    }
  }
}
