import Foundation
import Synchronization

/// Does something for every item, as many at a time as there are cores.
///
/// - Returns: The results in the order of `items`; the first failure stops the rest from starting.
public func sideBySide<Item: Sendable, Result: Sendable>(
  _ items: [Item],
  _ work: @Sendable (Item) throws(KitFailure) -> Result
) throws(KitFailure) -> [Result] {
  let state = Mutex(SideBySide<Result>())
  let workers = min(items.count, ProcessInfo.processInfo.activeProcessorCount)
  DispatchQueue.concurrentPerform(iterations: workers) { _ in
    while let index = state.withLock({ state -> Int? in
      guard state.next < items.count, state.failure == nil else { return nil }
      defer { state.next += 1 }
      return state.next
    }) {
      do throws(KitFailure) {
        let result = try work(items[index])
        state.withLock { $0.results[index] = result }
      } catch {
        state.withLock { $0.failure = $0.failure ?? error }
      }
    }
  }
  let end = state.withLock { $0 }
  if let failure = end.failure { throw failure }
  return items.indices.compactMap { end.results[$0] }
}

private struct SideBySide<Result: Sendable> {
  var next = 0
  var results: [Int: Result] = [:]
  var failure: KitFailure?
}
