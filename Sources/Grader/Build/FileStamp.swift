import Foundation

/// What changes when a file changes, without reading the file.
struct FileStamp: Equatable {
  let text: String

  init?(_ path: String) {
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
