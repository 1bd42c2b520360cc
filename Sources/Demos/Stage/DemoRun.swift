import Drawing

/// Runs a demo's script on a stage, for the program and for `--mine` alike.
enum DemoRun {
  static func run(
    _ script: any DemoScript.Type,
    as options: DemoOptions,
    write: @escaping (String) -> Void
  ) async throws {
    // Found out before the demo, not after it.
    if let file = options.pictureFile { try SystemFiles.open(file) }
    let stage = Stage(options, liveScale: script.liveScale, write: write)
    try await script.perform(on: stage)
    guard let file = options.pictureFile else { return }
    guard !stage.pictures.isEmpty else {
      throw DemoFailure("The demo \(script.id) draws no picture, so there is none to write")
    }
    write("\n")
    for (path, text) in pictureFiles(of: stage, at: file) {
      try SystemFiles.write(text, to: path)
      write("Picture written to \(path)\n")
    }
  }

  /// The pictures by their file names in the documentation.
  static func pictures(of script: any DemoScript.Type) async throws -> [String: String] {
    let stage = Stage(DemoOptions(), liveScale: script.liveScale) { _ in }
    try await script.perform(on: stage)
    return Dictionary(
      stage.pictures.map { ("\($0.name).svg", $0.chart.svg()) },
      uniquingKeysWith: { _, last in last }
    )
  }

  /// The first picture at `file`, the others beside it: "my.svg", "my-loop.svg".
  private static func pictureFiles(
    of stage: Stage,
    at file: String
  ) -> [(path: String, text: String)] {
    let ending = ".svg"
    let stem = file.hasSuffix(ending) ? String(file.dropLast(ending.count)) : file
    let main = stage.pictures.first?.name ?? ""
    return stage.pictures.map { picture in
      let isMain = picture.name == main
      let suffix =
        picture.name.hasPrefix("\(main)-")
        ? String(picture.name.dropFirst(main.count)) : "-\(picture.name)"
      return (isMain ? file : stem + suffix + ending, picture.chart.svg())
    }
  }
}
