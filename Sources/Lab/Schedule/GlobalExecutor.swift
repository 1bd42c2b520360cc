import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The hook at which the Swift runtime hands over tasks that are ready to run.
///
/// Tasks that an answer starts with `Task { … }` go to the global executor, whatever executor the
/// code around them prefers, so deciding their order takes the runtime's hook. The hook is not
/// public API. The toolchain that the course is tested with has it; on one without, the program
/// stops here with a message.
enum GlobalExecutor {
  private typealias Original = @convention(thin) (UnownedJob) -> Void
  private typealias Hook = @convention(thin) (UnownedJob, Original) -> Void

  private static let schedule = Mutex<Schedule?>(nil)

  /// Sends every ready task to `schedule`, or with `nil` to the usual executor.
  static func redirect(to schedule: Schedule?) {
    _ = hooked
    Self.schedule.withLock { $0 = schedule }
  }

  // Installed once for good: while no schedule is set, tasks go to the usual executor.
  private static let hooked: Void = {
    guard let hook = dlsym(dlopen(nil, RTLD_NOW), "swift_task_enqueueGlobal_hook") else {
      fatalError("this toolchain's runtime does not let anyone put its tasks in order")
    }
    hook.assumingMemoryBound(to: Hook?.self).pointee = { job, original in
      guard let schedule = GlobalExecutor.schedule.withLock({ $0 }) else { return original(job) }
      schedule.enqueue(job)
    }
  }()
}
