import Foundation

/// What was built before, found again by the digest of what it was built from.
///
/// An entry is a folder. It is made under another name, sealed, and renamed when it is whole, so that
/// a build that is interrupted leaves nothing that could be mistaken for an entry. An entry that is no
/// longer what was sealed is built again.
public struct BuildCache: Sendable {
  public let path: String

  /// Entries unused for longest go when the cache has grown beyond this many bytes.
  static let capacity = 512 << 20

  public init(path: String) { self.path = path }

  /// How far an entry that exists is believed.
  public enum Trust: Sendable {
    /// Its files have the sizes and times that they were sealed with.
    case stamps
    /// Their bytes are what was sealed, too.
    case contents
    /// Not at all: it is built again.
    case nothing
  }

  /// The folder of an entry, built by `build` unless it is there and sound.
  ///
  /// - Parameters:
  ///   - waiting: Called when another process, or another thread, builds the same entry just now.
  ///   - build: Fills the folder whose path it gets; what it throws leaves no entry behind.
  public func entry(
    _ digest: String,
    trust: Trust = .stamps,
    waiting: () -> Void = {},
    build: (String) throws(KitFailure) -> Void
  ) throws(KitFailure) -> String {
    let place = "\(path)/\(digest)"
    if use(place, trust) { return place }
    try writing(to: path) {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }
    let lock = EntryLock("\(place).lock", waiting: waiting)
    defer { lock.release() }
    // Whoever held the lock before has made it.
    if use(place, trust) { return place }
    let draft = "\(path)/draft-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: draft) }
    try writing(to: draft) {
      try FileManager.default.createDirectory(atPath: draft, withIntermediateDirectories: true)
    }
    try build(draft)
    try Seal(of: draft).write(into: draft)
    // A folder cannot be renamed over one that holds something.
    if FileManager.default.fileExists(atPath: place) { rename(place, "\(draft)-old") }
    defer { try? FileManager.default.removeItem(atPath: "\(draft)-old") }
    guard rename(draft, place) == 0 else {
      throw KitFailure.cannotWrite(place, because: SystemError.last)
    }
    return place
  }

  /// Whether there is a sound entry.
  public func holds(_ digest: String) -> Bool { use("\(path)/\(digest)", .stamps) }

  private func use(_ place: String, _ trust: Trust) -> Bool {
    guard trust != .nothing, let seal = Seal(readFrom: place),
      seal.holds(for: place, withContents: trust == .contents)
    else { return false }
    utimes(place, nil)
    return true
  }

  /// The bytes that all entries take on disk.
  public func size() -> Int { entries().reduce(0) { $0 + $1.size } }

  public func clear() throws(KitFailure) {
    guard FileManager.default.fileExists(atPath: path) else { return }
    try writing(to: path) { try FileManager.default.removeItem(atPath: path) }
  }

  /// Makes room by removing the entries that have gone unused longest.
  public func trim() {
    let entries = entries().sorted { $0.used < $1.used }
    var excess = entries.reduce(0) { $0 + $1.size } - Self.capacity
    for entry in entries where excess > 0 {
      try? FileManager.default.removeItem(atPath: entry.path)
      excess -= entry.size
    }
  }

  private func entries() -> [(path: String, size: Int, used: Date)] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.map { name in
      let folder = "\(path)/\(name)"
      let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
      let size = files.filter { $0 != Seal.name }
        .reduce(0) { $0 + (attributes("\(folder)/\($1)")?[.size] as? Int ?? 0) }
      return (folder, size, attributes(folder)?[.modificationDate] as? Date ?? .distantPast)
    }
  }

  private func attributes(_ path: String) -> [FileAttributeKey: Any]? {
    try? FileManager.default.attributesOfItem(atPath: path)
  }
}
