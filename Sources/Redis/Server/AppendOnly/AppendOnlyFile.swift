import Sockets

/// Writes the changes of an engine to the append-only file, and writes the file anew when it has
/// grown.
///
/// All calls come on the loop's thread. What may keep the disk busy for long, a sync every second and
/// a rewrite, runs on a thread of its own.
final class AppendOnlyFile {
  typealias Sync = RedisServer.AppendOnly.Sync

  /// When what was written is forced onto the disk.
  var sync: Sync
  private var layout: AppendOnlyLayout
  private var file: DiskFile
  /// Commands that are not in the file yet.
  private var writer = RESPWriter()
  private var selected = -1
  /// How large the file is, and was when it was written anew the last time.
  private(set) var size: Int
  private(set) var sizeAfterRewrite: Int
  /// Whether there is something in the file that may not be on the disk.
  private var isUnsynced = false
  /// Since when writing has waited for a sync that is under way, in milliseconds.
  private var waitingSince: Int?
  /// Why nothing can be written; nil if all is well.
  private(set) var trouble: DiskError?
  /// Why the last sync in the background failed; nil if it did not.
  private(set) var syncTrouble: DiskError?
  /// Whether a new file was put in place and could not be opened, so that nothing more can be kept.
  private(set) var isLost = false

  private let worker: EventLoopThread
  private let progress = DiskProgress()
  /// What was changed since a rewrite that is under way took its snapshot.
  private var changesSinceSnapshot: [UInt8]?
  /// How often the thread has added such changes to the new file.
  private(set) var additions = 0
  /// Clients who write as fast as the disk would keep a rewrite from ever ending: after so many
  /// additions, what is left is written while they wait.
  private static let mostAdditions = 4

  private let bringToDisk: @Sendable (DiskFile) throws(DiskError) -> Void
  /// Keeps other servers away from the file.
  private var lock: FileLock?

  /// Opens the file that is to be written on.
  ///
  /// - Parameters:
  ///   - lock: What keeps others away, until the file is closed.
  ///   - bringToDisk: What a sync in the background does.
  init(
    _ layout: AppendOnlyLayout,
    sync: Sync,
    lock: FileLock? = nil,
    bringToDisk: @escaping @Sendable (DiskFile) throws(DiskError) -> Void = {
      file throws(DiskError) in try file.sync()
    }
  ) throws(DiskError) {
    self.layout = layout
    self.sync = sync
    self.lock = lock
    self.bringToDisk = bringToDisk
    do {
      worker = try EventLoopThread(running: EventLoop())
    } catch {
      throw DiskError("start a thread for", layout.current)
    }
    file = try DiskFile(layout.current, .appending)
    size = try file.size()
    sizeAfterRewrite = size
  }

  /// Takes a change; it goes to the file at the end of the turn.
  @inline(__always)
  func append(_ database: Int, _ arguments: [RedisBytes]) {
    if database != selected { select(database) }
    writer.append(RedisCommand(arguments))
  }

  private func select(_ database: Int) {
    selected = database
    writer.append(RedisCommand(["SELECT", RedisBytes(database)]))
  }

  /// Writes what was changed in this turn, and with `always` returns only when it is on the disk.
  ///
  /// - Throws: If it could not be written; it is kept, and the next call tries again.
  func write(now: Int) throws(DiskError) {
    guard !writer.bytes.isEmpty else { return }
    if sync == .everySecond, progress.isSyncing {
      // The operating system may make a write wait for the sync, and with it all clients.
      let since = waitingSince ?? now
      waitingSince = since
      if now - since < 2000 { return }
    }
    waitingSince = nil
    do {
      try file.write(writer.bytes)
      isUnsynced = true
      if sync == .always {
        try file.sync()
        isUnsynced = false
      }
      trouble = nil
    } catch {
      trouble = error
      // A part of a command would make all that follows unreadable.
      try? file.truncate(to: size)
      throw error
    }
    size += writer.bytes.count
    changesSinceSnapshot?.append(contentsOf: writer.bytes)
    writer.bytes.removeAll(keepingCapacity: writer.bytes.capacity <= 1 << 20)
  }

  /// Has what was written brought to the disk, without waiting for it; to be called now and then.
  ///
  /// One that fails is repeated until it goes well. Whether that brings back what the first one lost
  /// is up to the operating system.
  func syncInBackground() {
    noteSync()
    guard sync == .everySecond, isUnsynced, progress.beginSync() else { return }
    isUnsynced = false
    worker.remote.submit { [file, progress, bringToDisk] _ in
      progress.endSync { () throws(DiskError) in try bringToDisk(file) }
    }
  }

  private func noteSync() {
    switch progress.takeSync() {
    case nil: break
    case .success: syncTrouble = nil
    case .failure(let error):
      syncTrouble = error
      isUnsynced = true
    }
  }

  /// Why changes are not safe in the file at present; nil if all is well.
  var anyTrouble: DiskError? { trouble ?? syncTrouble }

  /// Brings everything to the disk and ends.
  func close() throws(DiskError) {
    defer {
      worker.remote.submit { [file] _ in file.close() }
      worker.remote.stop()
      lock = nil
    }
    if !writer.bytes.isEmpty { try file.write(writer.bytes) }
    writer.bytes = []
    try file.sync()
  }
}

/// Writing the file anew.
extension AppendOnlyFile {
  var isRewriting: Bool { changesSinceSnapshot != nil }

  /// Begins to write the file anew from the keys as they are now.
  ///
  /// Meanwhile changes go to the old file, and are kept to be added to the new one.
  ///
  /// - Returns: False if it has to be asked again in a later turn, because changes that the keys have
  ///   already are not in the old file yet.
  func beginRewrite(_ engine: RedisEngine) -> Bool {
    guard !isRewriting else { return true }
    guard writer.bytes.isEmpty else { return false }
    changesSinceSnapshot = []
    additions = 0
    // The new file has to say again which database its first change is for.
    selected = -1
    let snapshot = KeyspaceSnapshot(engine)
    worker.remote.submit { [progress, draft = layout.draft] _ in
      progress.endRewrite { () throws(DiskError) in
        let file = try DiskFile(draft, .replacing)
        try RewriteWriter.write(snapshot, to: file)
        return file
      }
    }
    return true
  }

  /// Goes on with a rewrite whose thread has done its part; to be called now and then.
  ///
  /// - Returns: Whether the new file has taken the old one's place.
  func continueRewrite() throws(DiskError) -> Bool {
    guard let changes = changesSinceSnapshot, let result = progress.takeRewrite() else {
      return false
    }
    let draft: DiskFile
    do {
      draft = try result.get()
    } catch {
      changesSinceSnapshot = nil
      DiskFile.remove(layout.draft)
      throw error
    }
    if changes.count > 64 << 10, additions < Self.mostAdditions {
      // Too much to be written while clients wait.
      changesSinceSnapshot = []
      additions += 1
      worker.remote.submit { [progress] _ in
        progress.endRewrite { () throws(DiskError) in
          try draft.write(changes)
          try draft.sync()
          return draft
        }
      }
      return false
    }
    changesSinceSnapshot = nil
    try finishRewrite(draft, changes)
    return true
  }

  private func finishRewrite(_ draft: DiskFile, _ changes: [UInt8]) throws(DiskError) {
    defer { draft.close() }
    try draft.write(changes)
    try draft.sync()
    let old = file
    // From here on a restart may read the new file, so that there is no way back to the old one.
    isLost = true
    try layout.install()
    file = try DiskFile(layout.current, .appending)
    isLost = false
    // Behind a sync that may be under way.
    worker.remote.submit { _ in old.close() }
    size = try draft.size()
    sizeAfterRewrite = size
    selected = -1
    isUnsynced = false
  }
}
