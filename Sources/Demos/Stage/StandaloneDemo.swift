import Drawing

/// A demo as a program of its own, as it runs with a learner's answers.
///
///     await StandaloneDemo.main(LRUDemo.self)
public enum StandaloneDemo {
  /// Shows the demo as the program's arguments ask, or ends with code 3.
  public static func main(_ script: any DemoScript.Type) async {
    do {
      let options = try DemoOptions(arguments: CommandLine.arguments.dropFirst())
      try await DemoRun.run(script, as: options, write: SystemFiles.print)
    } catch {
      SystemFiles.end(complaining: "\(error)", code: 3)
    }
  }
}

extension DemoOptions {
  /// Reads `--columns N`, `--colour`, `--plain`, `--svg FILE`, `--live` and `--step`.
  init(arguments: some Sequence<String>) throws(DemoFailure) {
    var words = Array(arguments).makeIterator()
    var options = DemoOptions()
    while let word = words.next() {
      switch word {
      case "--colour": options.style = .coloured
      case "--plain": options.style = .plain
      case "--live": options.pace = .live
      case "--step": options.pace = .step
      case "--svg":
        guard let file = words.next() else { throw DemoFailure("--svg needs a file") }
        options.pictureFile = file
      case "--columns":
        let text = words.next() ?? ""
        guard let number = Int(text), DemoOptions.widths.contains(number) else {
          throw DemoFailure(
            "--columns takes a number from \(DemoOptions.widths.lowerBound) to "
              + "\(DemoOptions.widths.upperBound), not \"\(text)\""
          )
        }
        options.columns = number
      default: throw DemoFailure("A demo has no option \(word)")
      }
    }
    self = options
  }

  /// The words that ``init(arguments:)`` reads back as the same options.
  public var arguments: [String] {
    var words = ["--columns", "\(columns)", style.isColoured ? "--colour" : "--plain"]
    switch pace {
    case .none: break
    case .live: words.append("--live")
    case .step: words.append("--step")
    }
    if let pictureFile { words += ["--svg", pictureFile] }
    return words
  }
}
