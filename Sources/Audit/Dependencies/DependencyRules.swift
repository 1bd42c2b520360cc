/// Who may depend on whom, and what goes against it.
struct DependencyRules: Sendable {
  let modules: PackageModules
  var known = FolderUse.known
  var orders = FolderOrder.declared

  /// The Swift files of a module, each with its folder.
  typealias Files = [(folder: String, file: SourceFile)]

  /// What a module imports from the package: only what its target names, and only what is listed
  /// before it.
  func importFindings(of module: PackageModules.Module, _ files: Files) -> [Finding] {
    files.flatMap { _, file in
      file.imports.compactMap { mention -> Finding? in
        let other = mention.name
        guard modules.contains(other), other != module.name else { return nil }
        let complaint: String? =
          if !modules.isBefore(other, module.name) {
            "\(module.name) imports \(other), which comes after it in \(PackageModules.manifest)"
          } else if !module.uses.contains(other) {
            "\(module.name) imports \(other), which its target in \(PackageModules.manifest) "
              + "does not name"
          } else {
            nil
          }
        return complaint.map { Finding(file.path, line: mention.line, $0) }
      }
    }
  }

  /// Targets that name one which comes after them.
  func manifestFindings() -> [Finding] {
    modules.modules.flatMap { module in
      module.uses.filter { modules.contains($0) && !modules.isBefore($0, module.name) }.map {
        Finding(
          PackageModules.manifest,
          "the target \(module.name) uses \($0), which comes after it: move it up, or turn it round"
        )
      }
    }
  }

  /// What the folders of a module use of each other: nothing in a circle, and no more than the
  /// declared order allows, if there is one.
  func folderFindings(_ graph: FolderGraph) -> [Finding] {
    graph.without { isKnown($0, in: graph) }.circles.map { finding($0, in: graph) }
      + orderFindings(graph) + staleFindings(graph)
  }

  /// Entries of the list about modules that are not there any more.
  func strayFindings(modules names: [String]) -> [Finding] {
    known.filter { !names.contains($0.module) }.map { stale($0, "there is no such module") }
      + orders.filter { !names.contains($0.module) }.map {
        Finding(FolderOrder.listed, "there is no module \($0.module)")
      }
  }

  private func isKnown(_ use: FolderGraph.Use, in graph: FolderGraph) -> Bool {
    known.contains(FolderUse(graph.module, use.from, uses: use.to))
  }

  private func finding(_ circle: [FolderGraph.Use], in graph: FolderGraph) -> Finding {
    let first = circle[0]
    let rest = circle.dropFirst().map { "\(words($0)) (\($0.file):\($0.line))" }
    return Finding(
      first.file,
      line: first.line,
      "\(words(first)), and folders of \(graph.module) must not depend on each other in a circle: "
        + rest.joined(separator: ", ")
    )
  }

  private func words(_ use: FolderGraph.Use) -> String {
    "\(title(use.from)) uses \(use.type) of \(title(use.to))"
  }

  private func title(_ folder: String) -> String {
    folder == FolderGraph.files ? "a file outside of the folders" : folder
  }

  private func orderFindings(_ graph: FolderGraph) -> [Finding] {
    guard let order = orders.first(where: { $0.module == graph.module }) else { return [] }
    let missing = graph.folders.filter { !order.folders.contains($0) }.map {
      Finding(FolderOrder.listed, "the order of \(graph.module) has no place for \($0)")
    }
    let gone = order.folders.filter { !graph.folders.contains($0) }.map {
      Finding(FolderOrder.listed, "\(graph.module) has no folder \($0) any more")
    }
    let against = graph.uses.compactMap { use -> Finding? in
      guard !isKnown(use, in: graph), let from = order.folders.firstIndex(of: use.from),
        let to = order.folders.firstIndex(of: use.to), to > from
      else { return nil }
      return Finding(
        use.file,
        line: use.line,
        "\(words(use)), which comes after it in the order of \(graph.module)"
      )
    }
    return missing + gone + against
  }

  private func staleFindings(_ graph: FolderGraph) -> [Finding] {
    known.filter { $0.module == graph.module }.compactMap { entry in
      let isUsed = graph.uses.contains { $0.from == entry.from && $0.to == entry.to }
      guard isUsed else { return stale(entry, "it is gone") }
      return graph.way(from: entry.to, to: entry.from) == nil
        ? stale(entry, "it closes no circle any more") : nil
    }
  }

  private func stale(_ entry: FolderUse, _ reason: String) -> Finding {
    Finding(
      FolderUse.listed,
      "\(entry.module): \(entry.from) uses \(entry.to): \(reason), so take it off the list"
    )
  }
}
