import Foundation
import Lab

/// A name for contents: the same pieces in the same order have the same digest.
struct Digest {
  private var hash = SHA256()

  init() {}

  mutating func add(_ data: Data) {
    hash.update("\(data.count)\n")
    data.withUnsafeBytes { hash.update($0) }
  }

  mutating func add(_ text: String) { add(Data(text.utf8)) }

  var hex: String { hash.finish().hex }

  /// The plain SHA-256 of a file's contents, as `sha256sum` prints it.
  static func of(_ data: Data) -> String {
    var hash = SHA256()
    data.withUnsafeBytes { hash.update($0) }
    return hash.finish().hex
  }

  static func of(_ texts: [String]) -> String {
    var digest = Digest()
    for text in texts { digest.add(text) }
    return digest.hex
  }
}
