// The calls to the operating system that the append-only file is made of.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Why something could not be done with a file.
struct DiskError: Error, Hashable, Sendable, CustomStringConvertible {
  let action: String
  let path: String
  let code: Int32

  init(_ action: String, _ path: String) {
    self.action = action
    self.path = path
    code = errno
  }

  /// The operating system's words for it, such as "No space left on device".
  var reason: String { strerror(code).map { String(cString: $0) } ?? "error \(code)" }

  var description: String { "cannot \(action) \(path): \(reason)" }
}

/// An open file.
///
/// It is a number with a name, and is closed by whoever is done with it: the thread that brings the
/// bytes to the disk may need it longer than the one that writes.
struct DiskFile: Sendable {
  let path: String
  let descriptor: Int32

  enum Mode {
    case reading, appending
    /// For a new file; what was there before goes.
    case replacing
  }

  init(_ path: String, _ mode: Mode) throws(DiskError) {
    let flags =
      switch mode {
      case .reading: O_RDONLY
      case .appending: O_WRONLY | O_CREAT | O_APPEND
      case .replacing: O_WRONLY | O_CREAT | O_TRUNC
      }
    descriptor = open(path, flags | O_CLOEXEC, 0o644)
    self.path = path
    guard descriptor >= 0 else { throw DiskError("open", path) }
  }

  /// Writes all the bytes.
  func write(_ bytes: UnsafeRawBufferPointer) throws(DiskError) {
    var rest = bytes
    while !rest.isEmpty {
      #if canImport(Darwin)
        let count = Darwin.write(descriptor, rest.baseAddress, rest.count)
      #elseif canImport(Musl)
        let count = Musl.write(descriptor, rest.baseAddress, rest.count)
      #else
        let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
      #endif
      if count < 0 {
        if errno == EINTR { continue }
        throw DiskError("write", path)
      }
      rest = UnsafeRawBufferPointer(rebasing: rest[count...])
    }
  }

  func write(_ bytes: [UInt8]) throws(DiskError) {
    try bytes.withUnsafeBufferPointer { buffer throws(DiskError) in
      try write(UnsafeRawBufferPointer(buffer))
    }
  }

  /// Appends up to `count` bytes of the file to an array; false at the end of the file.
  func read(_ count: Int, into bytes: inout [UInt8]) throws(DiskError) -> Bool {
    while true {
      var got = 0
      let piece = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
        #if canImport(Darwin)
          got = Darwin.read(descriptor, buffer.baseAddress, count)
        #elseif canImport(Musl)
          got = Musl.read(descriptor, buffer.baseAddress, count)
        #else
          got = Glibc.read(descriptor, buffer.baseAddress, count)
        #endif
        initialized = max(0, got)
      }
      if got < 0 && errno == EINTR { continue }
      guard got >= 0 else { throw DiskError("read", path) }
      bytes.append(contentsOf: piece)
      return got > 0
    }
  }

  /// Returns when the bytes are on the disk, and not only in the operating system's memory.
  func sync() throws(DiskError) {
    #if canImport(Darwin)
      // Darwin's fsync leaves the bytes in the drive's memory.
      let result = fcntl(descriptor, F_FULLFSYNC)
    #else
      let result = fdatasync(descriptor)
    #endif
    // A pipe or a terminal has nothing to bring anywhere.
    guard result == 0 || errno == EINVAL || errno == ENOTSUP else { throw DiskError("sync", path) }
  }

  func truncate(to size: Int) throws(DiskError) {
    guard ftruncate(descriptor, off_t(size)) == 0 else { throw DiskError("truncate", path) }
  }

  func size() throws(DiskError) -> Int {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw DiskError("look at", path) }
    return Int(status.st_size)
  }

  func close() {
    #if canImport(Darwin)
      _ = Darwin.close(descriptor)
    #elseif canImport(Musl)
      _ = Musl.close(descriptor)
    #else
      _ = Glibc.close(descriptor)
    #endif
  }
}

/// Files by their names.
extension DiskFile {
  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  static func makeFolder(_ path: String) throws(DiskError) {
    guard mkdir(path, 0o755) == 0 || errno == EEXIST else { throw DiskError("make", path) }
  }

  /// Gives a file another's name and place in one step: there is always either of them, whole.
  static func replace(_ path: String, by new: String) throws(DiskError) {
    guard rename(new, path) == 0 else { throw DiskError("rename \(new) to", path) }
    try syncFolder(of: path)
  }

  static func remove(_ path: String) {
    unlink(path)
  }

  /// Brings the names in a file's folder to the disk.
  static func syncFolder(of path: String) throws(DiskError) {
    let folder = try DiskFile(folder(of: path), .reading)
    defer { folder.close() }
    guard fsync(folder.descriptor) == 0 || errno == EINVAL else {
      throw DiskError("sync", folder.path)
    }
  }

  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  static func contents(of path: String) throws(DiskError) -> [UInt8] {
    let file = try DiskFile(path, .reading)
    defer { file.close() }
    var bytes: [UInt8] = []
    while try file.read(64 << 10, into: &bytes) { continue }
    return bytes
  }
}
