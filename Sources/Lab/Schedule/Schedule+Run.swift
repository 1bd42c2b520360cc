import Dispatch
import Synchronization

extension Schedule {
  /// How a run ended.
  public enum Ending: Sendable {
    /// The body returned, and left so many tasks asleep on the clock.
    case returned(asleep: Int)
    case threw(any Error)
    /// Every task waits for something that will never happen.
    case stuck
  }

  /// Runs `body` and all the tasks that it starts, one at a time.
  public func run(_ body: @escaping @Sendable (Schedule) async throws -> Void) async -> Ending {
    await withCheckedContinuation { caller in
      DispatchQueue(label: "schedule").async {
        GlobalExecutor.redirect(to: self)
        let result = Mutex(Ending.stuck)
        Task {
          let ending = await self.ending(of: body)
          result.withLock { $0 = ending }
          self.end()
        }
        self.run()
        GlobalExecutor.redirect(to: nil)
        caller.resume(returning: result.withLock { $0 })
      }
    }
  }

  private func ending(of body: (Schedule) async throws -> Void) async -> Ending {
    do {
      try await body(self)
      await settle()
      let asleep = clock.abandonSleepers()
      await settle()
      return .returned(asleep: asleep)
    } catch {
      clock.abandonSleepers()
      await settle()
      return .threw(error)
    }
  }
}
