import Foundation

/// The verdict on an answer that has passed, kept beside its program.
///
/// The program is found by the digest of answer, checks, support libraries and toolchain, so a kept
/// pass is about exactly these. Only passes are kept: whatever went wrong is tried again.
struct KeptPass {
  private let path: String

  init(beside program: String) { path = program + ".passed" }

  var verdict: Verdict? {
    FileManager.default.contents(atPath: path)
      .flatMap { try? JSONDecoder().decode(Verdict.self, from: $0) }
  }

  /// A pass that cannot be kept is only slower the next time.
  func keep(_ verdict: Verdict) {
    guard verdict.outcome == .passed, let data = try? JSONEncoder().encode(verdict) else { return }
    try? data.write(to: URL(filePath: path), options: .atomic)
  }
}
