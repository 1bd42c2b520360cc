/// A solution with a mistake in it, and where each of its lines was written.
public struct MistakenAnswer: Sendable {
  /// A line of the file of mistakes, or of the solution.
  struct Origin: Sendable, Equatable {
    let file: String
    let line: Int

    /// How many signs stand before the line's own text there.
    let indent: Int
  }

  public let text: String
  let origins: [Origin]

  init(_ lines: [(text: String, origin: Origin)]) {
    text = lines.map { $0.text + "\n" }.joined()
    origins = lines.map(\.origin)
  }

  /// What the compiler said about the answer, in terms of the files that its lines were written in.
  ///
  /// Quoted code is left out: the compiler quotes a file that nobody has.
  ///
  /// - Parameter path: The file that the compiler read.
  func relocated(_ diagnostics: String, from path: String) -> String {
    diagnostics.split(separator: "\n")
      .filter { $0.prefixMatch(of: /\s*\d*\s*[|`]/) == nil }
      .map { line in
        // What lies in the course's folder is called by the end of its path.
        guard let end = line.firstRange(of: ".swift:")?.upperBound,
          "\(path):".hasSuffix(line[..<end])
        else { return String(line) }
        return relocated(line[end...]) ?? String(line)
      }
      .joined(separator: "\n")
  }

  /// - Parameter place: What stands after the file's name, `12:5: error: …` or `12: error: …`.
  private func relocated(_ place: Substring) -> String? {
    guard let match = place.prefixMatch(of: /(\d+):(?:(\d+):)?/), let number = Int(match.1),
      origins.indices.contains(number - 1)
    else { return nil }
    let origin = origins[number - 1]
    let column = match.2.flatMap { Int($0) }.map { "\($0 + origin.indent):" } ?? ""
    return "\(origin.file):\(origin.line):\(column)\(place[match.range.upperBound...])"
  }
}
