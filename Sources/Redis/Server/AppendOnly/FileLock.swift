// The call to the operating system that locks a file.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Says to other programs that a file is in use, for as long as it lives.
///
/// The lock is advice: it keeps away those who ask for it, too. It ends with the process, however that
/// ends. The file stays, empty: removing it would let two take the lock of two files of one name.
final class FileLock {
  private let file: DiskFile

  /// Takes the lock; nil if somebody else has it.
  init?(_ path: String) throws(DiskError) {
    file = try DiskFile(path, .appending)
    if flock(file.descriptor, LOCK_EX | LOCK_NB) == 0 { return }
    let isTaken = errno == EWOULDBLOCK
    let error = DiskError("lock", path)
    file.close()
    if isTaken { return nil }
    throw error
  }

  deinit { file.close() }
}
