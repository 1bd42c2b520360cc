/// A folder that uses another against the direction in which they should depend.
struct FolderUse: Sendable, Equatable {
  let module: String
  let from: String
  let to: String

  init(_ module: String, _ from: String, uses to: String) {
    self.module = module
    self.from = from
    self.to = to
  }
}

extension FolderUse {
  /// The file that this list stands in, for findings about it.
  static let listed = "Sources/Audit/Dependencies/KnownCircles.swift"

  /// Uses that close circles among the folders of a module, and stand until they are dissolved.
  ///
  /// The list may only get shorter: an entry that closes no circle any more is a finding.
  static let known: [FolderUse] = []
}
