import Foundation

/// The bytes of a trace, a piece at a time.
public struct TraceSource {
  private let handle: FileHandle
  /// How many bytes there are in all; nil where that is not known, as with a pipe.
  let size: Int?
  /// Small enough to stay in a processor's cache, and whole records of 24 bytes.
  private static let pieceSize = 24 << 13

  /// Standard input.
  public init() {
    handle = .standardInput
    size = nil
  }

  public init(path: String) throws(TraceError) {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw TraceError("There is no file \(path)")
    }
    guard !isFolder.boolValue else { throw TraceError("\(path) is a folder, not a trace") }
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw TraceError("\(path) cannot be read")
    }
    self.handle = handle
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    let isPlain = attributes?[.type] as? FileAttributeType == .typeRegular
    size = isPlain ? attributes?[.size] as? Int : nil
  }

  /// Room for one piece.
  static var buffer: [UInt8] { Array(repeating: 0, count: pieceSize) }

  /// Fills `buffer` from its start with the next bytes and says how many there are: 0 at the end.
  ///
  /// It reuses one buffer: a `FileHandle` allocates one for each piece, and reading took three
  /// times as long.
  func next(into buffer: inout [UInt8]) throws(TraceError) -> Int {
    var count = 0
    while count < buffer.count {
      let more = buffer.withUnsafeMutableBytes { bytes in
        read(handle.fileDescriptor, bytes.baseAddress.map { $0 + count }, bytes.count - count)
      }
      if more < 0, errno == EINTR { continue }
      guard more >= 0 else {
        let reason = String(cString: strerror(errno))
        throw TraceError("The trace cannot be read any further: \(reason)")
      }
      if more == 0 { break }
      count += more
    }
    return count
  }
}
