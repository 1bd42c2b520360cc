import Foundation
import Synchronization
import XCTest

/// A check by its name, and how to run it.
public struct Check<Case: XCTestCase> {
  let name: String
  let body: (Case) -> () throws -> Void

  public init(_ name: String, _ body: @escaping (Case) -> () throws -> Void) {
    self.name = name
    self.body = body
  }

  /// A check that awaits; XCTest's own wait for one takes at least a tenth of a second.
  public static func awaiting(
    _ name: String,
    _ body: @escaping (Case) -> () async throws -> Void
  ) -> Check {
    Check(name) { testCase in
      {
        let ending = Ending()
        // Safe because this thread leaves the check alone until the task has ended.
        nonisolated(unsafe) let check = body(testCase)
        Task.detached {
          do {
            try await check()
            ending.reached(nil)
          } catch {
            ending.reached(error)
          }
        }
        try ending.wait()
      }
    }
  }
}

/// How a task ended, for a thread that waits for it.
private final class Ending: Sendable {
  private let error = Mutex<(any Error)?>(nil)
  private let isReached = DispatchSemaphore(value: 0)

  func reached(_ error: (any Error)?) {
    self.error.withLock { $0 = error }
    isReached.signal()
  }

  /// Serves the main queue meanwhile, since the task may need the main actor.
  func wait() throws {
    while isReached.wait(timeout: .now() + .milliseconds(1)) == .timedOut {
      _ = RunLoop.main.run(mode: .default, before: .distantPast)
    }
    if let error = error.withLock({ $0 }) { throw error }
  }
}
