/// A command of the course that a page shows.
///
///     $ REDIS_URL=redis://127.0.0.1:6379 swift run course check redis-cache   # on a real server
struct CommandMention: Sendable, Equatable {
  /// What follows `course`.
  let words: [String]

  /// In the page, counted from 1.
  let line: Int

  /// Whether it is spoken of rather than to be typed as it stands: its values may be left out.
  let isSpokenOf: Bool

  /// The commands of a Markdown page: what is typed at a prompt, what the course's own output in a
  /// block of code tells to type, and what stands between backticks.
  static func all(in page: String) -> [CommandMention] {
    MarkdownLine.all(in: page).flatMap { line in
      line.isCode ? inCode(line) : inProse(line)
    }
  }

  private static func inCode(_ line: MarkdownLine) -> [CommandMention] {
    if let prompt = line.text.firstRange(of: "$ "), line.text[..<prompt.lowerBound].isBlank {
      return commands(in: line.text[prompt.upperBound...]).map {
        CommandMention(words: $0, line: line.number, isSpokenOf: false)
      }
    }
    // As the program writes it: two blanks before, and none or two behind.
    return line.text.matches(of: #/  course ((?:\S+ ?)+)/#).map { match in
      let words = match.1.split(separator: " ").map(String.init)
      return CommandMention(words: words, line: line.number, isSpokenOf: false)
    }
  }

  private static func inProse(_ line: MarkdownLine) -> [CommandMention] {
    line.text.matches(of: /`([^`]+)`/).flatMap { match in
      commands(in: match.1).map {
        CommandMention(words: $0, line: line.number, isSpokenOf: true)
      }
    }
  }

  /// What follows `course` in each part of a shell's line that starts it.
  private static func commands(in line: Substring) -> [[String]] {
    let parts = ShellLine(line).commands
    return parts.compactMap { words in
      guard let index = words.firstIndex(of: "course"),
        words[..<index].allSatisfy(isPrelude)
      else { return nil }
      return Array(words[(index + 1)...])
    }
  }

  /// Whether a word may stand before `course` without becoming the command itself.
  private static func isPrelude(_ word: String) -> Bool {
    ["swift", "run", "-c", "release", "time", ".ci/servers"].contains(word)
      || word.prefixMatch(of: /[A-Z_]+=/) != nil
  }
}

/// The commands of a line of shell, each with its words.
struct ShellLine {
  private(set) var commands: [[String]] = []

  init(_ line: Substring) {
    var words: [String] = []
    var word: String?
    var quote: Character?
    func isEnd(_ character: Character) -> Bool { "|;&".contains(character) }
    func finish() {
      if let whole = word { words.append(whole) }
      word = nil
    }
    for character in line {
      if let open = quote {
        if character == open { quote = nil } else { word = (word ?? "") + String(character) }
      } else if character == "\"" || character == "'" {
        quote = character
        word = word ?? ""
      } else if character.isWhitespace {
        finish()
      } else if character == "#", word == nil {
        break
      } else if isEnd(character) {
        finish()
        commands.append(words)
        words = []
      } else {
        word = (word ?? "") + String(character)
      }
    }
    finish()
    commands.append(words)
    commands.removeAll(where: \.isEmpty)
  }
}
