import Foundation

/// A file's size, time and identity: different after every save, however it is done.
public struct FileStamp: Sendable, Equatable {
  /// The stamp in a form that can be part of a digest.
  public let text: String

  /// Nil when there is no file at `path` just now.
  public init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    #if canImport(Darwin)
      let time = status.st_mtimespec
    #else
      let time = status.st_mtim
    #endif
    text = "\(status.st_size) \(time.tv_sec).\(time.tv_nsec) \(status.st_ino)"
  }
}
