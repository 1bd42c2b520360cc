/// What the first two lines of a wrong answer say about it.
struct WrongAnswer {
  /// The check that must not pass.
  let caughtBy: String?

  /// What was got wrong, for the reader of the file.
  let mistake: String?

  init(_ source: String) {
    let lines = source.split(separator: "\n", maxSplits: 2, omittingEmptySubsequences: false)
    func value(_ label: String, at index: Int) -> String? {
      guard lines.indices.contains(index), lines[index].hasPrefix("// \(label):") else {
        return nil
      }
      let text = lines[index].dropFirst("// \(label):".count).trimmingPrefix { $0 == " " }
      return text.isEmpty ? nil : String(text)
    }
    caughtBy = value("Caught by", at: 0)
    mistake = value("The mistake", at: 1)
  }
}
