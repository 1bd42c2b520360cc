import Foundation

/// Where things stand in the course's folder.
extension Auditor {
  /// The visible names in a folder, sorted; none where there is no folder.
  func names(in place: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path(place))) ?? []
    return names.filter { !$0.hasPrefix(".") }.sorted()
  }

  func exists(_ file: String) -> Bool {
    FileManager.default.fileExists(atPath: folder.path(file))
  }

  /// The text of a file; nil when it is missing or not UTF-8.
  func text(of file: String) -> String? {
    try? String(contentsOfFile: folder.path(file), encoding: .utf8)
  }

  /// The first line of a file that contains `words`, counted from 1.
  func line(of words: String, in file: String) -> Int? {
    let lines = text(of: file)?.split(separator: "\n", omittingEmptySubsequences: false)
    return lines?.firstIndex { $0.contains(words) }.map { $0 + 1 }
  }
}
