import Foundation

/// The files of the course that the demos' tests compare with, and renew.
enum Repository {
  private static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static let howToRenew = "COURSE_RENEW=1 swift test --filter DemoTests"

  /// Whether the files are to be written instead of compared.
  static var isRenewing: Bool { ProcessInfo.processInfo.environment["COURSE_RENEW"] == "1" }

  static func text(_ path: String) -> String? {
    try? String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  static func renew(_ path: String, with text: String) throws {
    let file = root.appending(path: path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    try text.write(to: file, atomically: true, encoding: .utf8)
  }

  /// What differs first, in words; nil when the file says just what it should.
  static func difference(_ path: String, from text: String) -> String? {
    guard let file = self.text(path) else {
      return "\(path) is missing. If the demo is right, write it with: \(howToRenew)"
    }
    if file == text { return nil }
    let old = file.split(separator: "\n", omittingEmptySubsequences: false)
    let new = text.split(separator: "\n", omittingEmptySubsequences: false)
    let line =
      zip(old, new).enumerated().first { $1.0 != $1.1 }?.offset ?? min(old.count, new.count)
    func show(_ lines: [Substring]) -> String {
      lines.indices.contains(line) ? "\"\(lines[line])\"" : "(no such line)"
    }
    return """
      The demo says something else than \(path), first in line \(line + 1):
        in the file  \(show(old))
        now          \(show(new))
      If the demo is right, renew the file and look at the difference: \(howToRenew)
      """
  }
}
