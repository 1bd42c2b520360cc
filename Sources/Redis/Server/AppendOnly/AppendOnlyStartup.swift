/// Brings an engine to where its append-only file left off, and opens the file to go on.
struct AppendOnlyStartup {
  let file: AppendOnlyFile
  let notices: [String]

  init(_ settings: RedisServer.AppendOnly, _ engine: RedisEngine) throws(AppendOnlyError) {
    var layout = try AppendOnlyLayout(
      settings.path,
      fileName: engine.configuration["appendfilename"]
    )
    // Before a byte is read: what two servers write into one file nobody can read.
    let lock = try Self.lock(layout)
    notices = try Self.load(layout.parts, engine)
    do {
      try layout.prepare()
      file = try AppendOnlyFile(layout, sync: settings.sync, lock: lock)
    } catch {
      throw .disk(error)
    }
  }

  private static func lock(_ layout: AppendOnlyLayout) throws(AppendOnlyError) -> FileLock {
    do {
      try layout.makeFolder()
      if let lock = try FileLock(layout.lockPath) { return lock }
    } catch {
      throw .disk(error)
    }
    throw .inUse(layout.manifest ?? layout.current)
  }

  private static func load(
    _ parts: [String],
    _ engine: RedisEngine
  ) throws(AppendOnlyError) -> [String] {
    var notices: [String] = []
    var loader = AppendOnlyLoader(engine)
    for (index, part) in parts.enumerated() {
      // There is no file yet at the very first start.
      if parts.count == 1 && !DiskFile.exists(part) { continue }
      guard let torn = try loader.load(part) else { continue }
      guard index == parts.count - 1 else {
        throw .corrupt(part, offset: torn, what: "it breaks off, but another file follows")
      }
      guard engine.configuration["aof-load-truncated"] != "no" else {
        throw .corrupt(part, offset: torn, what: "it breaks off, and aof-load-truncated is no")
      }
      notices.append(try cut(part, at: torn))
    }
    loader.finish()
    if loader.commandCount > 0 {
      notices.insert("read \(loader.commandCount) commands from \(parts.last ?? "")", at: 0)
    }
    return notices
  }

  /// Removes a command that was not written to its end, which nobody has been told was done.
  private static func cut(_ path: String, at offset: Int) throws(AppendOnlyError) -> String {
    do {
      let file = try DiskFile(path, .appending)
      defer { file.close() }
      let size = try file.size()
      try file.truncate(to: offset)
      try file.sync()
      return "\(path) broke off in the middle of a command, as when the machine stops while it "
        + "writes; its last \(size - offset) bytes, from byte \(offset) on, were cut off"
    } catch {
      throw .disk(error)
    }
  }
}
