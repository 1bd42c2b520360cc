import Foundation
import Synchronization

/// Where threads wait until all of them have arrived.
final class Barrier: Sendable {
  private let expected: Int
  private let arrived = Atomic(0)

  init(_ expected: Int) { self.expected = expected }

  func wait() {
    arrived.add(1, ordering: .acquiringAndReleasing)
    // A thread that slept would start later than the one that arrives last.
    while arrived.load(ordering: .acquiring) < expected { sched_yield() }
  }
}

/// Runs `body` in `count` threads, each with its number, and returns what they return.
func runInThreads<Result: Sendable>(
  _ count: Int,
  _ body: @escaping @Sendable (Int, Barrier) -> Result
) -> [Result] {
  let barrier = Barrier(count)
  let results = ResultList<Result>()
  let group = DispatchGroup()
  for index in 0..<count {
    group.enter()
    Thread.detachNewThread {
      let result = body(index, barrier)
      results.list.withLock { $0.append(result) }
      group.leave()
    }
  }
  group.wait()
  return results.list.withLock { $0 }
}

private final class ResultList<Result: Sendable>: Sendable {
  let list = Mutex<[Result]>([])
}
