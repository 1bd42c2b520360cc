import Synchronization

/// Runs tasks one after another, on the thread of the test and only when it says so.
///
/// In a test that is not async, `Task(executorPreference: executor) { … }` starts nothing until
/// `run()`, which returns when every task has ended or waits for something.
final class SteppedExecutor: TaskExecutor {
  private let jobs = Mutex<[UnownedJob]>([])

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    jobs.withLock { $0.append(job) }
  }

  func run() {
    while let job = jobs.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) {
      job.runSynchronously(on: asUnownedTaskExecutor())
    }
  }
}

/// What happened, in order, told by tasks.
final class Journal: Sendable {
  private let state = Mutex<[String]>([])

  var lines: [String] { state.withLock { $0 } }

  func note(_ line: String) {
    state.withLock { $0.append(line) }
  }
}
