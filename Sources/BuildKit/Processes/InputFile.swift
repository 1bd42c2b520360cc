import Foundation

/// A child's standard input, written beforehand to a file without a name.
///
/// A pipe would need somebody to write to it while the child reads.
final class InputFile {
  let descriptor: Int32

  init(_ data: Data) throws(KitFailure) {
    var template = Array("\(FileManager.default.temporaryDirectory.path)/course.XXXXXX".utf8CString)
    let opened = mkstemp(&template)
    guard opened >= 0 else {
      throw KitFailure(
        "Could not write a temporary file: \(SystemError.last)",
        fix: "Make room or set TMPDIR to a folder that you may write."
      )
    }
    unlink(template)
    descriptor = opened <= 3 ? fcntl(opened, F_DUPFD_CLOEXEC, 4) : opened
    if descriptor != opened { close(opened) }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    let written = data.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
    guard written == data.count else {
      throw KitFailure(
        "Could not write a temporary file: \(SystemError.last)",
        fix: "Make room or set TMPDIR to a folder that you may write."
      )
    }
  }

  deinit { close(descriptor) }
}
