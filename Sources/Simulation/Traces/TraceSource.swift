import Foundation

/// The bytes of a trace, a piece at a time.
public struct TraceSource {
  private let handle: FileHandle
  /// How many bytes there are in all; nil where that is not known, as with a pipe.
  public let size: Int?
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

  /// The next bytes; none at the end.
  func next() throws(TraceError) -> [UInt8] {
    do {
      return try handle.read(upToCount: Self.pieceSize).map { [UInt8]($0) } ?? []
    } catch {
      throw TraceError("The trace cannot be read any further: \(error.localizedDescription)")
    }
  }
}
