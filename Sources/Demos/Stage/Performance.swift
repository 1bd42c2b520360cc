import Drawing

/// One run of a demo, whoever asked for it.
enum Performance {
  static func run(
    _ script: any DemoScript.Type,
    as showing: Showing,
    write: @escaping (String) -> Void
  ) async throws {
    // Found out now, not after the talk.
    if let file = showing.pictureFile { try SystemFiles.open(file) }
    let stage = Stage(showing, liveScale: script.liveScale, write: write)
    try await script.perform(on: stage)
    guard let file = showing.pictureFile else { return }
    guard !stage.pictures.isEmpty else {
      throw ShowingFailure("The demo \(script.id) draws no picture, so there is none to write")
    }
    write("\n")
    for (path, text) in pictureFiles(of: stage, at: file) {
      try SystemFiles.write(text, to: path)
      write("Picture written to \(path)\n")
    }
  }

  /// The pictures by the names that they have in the documentation.
  static func pictures(of script: any DemoScript.Type) async throws -> [String: String] {
    let stage = Stage(Showing(), liveScale: script.liveScale) { _ in }
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
