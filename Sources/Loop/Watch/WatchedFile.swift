import BuildKit
import Grader

/// A file that editors save in their own ways: in place, or by moving a new one over it.
struct WatchedFile {
  private let path: String
  private var stamp: FileStamp?
  private var absences = 0

  init(_ path: String) {
    self.path = path
    stamp = FileStamp(path)
  }

  /// How often in a row the file must be absent to count as deleted, not as being saved.
  private static let patience = 5

  /// Whether the file changed since the last time this was asked.
  mutating func wasSaved() -> Bool {
    guard let now = FileStamp(path) else {
      absences += 1
      guard stamp != nil, absences >= Self.patience else { return false }
      stamp = nil
      return true
    }
    absences = 0
    defer { stamp = now }
    return now != stamp
  }
}
