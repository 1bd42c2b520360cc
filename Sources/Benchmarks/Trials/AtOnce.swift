import Foundation
import Synchronization

/// Where threads wait until all of them have come.
final class Gate: Sendable {
  private let expected: Int
  private let arrived = Atomic(0)

  init(_ expected: Int) { self.expected = expected }

  func pass() {
    arrived.add(1, ordering: .acquiringAndReleasing)
    // Who slept here would start later than the one who came last.
    while arrived.load(ordering: .acquiring) < expected { sched_yield() }
  }
}

/// Runs `body` in `count` threads, each with its number, and returns what they return.
func atOnce<Result: Sendable>(
  _ count: Int,
  _ body: @escaping @Sendable (Int, Gate) -> Result
) -> [Result] {
  let gate = Gate(count)
  let results = ResultList<Result>()
  let group = DispatchGroup()
  for index in 0..<count {
    group.enter()
    Thread.detachNewThread {
      let result = body(index, gate)
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
