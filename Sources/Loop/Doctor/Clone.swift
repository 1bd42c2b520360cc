import BuildKit
import Foundation
import Grader

/// What the doctor looks at in the learner's clone.
enum Clone {
  static func place(_ folder: CourseFolder) -> Diagnosis { .ok("course", folder.root) }

  /// What the support libraries and a week of compiled answers need, with room to spare.
  private static let comfortableSpace = 500 << 20

  static func space(_ folder: CourseFolder) -> Diagnosis {
    // Where the kit writes may be another disk than the course's, and is not there at first.
    let isThere = FileManager.default.fileExists(atPath: folder.state)
    let place = isThere ? folder.state : (folder.state as NSString).deletingLastPathComponent
    let attributes = try? FileManager.default.attributesOfFileSystem(forPath: place)
    guard let free = (attributes?[.systemFreeSize] as? NSNumber)?.intValue else {
      return .warning("disk", "it does not say how much is free", fix: "Look with df.")
    }
    let words = "\(Machine.size(free)) free"
    if free < 20 << 20 {
      return .problem("disk", words, fix: "Free some; course doctor --clear is a beginning.")
    }
    return free < comfortableSpace
      ? .warning("disk", words, fix: "That may not last. course doctor --clear frees some.")
      : .ok("disk", words)
  }

  /// Whether progress and compiled answers can be kept, found out by doing it.
  static func state(_ folder: CourseFolder) -> Diagnosis {
    let name = folder.relative(folder.state)
    let probe = folder.state + "/probe-\(ProcessInfo.processInfo.processIdentifier)"
    do {
      try FileManager.default.createDirectory(
        atPath: folder.state,
        withIntermediateDirectories: true
      )
      try Data("probe".utf8).write(to: URL(filePath: probe))
      try FileManager.default.removeItem(atPath: probe)
      return .ok("progress", "can be kept in \(name)")
    } catch {
      return .problem(
        "progress",
        "nothing can be written to \(name)",
        fix: "Make the folder of the course writable, and see that the disk is not full."
      )
    }
  }

  static func cache(_ folder: CourseFolder) -> Diagnosis {
    let size = Machine.size(BuildCache(of: folder).size())
    return .ok("cache", "\(size) of compiled answers; course doctor --clear empties it")
  }
}
