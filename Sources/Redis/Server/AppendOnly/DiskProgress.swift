import Synchronization

/// What the thread that works with the disk has to tell the loop's thread.
final class DiskProgress: Sendable {
  private struct State {
    var isSyncing = false
    var syncFailure: DiskError?
    var rewrite: Result<DiskFile, DiskError>?
  }

  private let state = Mutex(State())

  var isSyncing: Bool { state.withLock { $0.isSyncing } }

  /// Notes that a sync begins; false if one is under way.
  func beginSync() -> Bool {
    state.withLock { state in
      defer { state.isSyncing = true }
      return !state.isSyncing
    }
  }

  func endSync(_ failure: DiskError?) {
    state.withLock { state in
      state.isSyncing = false
      state.syncFailure = failure ?? state.syncFailure
    }
  }

  func takeSyncFailure() -> DiskError? {
    state.withLock { state in
      defer { state.syncFailure = nil }
      return state.syncFailure
    }
  }

  /// Does a part of a rewrite and keeps what became of it.
  func endRewrite(_ body: () throws(DiskError) -> DiskFile) {
    let result = Result(catching: body)
    state.withLock { $0.rewrite = result }
  }

  func takeRewrite() -> Result<DiskFile, DiskError>? {
    state.withLock { state in
      defer { state.rewrite = nil }
      return state.rewrite
    }
  }
}
