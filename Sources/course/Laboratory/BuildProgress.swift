import Foundation

/// How far a build of SwiftPM is, from what it prints.
struct BuildProgress {
  private var line = Data()

  /// The last step in what was printed: "312 of 794".
  mutating func step(in piece: Data) -> String? {
    line += piece
    let lines = line.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    line = Data(lines.last ?? Data())
    return lines.reversed().lazy.compactMap { line in
      String(decoding: line, as: UTF8.self).prefixMatch(of: /\[(\d+)\/(\d+)\]/)
        .map { "\($0.1) of \($0.2)" }
    }.first
  }

  /// What the compiler said without the steps that went well.
  func problems(in text: String) -> String {
    text.split(separator: "\n")
      .filter { $0.prefixMatch(of: /\[\d+\/\d+\]/) == nil }
      .joined(separator: "\n")
  }
}
