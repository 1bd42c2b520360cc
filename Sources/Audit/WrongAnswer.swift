import Foundation

/// A plausible answer with one mistake, and what its first lines say about it.
struct WrongAnswer {
  /// Relative to the course's folder.
  let file: String

  /// The check that must not pass.
  let caughtBy: String?

  /// What was got wrong, for the reader of the file.
  let mistake: String?

  init(file: String, source: String) {
    self.file = file
    let lines = source.split(separator: "\n", maxSplits: 2, omittingEmptySubsequences: false)
    func value(_ label: String) -> String? {
      lines.first { $0.hasPrefix("// \(label): ") }
        .map { String($0.dropFirst("// \(label): ".count)) }
    }
    caughtBy = value("Caught by")
    mistake = value("The mistake")
  }
}
