import Console

/// What can be typed after `course`, and what is wrong with a command that a page shows.
struct CommandRules: Sendable {
  /// The commands as their help declares them; the one without a name is `course` alone.
  let usages: [Usage]

  /// The words that a command takes besides its options, by the command's name; a command that is
  /// not among them takes any.
  let words: [String: Set<String>]

  /// What keeps the command from running; nil when nothing does.
  func problem(with mention: CommandMention) -> String? {
    guard let name = mention.words.first, !name.hasPrefix("-") else {
      return usages.first { $0.name.isEmpty }.flatMap { problem(mention.words, $0, mention) }
    }
    guard !Self.isPlaceholder(name) else { return nil }
    guard let usage = usages.first(where: { $0.name == name }) else {
      return UsageError(
        unknown: "command",
        name,
        among: usages.map(\.name).filter { !$0.isEmpty },
        otherwise: ""
      ).description
    }
    return problem(Array(mention.words.dropFirst()), usage, mention)
  }

  private func problem(
    _ given: [String],
    _ usage: Usage,
    _ mention: CommandMention
  ) -> String? {
    var typed = Self.withoutPlaceholders(given, usage)
    if mention.isSpokenOf { Self.complete(&typed, usage) }
    do throws(UsageError) {
      let arguments = try usage.parse(typed)
      guard let known = words[usage.name] else { return nil }
      let stranger = usage.checkedWords(arguments.words).first {
        !known.contains($0) && !Self.isPlaceholder($0)
      }
      return stranger.map {
        UsageError(
          unknown: "\(usage.positional?.name ?? "word") for \(usage.name)",
          $0,
          among: known.sorted(),
          otherwise: ""
        ).description
      }
    } catch {
      return error.description
    }
  }

  /// Leaves out options whose value is only named, `--port N`.
  private static func withoutPlaceholders(_ given: [String], _ usage: Usage) -> [String] {
    var words: [String] = []
    var rest = given[...]
    while let word = rest.popFirst() {
      let parts = word.split(separator: "=", maxSplits: 1)
      let option = usage.options.first { parts.first.map(String.init) == "--\($0.name)" }
      guard let option, option.valueName != nil else {
        words.append(word)
        continue
      }
      let value = parts.count == 2 ? String(parts[1]) : rest.first
      if let value, isPlaceholder(value) {
        if parts.count == 1 { rest.removeFirst() }
      } else {
        words.append(word)
        if parts.count == 1, let value {
          words.append(value)
          rest.removeFirst()
        }
      }
    }
    return words
  }

  /// Gives what is only spoken of the word and the last value that it lacks.
  private static func complete(_ typed: inout [String], _ usage: Usage) {
    if let last = typed.last,
      usage.options.contains(where: { "--\($0.name)" == last && $0.valueName != nil })
    {
      typed.removeLast()
    }
    guard let positional = usage.positional else { return }
    let hasWord = typed.contains { !$0.hasPrefix("-") }
    if !hasWord { typed.append(positional.name) }
  }

  /// `ID`, `FILE` or `…`: a word that stands for others.
  private static func isPlaceholder(_ word: String) -> Bool {
    word == "…" || word.wholeMatch(of: /\[?[A-Z][A-Z_-]*…?\]?/) != nil
  }
}

extension Usage {
  /// The words that the positional's name speaks of: a second word is something else.
  fileprivate func checkedWords(_ words: [String]) -> ArraySlice<String> {
    if case .oneAnd = positional?.count { words.prefix(1) } else { words[...] }
  }
}
