/// The order in which the folders of a module build on each other, declared.
///
/// A module without one may order its folders as it likes, but not in a circle.
struct FolderOrder: Sendable {
  let module: String

  /// A folder may use those before it; ``FolderGraph/files`` stands for the files beside them.
  let folders: [String]

  /// The file that the orders stand in, for findings about them.
  static let listed = "Sources/Audit/Dependencies/FolderOrder.swift"

  static let declared = [
    FolderOrder(
      module: "Audit",
      folders: ["Text", "Findings", "Mistakes", "Dependencies", "Pages", "Answers", "."]
    )
  ]
}
