import Foundation
import Lab

/// A name for contents: the same pieces in the same order have the same digest.
public struct Digest {
  private var hash = SHA256()

  public init() {}

  public mutating func add(_ data: Data) {
    hash.update("\(data.count)\n")
    data.withUnsafeBytes { hash.update($0) }
  }

  public mutating func add(_ text: String) { add(Data(text.utf8)) }

  public var hex: String { hash.finish().hex }

  /// The plain SHA-256 of a file's contents, as `sha256sum` prints it.
  public static func of(_ data: Data) -> String {
    var hash = SHA256()
    data.withUnsafeBytes { hash.update($0) }
    return hash.finish().hex
  }

  public static func of(_ texts: [String]) -> String {
    var digest = Digest()
    for text in texts { digest.add(text) }
    return digest.hex
  }
}
