import Foundation

/// What the files of an entry were when it was built, written down beside them.
struct Seal {
  static let name = ".seal"

  /// By file name: its stamp and the checksum of its bytes.
  private let files: [String: (stamp: String, checksum: String)]

  init(of folder: String) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    files = Dictionary(
      uniqueKeysWithValues: names.filter { $0 != Self.name }.map { name in
        let path = "\(folder)/\(name)"
        return (name, (FileStamp(path)?.text ?? "", Self.checksum(of: path)))
      }
    )
  }

  /// Nil when there is none, or when it is cut.
  init?(readFrom folder: String) {
    guard let data = FileManager.default.contents(atPath: "\(folder)/\(Self.name)") else {
      return nil
    }
    var lines = String(decoding: data, as: UTF8.self).split(separator: "\n")
    guard lines.popLast() == "end" else { return nil }
    var files: [String: (stamp: String, checksum: String)] = [:]
    for line in lines {
      let words = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard words.count == 3 else { return nil }
      files[words[0]] = (words[1], words[2])
    }
    self.files = files
  }

  func write(into folder: String) throws(KitFailure) {
    let lines = files.sorted { $0.key < $1.key }
      .map { "\($0.key)\t\($0.value.stamp)\t\($0.value.checksum)\n" }
    try writing(to: folder) {
      try (lines.joined() + "end\n")
        .write(toFile: "\(folder)/\(Self.name)", atomically: false, encoding: .utf8)
    }
  }

  /// Whether every sealed file is as it was; files that came later are nobody's business.
  func holds(for folder: String, withContents: Bool) -> Bool {
    files.allSatisfy { name, sealed in
      let path = "\(folder)/\(name)"
      return FileStamp(path)?.text == sealed.stamp
        && (!withContents || Self.checksum(of: path) == sealed.checksum)
    }
  }

  /// Finds damage, not forgery: eight bytes at a time, since libraries are large.
  private static func checksum(of path: String) -> String {
    guard let data = FileManager.default.contents(atPath: path) else { return "" }
    let sum = data.withUnsafeBytes { bytes in
      var sum = UInt64(bytes.count)
      var place = 0
      while place + 8 <= bytes.count {
        let word = bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
        sum = (sum ^ word) &* 0x9E37_79B9_7F4A_7C15
        sum ^= sum >> 29
        place += 8
      }
      for byte in bytes[place...] { sum = (sum ^ UInt64(byte)) &* 0x9E37_79B9_7F4A_7C15 }
      return sum
    }
    return String(sum, radix: 16)
  }
}
