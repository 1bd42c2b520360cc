import Drawing

/// A demo as a program of its own, which is how it runs with a learner's answers.
///
///     await StandaloneDemo.main(LRUDemo.self)
public enum StandaloneDemo {
  /// Shows the demo as the program's arguments ask for, and ends with code 3 where it cannot.
  public static func main(_ script: any DemoScript.Type) async {
    do {
      let showing = try Showing(arguments: CommandLine.arguments.dropFirst())
      try await Performance.run(script, as: showing, write: SystemFiles.print)
    } catch {
      SystemFiles.end(complaining: "\(error)", code: 3)
    }
  }
}

extension Showing {
  /// Reads `--columns N`, `--colour`, `--plain`, `--svg FILE`, `--live` and `--step`.
  init(arguments: some Sequence<String>) throws(ShowingFailure) {
    var words = Array(arguments).makeIterator()
    var showing = Showing()
    while let word = words.next() {
      switch word {
      case "--colour": showing.style = .coloured
      case "--plain": showing.style = .plain
      case "--live": showing.pace = .live
      case "--step": showing.pace = .step
      case "--svg":
        guard let file = words.next() else { throw ShowingFailure("--svg needs a file") }
        showing.pictureFile = file
      case "--columns":
        let text = words.next() ?? ""
        guard let number = Int(text), Showing.widths.contains(number) else {
          throw ShowingFailure(
            "--columns takes a number from \(Showing.widths.lowerBound) to "
              + "\(Showing.widths.upperBound), not \"\(text)\""
          )
        }
        showing.columns = number
      default: throw ShowingFailure("A demo has no option \(word)")
      }
    }
    self = showing
  }

  /// The words that ``init(arguments:)`` reads back as the same showing.
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
