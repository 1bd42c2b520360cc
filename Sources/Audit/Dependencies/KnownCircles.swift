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
  static let known = [
    FolderUse("Sockets", ".", uses: "System"),
    FolderUse("Sockets", "Loop", uses: "Client"),
    FolderUse("Sockets", "Loop", uses: "Connection"),
    FolderUse("Redis", "Values", uses: "RESP"),
    FolderUse("Redis", "Values", uses: "Engine"),
    FolderUse("Redis", "RESP", uses: "Connection"),
    FolderUse("Redis", "Connection", uses: "Engine"),
    FolderUse("Redis", "Client", uses: "Fake"),
    FolderUse("Redis", "Engine", uses: "Commands"),
    FolderUse("Redis", "Engine", uses: "Cluster"),
    FolderUse("Redis", "Commands", uses: "Cluster"),
    FolderUse("Redis", "Fake", uses: "Cluster"),
    FolderUse("Memcached", "Store", uses: "Wire"),
    FolderUse("Memcached", "Wire", uses: "Client"),
    FolderUse("Grader", "Run", uses: "Build"),
    FolderUse("Grader", "Build", uses: "."),
    FolderUse("Loop", "Watch", uses: "."),
  ]
}
