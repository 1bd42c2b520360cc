extension ManualClock {
  /// A task that waits for its deadline.
  struct Sleeper {
    let id: Int
    let deadline: Instant
    let continuation: CheckedContinuation<Void, any Error>
  }

  /// A task that waits until there are enough sleepers.
  struct Observer {
    let id: Int
    let threshold: Int
    let continuation: CheckedContinuation<Void, Never>
  }

  /// Whom to resume, once the lock is released, after a task asked to sleep.
  struct Admission {
    var refused: (sleeper: Sleeper, error: CancellationError?)?
    var satisfied: [Observer] = []

    func run() {
      if let (sleeper, error) = refused {
        sleeper.continuation.resume(with: error.map { .failure($0) } ?? .success(()))
      }
      for observer in satisfied { observer.continuation.resume() }
    }
  }

  /// Everything that the clock's lock guards.
  ///
  /// Its methods decide; they resume no task.
  struct State {
    private(set) var now = Instant.start
    /// Sorted by deadline, and by arrival where deadlines are equal.
    private(set) var sleepers: [Sleeper] = []
    private var observers: [Observer] = []
    private var lastID = 0

    mutating func makeID() -> Int {
      lastID += 1
      return lastID
    }

    /// Runs in the task that wants to sleep.
    ///
    /// The task may have been cancelled before its sleeper got here, when the cancellation handler
    /// found nothing to remove. A task is marked as cancelled before its handler takes the lock, so
    /// looking at the mark under the lock leaves no gap between the two.
    mutating func admit(_ sleeper: Sleeper) -> Admission {
      if Task.isCancelled { return Admission(refused: (sleeper, CancellationError())) }
      if sleeper.deadline <= now { return Admission(refused: (sleeper, nil)) }
      sleepers.insert(sleeper, at: countDue(by: sleeper.deadline))
      let satisfied = observers.filter { $0.threshold <= sleepers.count }
      observers.removeAll { $0.threshold <= sleepers.count }
      return Admission(satisfied: satisfied)
    }

    /// Returns the observer if it need not wait.
    mutating func admit(_ observer: Observer) -> Observer? {
      if Task.isCancelled || observer.threshold <= sleepers.count { return observer }
      observers.append(observer)
      return nil
    }

    mutating func advance(to instant: Instant) -> [Sleeper] {
      precondition(
        instant >= now,
        "a clock only moves forward: it shows \(now), which is after \(instant)"
      )
      now = instant
      let due = countDue(by: instant)
      defer { sleepers.removeFirst(due) }
      return Array(sleepers[..<due])
    }

    mutating func removeSleeper(_ id: Int) -> Sleeper? {
      sleepers.firstIndex { $0.id == id }.map { sleepers.remove(at: $0) }
    }

    mutating func removeObserver(_ id: Int) -> Observer? {
      observers.firstIndex { $0.id == id }.map { observers.remove(at: $0) }
    }

    mutating func removeAllSleepers() -> [Sleeper] {
      defer { sleepers.removeAll() }
      return sleepers
    }

    /// How many sleepers have a deadline at or before `instant`, by binary search.
    private func countDue(by instant: Instant) -> Int {
      var (low, high) = (0, sleepers.count)
      while low < high {
        let middle = (low + high) / 2
        if sleepers[middle].deadline <= instant { low = middle + 1 } else { high = middle }
      }
      return low
    }
  }
}
