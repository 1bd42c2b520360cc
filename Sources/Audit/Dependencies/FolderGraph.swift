/// Which folders of a module use types of which others.
///
/// The folders are those directly below the module's own; the files beside them count as a folder,
/// too. A folder uses another when a file in it names a type that a file in the other declares
/// outside of any braces.
struct FolderGraph: Sendable {
  /// How the files that lie in no folder are called.
  static let files = "."

  /// That a folder uses a type of another, and where it first does.
  struct Use: Sendable, Equatable {
    let from: String
    let to: String
    let type: String
    let file: String
    let line: Int

    /// How many types of the other folder it uses.
    var count = 1
  }

  let module: String

  /// In alphabetical order.
  let folders: [String]

  /// One for each pair of folders, in the order of the folders.
  let uses: [Use]

  /// - Parameter files: Each with its folder.
  init(module: String, files: [(folder: String, file: SourceFile)]) {
    self.module = module
    let folders = Set(files.map(\.folder)).sorted()
    self.folders = folders
    var homes: [String: String] = [:]
    for (folder, file) in files {
      for type in file.types { homes[type.name] = homes[type.name] ?? folder }
    }
    var uses: [String: [String: Use]] = [:]
    var types: [String: [String: Set<String>]] = [:]
    for (folder, file) in files.sorted(by: { $0.file.path < $1.file.path }) {
      for mention in file.uses {
        guard let home = homes[mention.name], home != folder else { continue }
        types[folder, default: [:]][home, default: []].insert(mention.name)
        let use = Use(
          from: folder,
          to: home,
          type: mention.name,
          file: file.path,
          line: mention.line
        )
        uses[folder, default: [:]][home] = uses[folder]?[home] ?? use
      }
    }
    self.uses = folders.flatMap { from in
      folders.compactMap { to in
        var use = uses[from]?[to]
        use?.count = types[from]?[to]?.count ?? 0
        return use
      }
    }
  }

  /// Without some of its uses.
  func without(_ isLeftOut: (Use) -> Bool) -> FolderGraph {
    FolderGraph(module: module, folders: folders, uses: uses.filter { !isLeftOut($0) })
  }

  private init(module: String, folders: [String], uses: [Use]) {
    self.module = module
    self.folders = folders
    self.uses = uses
  }

  /// The shortest way from a folder to another along uses; nil when there is none.
  func way(from start: String, to end: String) -> [Use]? {
    var ways: [String: [Use]] = [start: []]
    var next = [start]
    while !next.isEmpty {
      let here = next.removeFirst()
      for use in uses where use.from == here && ways[use.to] == nil {
        ways[use.to] = (ways[here] ?? []) + [use]
        if use.to == end { return ways[end] }
        next.append(use.to)
      }
    }
    return nil
  }

  /// Circles of uses, as many as have to be broken.
  ///
  /// A circle begins with the use that fewest types speak for, most likely the one that is wrong.
  /// Without the first use of each there is none left.
  var circles: [[Use]] {
    var rest = self
    var circles: [[Use]] = []
    while let circle = rest.thinnestCircle {
      circles.append(circle)
      rest = rest.without { $0 == circle[0] }
    }
    return circles
  }

  /// Of the shortest circles through each use, the one with the use that fewest types speak for.
  private var thinnestCircle: [Use]? {
    let circles = uses.compactMap { use in way(from: use.to, to: use.from).map { [use] + $0 } }
    return circles.min { ($0[0].count, $0.count) < ($1[0].count, $1.count) }
  }
}
