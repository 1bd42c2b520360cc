import Synchronization

/// What the thread that works with the disk has to tell the loop's thread.
final class DiskProgress: Sendable {
  private struct State {
    var isSyncing = false
    var sync: Result<Void, DiskError>?
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

  func endSync(_ body: () throws(DiskError) -> Void) {
    let result = Result(catching: body)
    state.withLock { state in
      state.isSyncing = false
      state.sync = result
    }
  }

  /// How the last sync went; nil if there was none since the last question.
  func takeSync() -> Result<Void, DiskError>? {
    state.withLock { state in
      defer { state.sync = nil }
      return state.sync
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
