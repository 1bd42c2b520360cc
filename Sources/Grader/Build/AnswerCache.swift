import Foundation

/// What was built before, found again by the digest of what it was built from.
///
/// An entry is a folder. It is made under another name and renamed when it is whole, so that a
/// build that is interrupted leaves nothing that could be mistaken for an entry.
public struct AnswerCache: Sendable {
  public let path: String

  /// Entries not used for longest go when the cache has grown beyond this many bytes.
  static let capacity = 512 << 20

  public init(folder: CourseFolder) { path = folder.state + "/cache" }

  /// The folder of an entry, built by `build` unless it exists.
  ///
  /// - Parameter build: Fills the folder whose path it gets; what it throws leaves no entry behind.
  func entry(
    _ digest: String,
    build: (String) throws(KitFailure) -> Void
  ) throws(KitFailure) -> String {
    let place = "\(path)/\(digest)"
    if FileManager.default.fileExists(atPath: place) {
      utimes(place, nil)
      return place
    }
    let draft = "\(path)/draft-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: draft) }
    try writing(to: draft) {
      try FileManager.default.createDirectory(atPath: draft, withIntermediateDirectories: true)
    }
    try build(draft)
    // Whoever was faster made the same entry.
    if rename(draft, place) != 0, !FileManager.default.fileExists(atPath: place) {
      throw KitFailure.cannotWrite(place, because: SystemError.last)
    }
    return place
  }

  /// The bytes that all entries take on disk.
  public func size() -> Int { entries().reduce(0) { $0 + $1.size } }

  public func clear() throws(KitFailure) {
    guard FileManager.default.fileExists(atPath: path) else { return }
    try writing(to: path) { try FileManager.default.removeItem(atPath: path) }
  }

  /// Makes room by removing the entries that were not used for longest.
  func trim() {
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
      let size = files.reduce(0) { $0 + (attributes("\(folder)/\($1)")?[.size] as? Int ?? 0) }
      return (folder, size, attributes(folder)?[.modificationDate] as? Date ?? .distantPast)
    }
  }

  private func attributes(_ path: String) -> [FileAttributeKey: Any]? {
    try? FileManager.default.attributesOfItem(atPath: path)
  }
}
